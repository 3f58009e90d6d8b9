"""A patient against what one trial asked of its patients, in a table."""

from netlogic.content import Library
from netlogic.patient import Facts
from netlogic.trial_fit import DOES_NOT_MEET, fit
from pages.parts import fits, layout
from pages.parts.frame import frame
from pages.parts.tables.component import table


def draw(trial: str, known: Facts, content: Library, *, key: str) -> None:
    """Every criterion with its verdict; a room sees first what is not met."""
    found = fit(trial, known, content)
    rows = fits.criteria(found, known, content, brief=True)
    failed = {one.criterion.asked for one in found.those(DOES_NOT_MEET)}
    if frame.presenting():
        rows.sort(key=lambda row: row["id"] not in failed)
    label = "This patient against what was asked for"
    status = fits.status(found, content)
    table(label, fits.CRITERIA, layout.cut(rows), key=key, status=status)
