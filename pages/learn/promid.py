"""PROMID: octreotide against placebo in midgut NET, walked through."""

from pages.parts.trial import page

page.page("promid")
