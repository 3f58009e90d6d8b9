"""CLARINET: lanreotide against placebo in NET of gut and pancreas, walked through."""

from pages.parts.trial import page

page.page("clarinet")
