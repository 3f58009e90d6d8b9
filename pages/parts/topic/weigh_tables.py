"""From suppositions about a patient to tables of what comes, goes and leads. No Streamlit."""

from collections.abc import Iterable, Sequence

from netlogic.content import Library
from netlogic.pathway import Standing
from netlogic.rulebook import Row
from netlogic.weighing import Follows, Weighed
from netlogic.words import joined, name_of
from pages.parts.cards import sources_of
from pages.parts.tables.component import View, cell, headings

ARGUMENTS = headings(("turn", "Argument", 1.4), ("about", "About", 1.6), ("because", "Because", 6))
NEXT = headings(
    ("turn", "If this comes next", 1.8), ("leads", "Then leads", 4), ("worse", "Stands worse", 3)
)
GRAVEST = ("exclude", "avoid", "limits", "standard", "option", "emerging", "disfavours", "favours")
CAME, GONE = "comes", "goes"


def arguments(found: Weighed, options: Sequence[str], content: Library) -> list[View]:
    """Every argument that comes or goes, those that come first; of each the gravest first."""
    came, gone = (sorted(rows, key=_weight) for rows in (found.came, found.gone))
    return [
        *(_argument(row, CAME, options, content) for row in came),
        *(_argument(row, GONE, options, content) for row in gone),
    ]


def _weight(row: Row) -> int:
    return GRAVEST.index(row.strength.split(", ")[-1])


def _argument(row: Row, turn: str, options: Sequence[str], content: Library) -> View:
    about = [content.options[id_].short for id_ in row.options if id_ in options]
    cited = sources_of([source.id for source in row.sources], content)
    return {
        "id": f"{turn}-{row.id}",
        "tone": "blue" if turn == CAME else "muted",
        "cells": [
            cell({"name": turn, "small": row.strength}),
            cell(joined(dict.fromkeys(about))),
            cell({"words": row.because, "sources": cited}),
        ],
    }


def counted(found: Weighed) -> str:
    """`3 arguments come, 1 goes, 14 stay.`"""
    came, gone = len(found.came), len(found.gone)
    comes = f"{came or 'no'} argument{'' if came == 1 else 's'} come{'s' if came == 1 else ''}"
    goes = f"{gone or 'none'} go{'es' if gone == 1 else ''}"
    stays = f"{found.stayed or 'none'} stay{'s' if found.stayed == 1 else ''}"
    return f"{comes[:1].upper()}{comes[1:]}, {goes}, {stays}."


def leads(found: Weighed, content: Library) -> str:
    """`Leads now: PRRT, everolimus.`"""
    names = [content.options[id_].short for id_ in found.after.leading]
    return f"Leads now: {joined(names)}." if names else "No option leads now."


def follows(found: Iterable[Follows], content: Library) -> list[View]:
    """What follows from each treatment that is open, a row each."""
    return [_follow(one, content) for one in found if one.open]


def _follow(one: Follows, content: Library) -> View:
    leads = [content.options[id_].short for id_, _ in one.leads]
    worse = [_standing(id_, standing, content) for id_, standing in one.worse]
    waits = [
        f"{content.options[id_].short} waits for {joined(name_of(f, content) for f in asked)}"
        for id_, asked in one.waits
    ]
    return {
        "id": one.turn.id,
        "tone": "",
        "cells": [
            cell({"name": one.turn.label}),
            cell({"words": joined(leads) or "nothing"}, {"small": "; ".join(waits)}),
            cell("; ".join(worse) or "none"),
        ],
    }


def _standing(option: str, standing: Standing, content: Library) -> str:
    return f"{content.options[option].short}: {standing.words}"


def closed(found: Iterable[Follows]) -> list[str]:
    """The treatments that are not open to begin with."""
    return [one.turn.label for one in found if not one.open]
