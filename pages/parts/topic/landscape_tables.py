"""From what many trials found to one forest and one table. No Streamlit."""

from collections.abc import Iterable, Sequence

from netlogic import quotes
from netlogic.content import Library
from netlogic.evidence import arms
from netlogic.families import Family
from netlogic.landscape import RESPONSE, SURVIVAL, Found
from netlogic.trial_schema import Harm, Outcome
from pages.parts.cards import sources_of
from pages.parts.figures import badge
from pages.parts.figures.forest_plot import Plot, Row
from pages.parts.tables.component import View, cell, headings
from pages.parts.trial.tables import said

COMPARED = headings(
    ("trial", "Trial and comparator", 2.2),
    ("growth", "Progression-free survival", 2.4),
    ("survival", "Survival", 2),
    ("response", "Response", 1.5),
    ("harms", "Harms", 2.4),
    ("who", "Who was in it", 3),
)
# The forest before it has shown a room the ratios and the comparators.
IN_A_ROOM = headings(
    ("trial", "Trial", 2),
    ("growth", "PFS, median", 2.6),
    ("survival", "Survival", 2.6),
    ("response", "Response", 2),
)
HARMS = 3  # of one trial; all stand in its file
NOT_READ = "no figure read"
TITLE = "Each trial against its own comparator, in its own patients"
SUBTITLE = "Hazard ratio for progression or death."


def forest(rows: Iterable[Found]) -> Plot:
    """The hazard ratios of the trials that have one, family by family."""
    drawn = [one for one in rows if one.growth.hr]
    return Plot(
        title=TITLE,
        subtitle=SUBTITLE,
        axis="Hazard ratio. Rows differ in patients, comparators, years",
        favours=("slower growth", "faster"),
        rows=tuple(_line(one) for one in drawn),
        badge=badge.published("each row from its own report"),
    )


def _line(one: Found) -> Row:
    hr = one.growth.hr
    return Row(
        name=one.name,
        n=one.n,
        hr=hr.value if hr else None,
        low=hr.low if hr else None,
        high=hr.high if hr else None,
        note="" if hr is None or hr.low is not None else "no interval was read",
        detail=arms(one.trial),
        group=one.family.label,
    )


def without_ratio(rows: Iterable[Found]) -> list[str]:
    """The names of those that the forest cannot show."""
    return [one.name for one in rows if one.growth.hr is None]


def compared(rows: Sequence[Found], families: Sequence[Family], content: Library) -> list[View]:
    """Every result with its comparator, and what is known of a family besides trials."""
    told: list[View] = []
    for family in families:
        told += [_result(one, content) for one in rows if one.family.id == family.id]
        if family.besides:
            told.append(_besides(family, content))
    return told


def _result(one: Found, content: Library) -> View:
    return _row(
        one,
        cell({"name": one.name, "words": arms(one.trial), "small": _when(one)}),
        cell(*_growth(one, content)),
        cell(_survival(one, content)),
        cell(_response(one, content)),
        cell(*_harms(one, content)),
        cell(
            {"words": one.trial.population},
            {"standing": one.fit.verdict, "said": f"this patient: {one.fit.verdict}"},
        ),
    )


def brief(rows: Iterable[Found], content: Library) -> list[View]:
    """The same for a room, which has the ratios of growth from the forest."""
    return [
        _row(
            one,
            cell({"name": one.name}),
            cell(_medians(one, content)),
            cell(_survival(one, content)),
            cell(_response(one, content)),
        )
        for one in rows
    ]


def _row(one: Found, *cells: list[View]) -> View:
    return {"id": f"{one.id}-{one.growth.id}", "tone": "", "cells": list(cells)}


def _when(one: Found) -> str:
    return "; ".join(
        part
        for part in (
            one.family.label,
            str(one.trial.year or ""),
            f"n = {one.n}" if one.n is not None else "",
        )
        if part
    )


def _growth(one: Found, content: Library) -> list[View]:
    """The ratio, then the medians; each arm by itself where none were compared."""
    found = one.growth
    if found.hr is None:
        return [_medians(one, content), {"small": "no hazard ratio"}]
    ratio = said(quotes.quote_hr(found.hr), [found.source], content)
    return [ratio, _medians(one, content)] if found.medians else [ratio]


def _medians(one: Found, content: Library) -> View:
    found = one.growth
    if not found.medians:
        return {"small": NOT_READ}
    medians = quotes.quote_medians(found.medians, compared=found.compared)
    return said(f"median {medians}", [found.source], content, note=found.note)


def _survival(one: Found, content: Library) -> View:
    found = one.other(SURVIVAL)
    if found and found.hr:
        return _other(quotes.quote_hr(found.hr), one, found, content)
    if found and found.medians:
        medians = quotes.quote_medians(found.medians, compared=found.compared)
        return _other(f"median {medians}", one, found, content)
    return {"small": NOT_READ}


def _response(one: Found, content: Library) -> View:
    found = one.other(RESPONSE)
    if found is None or not found.rates:
        return {"small": NOT_READ}
    return _other(quotes.quote_rates(found.rates, compared=found.compared), one, found, content)


def _other(words: str, one: Found, found: Outcome, content: Library) -> View:
    return said(words, [found.source], content, one.of_whom(found), note=found.note)


def _harms(one: Found, content: Library) -> list[View]:
    known = [harm for harm in one.trial.harms if harm.verified]
    lines = [_harm(harm, one, content) for harm in known[:HARMS]]
    return lines or [{"small": NOT_READ}]


def _harm(harm: Harm, one: Found, content: Library) -> View:
    counted = {part.arm for part in (*harm.rates, *harm.counts)}
    names = [arm.short for arm in one.trial.arms if arm.id in counted]
    alone = f"on {names[0]}" if len(names) == 1 else ""
    return said(f"{harm.event}: {quotes.quote_harm(harm)}", [harm.source], content, alone)


def _besides(family: Family, content: Library) -> View:
    told = {"words": family.besides, "sources": sources_of(family.sources, content)}
    none = [] if family.trials else [{"small": "no comparison told here"}]
    cells = [
        cell({"name": family.label, "small": "besides trials" if family.trials else ""}),
        cell(told),
        cell(*none),
        *([cell()] * (len(COMPARED) - 3)),
    ]
    return {"id": f"besides-{family.id}", "tone": "", "cells": cells}
