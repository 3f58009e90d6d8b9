"""Tables of words: read by eye, screen reader, printer and phone, with links and buttons."""
