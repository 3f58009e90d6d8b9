"""From readings to the harms of each option side by side, for this patient. No Streamlit."""

from typing import Any

from netlogic.content import Library
from netlogic.harms import Harm, comorbidities, concerned, harms
from netlogic.pathway import CAPS, Reading
from netlogic.schema import Rule
from netlogic.sentences import argument
from netlogic.words import joined, name_of, phrase
from pages.parts.cards import sources_of
from pages.parts.tables.component import cell, headings

View = dict[str, Any]
COLUMNS = headings(
    ("option", "Option", 1),
    ("harms", "Harms", 0.9),
    ("before", "Looked at before", 1.2),
    ("patient", "For this patient", 2.2),
)
# What an argument does, and what one does that is not yet decided.
DOES = {
    "exclude": ("Closes it", "could close it"),
    "avoid": ("Usually avoid", "could make it one to avoid"),
    "limits": ("At most", "could limit it"),
    "disfavours": ("Weighs against it", "could weigh against it"),
}


def entered(now: Reading, content: Library) -> str:
    """The comorbidities of the patient, the options they touch, and what is not known of them."""
    named = comorbidities(content)
    known = [phrase(fact, now.facts[fact], content) for fact in _unusual(now, content)]
    missing = [
        f"{name_of(fact, content)} ({content.inputs[fact].settled_by})"
        for fact in named
        if now.facts[fact] is None
    ]
    parts = [f"Entered: {'; '.join(known)}." if known else "No comorbidity is entered."]
    touched = [content.options[h.option].short for h in harms(now, content) if h.applies]
    if touched:
        parts.append(f"What is entered speaks against {' · '.join(touched)}.")
    if missing:
        parts.append(f"Not known: {joined(missing)}.")
    if len(known) + len(missing) < len(named):
        parts.append("All else about fitness and organs is as usual.")
    return " ".join(parts)


def _unusual(now: Reading, content: Library) -> list[str]:
    """The comorbidities with another value than the usual one."""
    return [
        fact
        for fact in comorbidities(content)
        if now.facts[fact] not in (None, content.inputs[fact].default)
    ]


def review(content: Library) -> str:
    """Whether a clinician has read the arguments of the table."""
    rules = [content.rules[id_] for id_ in sorted(concerned(content))]
    seen = sum(1 for rule in rules if rule.reviewed.by)
    if not rules or seen == len(rules):
        return ""
    read = f"{seen} of {len(rules)} reviewed" if seen else "not yet reviewed"
    last = max(rule.reviewed.drafted for rule in rules)
    return f"The arguments of this table: last drafted on {last}; {read} by a clinician."


def rows(now: Reading, before: Reading | None, content: Library) -> list[View]:
    """One row for each option, the best first; those that the last move touched are marked."""
    earlier = {harm.option: harm for harm in harms(before, content)} if before else {}
    return [_row(harm, earlier.get(harm.option), now, content) for harm in harms(now, content)]


def _row(harm: Harm, then: Harm | None, now: Reading, content: Library) -> View:
    option, standing = content.options[harm.option], now.options[harm.option].standing
    touched = then is not None and then.applies != harm.applies
    face: View = {"standing": standing.words}
    if touched:
        face["notes"] = ["touched by the last move"]
    lines = [_applying(id_, then, content) for id_ in harm.applies]
    lines += [
        _gone(id_, content) for id_ in (then.applies if then else ()) if id_ not in harm.applies
    ]
    lines += [_waiting(facts, ids, content) for facts, ids in harm.undetermined]
    lines += [{"name": "To mind:", "words": content.notices[id_].text} for id_ in harm.notices]
    return {
        "id": harm.option,
        "tone": "amber" if touched else "",
        "cells": [
            cell({"name": option.label}, face),
            cell(option.harms),
            cell({"words": option.cautions, "sources": sources_of(option.sources, content)}),
            lines or cell({"small": _nothing(now, content)}),
        ],
    }


def _applying(id_: str, then: Harm | None, content: Library) -> View:
    rule = content.rules[id_]
    new = then is not None and id_ not in then.applies
    return {
        "id": id_,
        "name": f"{'New: ' if new else ''}{_does(rule)}:",
        "words": argument(rule),
        "sources": sources_of(rule.sources, content),
        "small": "" if rule.sources else _unsourced(rule),
        "rules": [id_],
    }


def _gone(id_: str, content: Library) -> View:
    return {"id": f"gone-{id_}", "name": "No longer:", "words": argument(content.rules[id_])}


def _waiting(facts: tuple[str, ...], ids: tuple[str, ...], content: Library) -> View:
    """What is not known, the test that settles it, and the gravest that it could do."""
    strength = content.rules[ids[0]].strength or ""
    tests = dict.fromkeys(content.inputs[fact].settled_by for fact in facts)
    named = joined(name_of(fact, content) for fact in facts)
    return {
        "id": f"waiting-{'-'.join(facts)}",
        "standing": "not known",
        "words": f"{named} ({joined(tests)}), which {DOES[strength][1]}",
        "rules": list(ids),
    }


def _does(rule: Rule) -> str:
    word = DOES[rule.strength or ""][0]
    return f"{word} {CAPS[rule.to].words}" if rule.to else word


def _unsourced(rule: Rule) -> str:
    return "no source: housekeeping" if rule.verification == "design" else "not sourced"


def _nothing(now: Reading, content: Library) -> str:
    return (
        "None of the comorbidities entered speaks against it."
        if _unusual(now, content)
        else "No comorbidity is entered."
    )
