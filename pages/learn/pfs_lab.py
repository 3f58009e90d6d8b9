"""PFS lab: ten simulations of what bends a result on progression-free survival."""

from pages.parts.topic import page

page.page("pfs_lab")
