"""From a body of lesions to the tables beside and below it. No Streamlit."""

from netlogic import examined, rulebook, words
from netlogic import lesion_words as said
from netlogic.bodies import Examined, Plan
from netlogic.content import Library
from netlogic.examined import PRRT, STEP
from netlogic.lesions import Body, Treatment
from netlogic.pathway import Reading
from netlogic.patient import Patient
from netlogic.topics import Topic
from pages.parts.cards import sources_of
from pages.parts.tables.component import View, cell, headings
from pages.parts.topic.standings import standing

FINDINGS = headings(("what", "The scans", 2), ("found", "In this body", 4))
REACH = headings(("by", "Treatment", 2), ("reached", "Reaches", 3), ("left", "Leaves", 3))
SHARES = headings(("tumour", "Tumour", 2), ("test", "Test", 3), ("found", "Found", 4))
ARGUMENTS = headings(("about", "About", 2), ("does", "Does", 2), ("because", "Argument", 5))
TESTS = 4  # rows of shares, of up to three lines, that a room reads on one screen
# The shape before an answer about receptors; all others are no target for some lesion.
ANSWERS = {"even": "meets", "uneven": "not asked here", "borderline": "not asked here"}
TREATMENTS: dict[Treatment, str] = {"ssa": "SSA", "prrt": "PRRT"}


def findings(body: Body, plan: Plan, content: Library, *, fdg: bool) -> list[View]:
    """What the scans show of the body as a whole: how much, how even, and how fast."""
    told = [
        _row("intensity", "Intensity", said.intensity(body, content), said.span(body)),
        _row(
            "distribution",
            "Distribution",
            said.distribution(body, content),
            said.negative(body, plan) or said.settles("distribution", body, content),
            amber=body.distribution == "negative-lesions",
        ),
    ]
    if fdg:
        small = said.discordant(body, plan) or said.settles("fdg", body, content)
        amber = body.fdg == "discordant"
        told.append(_row("fdg", "FDG-PET", said.fdg(body, content), small, amber=amber))
    return told


def reach(body: Body, plan: Plan) -> list[View]:
    """What each treatment reaches and leaves, and what both leave."""
    rows = [
        {
            "id": by,
            "tone": "",
            "cells": [
                cell({"name": name}),
                cell({"words": said.reached(by, body), "small": said.beside(by, body, plan)}),
                cell(said.left(by, body, plan)),
            ],
        }
        for by, name in TREATMENTS.items()
    ]
    lost = said.left("ssa", body, plan)
    fast = said.discordant(body, plan)
    last = {"words": lost, "small": f"FDG: {fast}" if fast else ""}
    tone = "" if lost == said.NONE else "amber"
    cells = [cell({"name": "Left by both"}), [], cell(last)]
    return [*rows, {"id": "neither", "tone": tone, "cells": cells}]


def scale(patient: Patient, content: Library) -> tuple[list[View], list[View]]:
    """Columns and rows: what follows from each score for a patient, were all lesions alike."""
    readings = examined.by_score(patient, content)
    prrt = examined.of_group(PRRT, readings, content)
    named = ((id_, content.options[id_].short, 2) for id_ in ("ssa", prrt))
    columns = headings(("score", words.name_of("krenning", content), 2), *named)
    return columns, [
        {
            "id": f"score-{score}",
            "tone": "",
            "cells": [
                cell({"name": words.value_of("krenning", score, content)}),
                cell(standing(read.options["ssa"])),
                cell(standing(read.options[prrt])),
            ],
        }
        for score, read in readings.items()
    ]


def shares(topic: Topic, content: Library) -> list[View]:
    """How often something was found, and by which test."""
    return [
        {
            "id": one.id,
            "tone": "",
            "cells": [
                cell({"name": one.label}),
                cell(one.how),
                cell({"words": one.known, "sources": sources_of(one.sources, content)}),
            ],
        }
        for one in topic.shares
    ]


def arguments(read: Reading, content: Library) -> list[View]:
    """The arguments of the pathway about receptors that apply to a reading's patient."""
    verdicts = rulebook.verdicts(read.patient, content)
    return [
        {
            "id": row.id,
            "tone": "",
            "cells": [
                cell({"name": row.about}),
                cell(row.does),
                cell(
                    {
                        "words": row.because,
                        "sources": sources_of([source.id for source in row.sources], content),
                    }
                ),
            ],
        }
        for row in rulebook.rows(content)
        if row.step == STEP and verdicts[row.id].word == rulebook.APPLIES
    ]


def status(read: Reading, content: Library) -> View:
    """The pathway's answer about receptors, as a sentence."""
    answer = examined.answer(read, content)
    if answer is None:
        return {"standing": "not known", "words": f"Receptors: {words.UNKNOWN}."}
    shape = ANSWERS.get(answer.id, "does not meet")
    return {"standing": shape, "words": f"Receptors: {answer.words}."}


def supposed(read: Reading, now: Examined, content: Library) -> str:
    """The facts that come with the pattern of a body, as a sentence of its own; empty without."""
    told = [words.phrase(fact, read.facts[fact], content) for fact in now.pattern.supposes]
    return f" {words.sentence(words.joined(told))}" if told else ""


def _row(id_: str, name: str, found: str, small: str, *, amber: bool = False) -> View:
    cells = [cell({"name": name}), cell({"words": found, "small": small})]
    return {"id": id_, "tone": "amber" if amber else "", "cells": cells}
