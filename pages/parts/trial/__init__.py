"""What the page of a trial is made of."""
