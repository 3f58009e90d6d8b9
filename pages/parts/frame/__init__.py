"""What stands around every page: style, header, footer, presenter mode, and a net for errors."""
