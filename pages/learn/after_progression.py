"""After a first SSA: trials side by side, what options are weighed by, and what follows each."""

from pages.parts.topic import page

page.page("after_progression")
