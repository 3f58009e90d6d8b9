"""From a patient and a trial to tables: what the trial asked, and what follows. No Streamlit."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from netlogic.content import Library
from netlogic.evidence import arms, headline
from netlogic.patient import Facts
from netlogic.trial_fit import (
    DOES_NOT_MEET,
    MEETS,
    NOT_ASKED,
    NOT_KNOWN,
    CriterionFit,
    Resting,
    TrialFit,
    fit,
    in_order,
    named,
    of_other_sites,
    resting_on,
    sentence,
)
from netlogic.words import joined, phrase, tests
from pages.parts.cards import sources_of
from pages.parts.tables.component import cell, headings

View = dict[str, Any]

CRITERIA = headings(
    ("asked", "The trial asked", 6), ("patient", "This patient", 4), ("verdict", "Verdict", 3)
)
LIST = headings(("trial", "Trial", 1))
MEANING = headings(("outside", "Outside", 2), ("means", "What the trial says then", 4))
RESULT = headings(("result", "Primary result", 3), ("who", "Who was in it", 4))
ARGUMENTS = headings(
    ("argument", "Argument", 6), ("option", "Option", 3), ("applies", "This patient", 3)
)
EXTRAPOLATES = "extrapolates: this patient would not have been in any trial that it names"
NONE_APPLIES = "No argument of the pathway that rests on it applies to this patient."
# How many rows a room reads at once: short ones, and those of whole sentences.
SHORT, LONG = 6, 4


def names(content: Library) -> dict[str, str]:
    """The trials whose entry criteria are told, in their fixed order."""
    return {id_: content.trials[id_].name for id_ in in_order(content)}


def listed(known: Facts, content: Library, chosen: str) -> list[View]:
    """Every trial with its verdict; their order never changes, so that nothing jumps."""
    return [_listed(fit(id_, known, content), known, content, chosen) for id_ in names(content)]


def _listed(found: TrialFit, known: Facts, content: Library, chosen: str) -> View:
    trial = content.trials[found.trial]
    current = found.trial == chosen
    button = {
        "id": found.trial,
        "words": trial.name,
        "name": f"{trial.name}, show its criteria",
        "lead": True,
        "current": current,
    }
    other = of_other_sites(trial, known)
    compared = {"button": button, "words": arms(trial), "small": "(other sites)" if other else ""}
    verdict = {"standing": found.verdict, "said": _ended(found.verdict), "words": _deciding(found)}
    tone = "blue" if current else "muted" if other else ""
    return {"id": found.trial, "tone": tone, "cells": [cell(compared, verdict)]}


def _ended(verdict: str) -> str:
    """The verdict before the criteria that decide it; they follow in one line of words."""
    return "meets what is asked here" if verdict == MEETS else f"{verdict}: "


def _deciding(found: TrialFit) -> str:
    return "" if found.verdict == MEETS else named(found.those(found.verdict))


def status(found: TrialFit, content: Library) -> View:
    """The verdict on the chosen trial in a sentence."""
    said = sentence(found)
    words = f"{content.trials[found.trial].name}: {said[:1].lower()}{said[1:]}"
    return {"standing": found.verdict, "words": words}


def criteria(found: TrialFit, known: Facts, content: Library, *, brief: bool = False) -> list[View]:
    """What is asked here one by one, and at the end together what is not."""
    judged = [one for one in found.criteria if one.criterion.asked_here]
    rest = [one for one in found.criteria if not one.criterion.asked_here]
    rows = [_criterion(one, known, content, brief) for one in judged]
    return [*rows, _rest(rest, content, brief)] if rest else rows


def _criterion(one: CriterionFit, known: Facts, content: Library, brief: bool) -> View:
    asked = {
        "name": one.criterion.asked,
        "sources": sources_of(one.criterion.sources, content),
        "notes": [one.criterion.note] if one.criterion.note and not brief else [],
    }
    patient = "; ".join(phrase(fact, known[fact], content) for fact in one.facts)
    verdict = {"standing": one.verdict, "notes": _settled(one, content)}
    return {
        "id": one.criterion.asked,
        "tone": "amber" if one.verdict == DOES_NOT_MEET else "",
        "cells": [cell(asked), cell(patient), cell(verdict)],
    }


def _settled(one: CriterionFit, content: Library) -> list[str]:
    """What would settle a criterion that is not known, or that the facts here are too coarse."""
    if one.unknown:
        return [f"settled by {joined(tests(one.unknown, content))}"]
    if one.verdict == NOT_KNOWN:
        return ["the facts here cannot tell"]
    return ["the facts here can only rule it out"] if one.verdict == NOT_ASKED else []


def _rest(rest: list[CriterionFit], content: Library, brief: bool) -> View:
    lines: list[View] = [
        {
            "words": one.criterion.asked,
            "small": "" if one.criterion.verified else "not confirmed",
            "notes": [one.criterion.note] if one.criterion.note else [],
        }
        for one in rest
    ]
    if brief:
        lines = [{"words": named(rest)}]  # the first, and how many more
    cited = dict.fromkeys(chain.from_iterable(one.criterion.sources for one in rest))
    lines[-1]["sources"] = sources_of(cited, content)
    verdict = {"standing": NOT_ASKED, "notes": ["never counted as met"]}
    return {"id": "rest", "tone": "", "cells": [cell(*lines), cell(), cell(verdict)]}


def meaning(found: TrialFit, content: Library) -> list[View]:
    """What extrapolating means: of each criterion that fails or is open, and in any case."""
    outside = (*found.those(DOES_NOT_MEET), *found.those(NOT_KNOWN))
    rows = [_outside(one, content) for one in outside]
    if not rows:
        words = "Nothing asked here puts this patient outside the trial."
        rows = [_means("inside", {"name": "Inside"}, {"words": words})]
    trial = content.trials[found.trial]
    missing = {"words": trial.not_shown, "sources": sources_of([trial.reference], content)}
    return [*rows, _means("any", {"name": "In any case"}, missing)]


def _outside(one: CriterionFit, content: Library) -> View:
    small = "not known" if one.verdict == NOT_KNOWN else ""
    said = {"words": one.criterion.beyond, "sources": sources_of(one.criterion.sources, content)}
    return _means(one.criterion.asked, {"name": one.criterion.asked, "small": small}, said)


def _means(id_: str, outside: View, said: View) -> View:
    return {"id": id_, "tone": "", "cells": [cell(outside), cell(said)]}


def result(id_: str, content: Library) -> list[View]:
    """The primary result, and who was in the trial."""
    trial = content.trials[id_]
    lines: list[View] = [{"words": words} for words in headline(trial)]
    lines[-1]["sources"] = sources_of(_cited(id_, content), content)
    who = {"words": trial.population, "sources": sources_of([trial.reference], content)}
    return [{"id": id_, "tone": "", "cells": [cell(*lines), cell(who, {"small": trial.design})]}]


def _cited(id_: str, content: Library) -> list[str]:
    trial = content.trials[id_]
    primary = [outcome.source for outcome in trial.outcomes if outcome.primary]
    return list(dict.fromkeys(primary or [trial.reference]))


def arguments(found: TrialFit, known: Facts, content: Library) -> tuple[list[View], list[View]]:
    """The arguments that rest on the trial: those that apply or may, and the others."""
    resting = resting_on(found.trial, known, content)
    near = [_argument(one, content) for one in resting if one.applies is not False]
    far = [_argument(one, content) for one in resting if one.applies is False]
    return near, far


def _argument(one: Resting, content: Library) -> View:
    option, rule = one.rule.option or "", one.rule
    about = content.options[option].label if option in content.options else content.groups[option]
    shape = {True: MEETS, None: NOT_KNOWN, False: NOT_ASKED}[one.applies]
    said = {True: "applies", None: "not known", False: "does not apply"}
    notes = [EXTRAPOLATES] if one.extrapolates else []
    return {
        "id": one.id,
        "tone": "",
        "cells": [
            cell({"words": rule.because, "rules": [one.id]}),
            cell({"words": about, "small": f"{rule.argues}, {rule.strength}"}),
            cell({"standing": shape, "said": said[one.applies], "notes": notes}),
        ],
    }


def drafted(id_: str, content: Library) -> str:
    """When the criteria were drafted, and whether a clinician has seen them."""
    review = content.trials[id_].reviewed
    if review is None:
        return ""
    seen = f"reviewed by {review.by} on {review.on}" if review.by else "not yet reviewed"
    by = "" if review.by else " by a clinician"
    return f"Entry criteria drafted from cited sources on {review.drafted}; {seen}{by}."


def for_a_room(found: TrialFit, known: Facts, content: Library) -> dict[str, View]:
    """The same in parts that fit a screen: of each its title, columns and rows."""
    near, _ = arguments(found, known, content)
    none = {"id": "none", "tone": "", "cells": [cell(NONE_APPLIES), cell(), cell()]}
    return {
        **_parts("Criteria", CRITERIA, criteria(found, known, content, brief=True), SHORT),
        **_parts("Extrapolating", MEANING, meaning(found, content), LONG),
        **_parts("Result", RESULT, result(found.trial, content), LONG),
        **_parts("Arguments", ARGUMENTS, near or [none], LONG),
    }


def _parts(title: str, columns: list[View], rows: list[View], at_once: int) -> dict[str, View]:
    """Rows a few at once; of several parts all but the first bear their number."""

    def cut() -> Iterator[tuple[str, View]]:
        for n, start in enumerate(range(0, len(rows), at_once), 1):
            name = title if n == 1 else f"{title} {n}"
            part = {"title": name, "columns": columns, "rows": rows[start : start + at_once]}
            yield name.lower().replace(" ", "-"), part

    return dict(cut())
