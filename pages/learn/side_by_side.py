"""PROMID and CLARINET point by point, and why their numbers are not set against each other."""

from netlogic.library import library
from pages.parts import beside_page

beside_page.page(library())
