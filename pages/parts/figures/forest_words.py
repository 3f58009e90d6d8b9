"""A forest of hazard ratios in words: one sentence, a table and a file."""

import csv as files
import io

from netlogic.quotes import two_decimals
from pages.parts.figures.badge import comments
from pages.parts.figures.forest_plot import Plot, Row

NOT_REPORTED = "not reported"
LONGEST = 250  # letters of a text alternative


def estimate(row: Row, level: int) -> str:
    """A row's hazard ratio with its interval and how many people it rests on."""
    people = f"n = {row.n}" if row.n is not None else f"n {NOT_REPORTED}"
    if row.hr is None:
        return f"HR {NOT_REPORTED}, {people}"
    if row.low is None or row.high is None:
        return f"HR {two_decimals(row.hr)}, {people}"
    limits = f"{two_decimals(row.low)} to {two_decimals(row.high)}"
    return f"HR {two_decimals(row.hr)} ({level} % CI {limits}), {people}"


def named(row: Row) -> str:
    """A row by its name and what stands with it."""
    return f"{row.name}: {row.detail}" if row.detail else row.name


def alternative(plot: Plot) -> str:
    """The title, and the rows as far as there is room for them."""
    said = plot.title.rstrip(".")[: LONGEST - 60] + "."
    for row in plot.rows:
        more = f" {named(row)}: {estimate(row, plot.level)}."
        if len(said) + len(more) <= LONGEST:
            said += more
    return said if len(said) >= 20 else f"Hazard ratios. {said}"


def rows(plot: Plot) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Heads and lines of the table."""
    heads = ("Who", "People", "Hazard ratio", f"{plot.level} % CI", "Note")
    lines = []
    for row in plot.rows:
        ends = NOT_REPORTED
        if row.low is not None and row.high is not None:
            ends = f"{two_decimals(row.low)} to {two_decimals(row.high)}"
        people = NOT_REPORTED if row.n is None else str(row.n)
        ratio = NOT_REPORTED if row.hr is None else two_decimals(row.hr)
        lines.append((named(row), people, ratio, ends, row.note))
    if not any(row.note for row in plot.rows):
        return heads[:-1], tuple(line[:-1] for line in lines)
    return heads, tuple(lines)


def csv(plot: Plot) -> str:
    """The rows as comma-separated values, under what the badge says."""
    text = io.StringIO()
    text.writelines(f"{line}\n" for line in comments(plot.title, plot.subtitle, plot.badge))
    out = files.writer(text, lineterminator="\n")
    out.writerow(["who", "n", "hr", "low", "high", "level", "note"])
    for row in plot.rows:
        values = (row.n, row.hr, row.low, row.high)
        known = ["" if value is None else value for value in values]
        out.writerow([named(row), *known, plot.level, row.note])
    return text.getvalue()
