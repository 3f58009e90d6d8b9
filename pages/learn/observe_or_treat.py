"""The first decision: whether to treat at all, or to watch."""

from pages.parts.topic import page

page.page("observe_or_treat")
