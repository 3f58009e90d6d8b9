"""From content to the tables of a topic's page. No Streamlit."""

from collections.abc import Sequence

from netlogic import awaited, rulebook
from netlogic.content import Library
from netlogic.patient import Patient
from netlogic.rulebook import Row, Verdict
from netlogic.untreated import PlaceboArm
from netlogic.untreated import placebo_arms as arms
from pages.parts.cards import sources_of
from pages.parts.rules import SHAPES
from pages.parts.tables.component import View, cell, headings

PLACEBO_ARMS = headings(
    ("trial", "Placebo arm", 2), ("median", "Until growth, median", 2), ("who", "Who", 4)
)
POSITIONS = headings(("who", "Who, and when", 2), ("says", "What is said", 5))
ARGUMENTS = headings(
    ("argues", "Argues", 1.2), ("because", "Argument", 5), ("now", "For this patient", 1.6)
)
RUNNING = headings(
    ("trial", "Trial", 1.5), ("asks", "Asks", 4), ("who", "Who", 4), ("known", "Known so far", 3)
)
FIRST = (rulebook.APPLIES, rulebook.UNDETERMINED, rulebook.DOES_NOT)


def placebo_arms(content: Library, *, columns: int) -> list[View]:
    """Every placebo arm with its clock, in so many of the columns."""
    return [_placebo(arm, content, columns) for arm in arms(content)]


def _placebo(arm: PlaceboArm, content: Library, columns: int) -> View:
    counted = f"{arm.outcome.endpoint}, n = {arm.n}" if arm.n else arm.outcome.endpoint
    median = {"words": arm.median, "sources": sources_of([arm.outcome.source], content)}
    return {
        "id": f"{arm.trial}-{arm.outcome.id}",
        "tone": "",
        "cells": [
            cell({"name": arm.name, "small": str(arm.year or "")}),
            cell(median | {"small": counted}),
            cell(arm.population),
        ][:columns],
    }


def positions(id_: str, content: Library) -> list[View]:
    """What each side of a disagreement says, as it stands in the rulebook."""
    found = content.disagreements.get(id_)
    return [
        {
            "id": f"{id_}-{n}",
            "tone": "",
            "cells": [
                cell({"name": one.who}),
                cell(
                    {
                        "words": one.says,
                        "sources": sources_of([one.source] if one.source else [], content),
                        "small": "" if one.source else "not confirmed",
                    }
                ),
            ],
        }
        for n, one in enumerate(found.positions if found else ())
    ]


def running(named: Sequence[str], content: Library) -> list[View]:
    """The trials without a result among the sources named: what each asks, and what is known."""
    return [
        {
            "id": id_,
            "tone": "",
            "cells": [
                cell({"name": trial.name, "sources": sources_of([trial.reference], content)}),
                cell(trial.question),
                cell(trial.population),
                cell(trial.not_shown),
            ],
        }
        for id_ in awaited.running(content)
        for trial in (content.trials[id_],)
        if trial.reference in named
    ]


def arguments(option: str, patient: Patient, content: Library) -> tuple[list[View], list[View]]:
    """Every argument about an option: those that apply to a patient or may, and all others."""
    verdicts = rulebook.verdicts(patient, content)
    rows = rulebook.chosen(rulebook.rows(content), {"option": [option]})
    told = sorted(rows, key=lambda row: FIRST.index(verdicts[row.id].word))
    apart: tuple[list[View], list[View]] = ([], [])
    for row in told:
        others = verdicts[row.id].word == rulebook.DOES_NOT
        apart[others].append(_argument(row, verdicts[row.id], content))
    return apart


def _argument(row: Row, verdict: Verdict, content: Library) -> View:
    cited = sources_of([source.id for source in row.sources], content)
    now = {"standing": SHAPES[verdict.word], "said": verdict.word, "small": verdict.why}
    because = {"words": row.because, "sources": cited}
    return {
        "id": row.id,
        "tone": "",
        "cells": [cell({"name": row.strength}), cell(because), cell(now)],
    }
