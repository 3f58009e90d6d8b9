"""The pathway picture and the strip under a slider: the two browser components of the pages."""
