"""Reading PFS: from people to a curve, and what each number of it says and does not."""

from pages.parts.topic import page

page.page("reading_pfs")
