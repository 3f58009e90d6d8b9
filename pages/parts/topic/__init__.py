"""A page in steps that is about no single trial."""
