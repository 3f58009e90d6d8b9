"""A schematic body whose lesions are changed by key, mouse or finger: a browser component."""
