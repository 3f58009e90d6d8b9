"""Receptors lesion by lesion: what a scan shows, what is reached, and what is left."""

from pages.parts.topic import page

page.page("receptors")
