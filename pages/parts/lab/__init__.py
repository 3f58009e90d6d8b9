"""The PFS lab on a page: knobs, a picture that answers them at once, and its numbers."""
