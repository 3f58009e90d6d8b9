"""PRRT as the first treatment: what NETTER-2 shows, both positions, and what would settle it."""

from pages.parts.topic import page

page.page("upfront_prrt")
