"""Two patients side by side: the menu that keeps one as A, and below the picture what differs."""

from collections.abc import Callable, Mapping

import streamlit as st

from netlogic import sentences
from netlogic.compare import settling
from netlogic.content import Library
from netlogic.explore import InputChange, changes
from netlogic.pathway import OptionReading, Reading, Standing
from netlogic.words import joined, sentence, value_of
from pages.parts import inputs
from pages.parts.cards import FOOTER, sources_of
from pages.parts.tables.component import View, cell, table

KEEP, SWAP, INSTEAD, STOP = "keep", "swap", "instead", "stop"
WORDS = {
    KEEP: "Keep this patient as A",
    SWAP: "Swap A and B",
    INSTEAD: "Keep this patient as A instead",
    STOP: "Stop comparing",
}
ACTS: Mapping[str, Callable[[], None]] = {
    KEEP: inputs.keep,
    SWAP: inputs.swap,
    INSTEAD: inputs.keep,
    STOP: inputs.release,
}
# By what can differ: the name of its table, what is said where it is the same, titles and shares.
TABLES = {
    "facts": ("Facts that differ", "all facts", [("Fact", 2), ("A", 1), ("B", 1)]),
    "answers": ("Answers that differ", "all answers", [("Question", 1), ("A", 2), ("B", 2)]),
    "standings": ("Options that differ", "all standings", [("Option", 1), ("A", 2), ("B", 2)]),
    "notices": ("Notices that differ", "what to mind", [("To mind", 6), ("For", 1)]),
}
ARGUMENTS = 2  # of those that settle a standing; the rulebook and the cards have all


def menu() -> None:
    """What can be done now to compare this patient, B, with another, A."""
    st.menu_button(
        "Compare",
        [SWAP, INSTEAD, STOP] if inputs.kept() else [KEEP],
        format_func=WORDS.__getitem__,
        key="compare",
        on_click=_act,
    )


def _act() -> None:
    if act := ACTS.get(str(st.session_state.compare)):
        act()


def draw(kept: Reading | None, now: Reading, content: Library) -> None:
    """Everything in which A and B differ, below the picture; nothing while nobody is kept."""
    if kept is None:
        return
    st.header("A and B: what differs", anchor=False)
    found = differences(kept, now, content)
    for name, rows in found.items():
        label, _, titles = TABLES[name]
        columns = [{"id": n, "title": title, "share": by} for n, (title, by) in enumerate(titles)]
        table(label, columns, rows, key=f"differ-{name}")
    if same := the_same(found):
        st.caption(same)


def the_same(found: Mapping[str, list[View]]) -> str:
    """What does not differ, so that nobody looks for it."""
    if not found:
        return (
            "Nothing differs: A and B are the same patient. Move B, and what differs stands here."
        )
    same = [same for name, (_, same, _) in TABLES.items() if name not in found]
    return f"The same for both: {joined(same)}." if same else ""


def differences(kept: Reading, now: Reading, content: Library) -> dict[str, list[View]]:
    """The facts, answers, standings and notices in which A and B differ, as rows of a table for
    each; what is the same throughout is left out.
    """
    found = {
        "facts": _facts(kept, now, content),
        "answers": _answers(kept, now, content),
        "standings": _standings(kept, now, content),
        "notices": _notices(kept, now, content),
    }
    return {name: rows for name, rows in found.items() if rows}


def _row(id_: str, *cells: list[View]) -> View:
    return {"id": id_, "tone": "", "cells": list(cells)}


def _facts(kept: Reading, now: Reading, content: Library) -> list[View]:
    return [
        _row(
            change.fact,
            cell({"name": content.inputs[change.fact].label}, *_limits(change, content)),
            cell(value_of(change.fact, change.old, content)),
            cell(value_of(change.fact, change.new, content)),
        )
        for change in changes(kept, now, content).inputs
    ]


def _limits(change: InputChange, content: Library) -> list[View]:
    """The published limits between two numbers, each with its source."""
    told = [
        {"words": f"{limit.meaning}.", "sources": sources_of(limit.sources, content)}
        for limit in change.crossed
    ]
    return [{"small": "Limits between the two:"}, *told] if told else []


def _answers(kept: Reading, now: Reading, content: Library) -> list[View]:
    return [
        _row(
            step.id,
            cell({"name": content.steps[step.id].question}),
            _answer(n, kept, content),
            _answer(n, now, content),
        )
        for n, step in enumerate(now.steps)
        if step.answer != kept.steps[n].answer
    ]


def _answer(n: int, read: Reading, content: Library) -> list[View]:
    step = read.steps[n]
    words = {answer.id: answer.words for answer in content.steps[step.id].answers}
    (why, _), *_ = sentences.why_answer(n, read, content)
    name = words[step.answer] if step.answer else "not known"
    return cell({"name": name}, {"words": why, "rules": list(step.arguments)})


def _standings(kept: Reading, now: Reading, content: Library) -> list[View]:
    pairs = [(kept.options[id_], option) for id_, option in now.options.items()]
    pairs = [(a, b) for a, b in pairs if (a.standing, a.could_be) != (b.standing, b.could_be)]
    pairs.sort(key=lambda pair: -max(one.standing for one in pair))
    return [
        _row(
            b.id,
            cell({"name": content.options[b.id].label}),
            _standing(a, kept, content),
            _standing(b, now, content),
        )
        for a, b in pairs
    ]


def _standing(option: OptionReading, read: Reading, content: Library) -> list[View]:
    """A standing with the arguments that settle it, or with what an option would need."""
    ids = settling(option, content)
    lines: list[View | str] = [
        {"standing": option.standing.words},
        sentences.depends(option, content),
    ]
    for id_ in ids[:ARGUMENTS]:
        rule = content.rules[id_]
        lines.append(
            {
                "words": sentences.argument(rule),
                "sources": sources_of(rule.sources, content),
                "rules": [id_],
            }
        )
    if more := ids[ARGUMENTS:]:
        lines.append({"small": f"and {len(more)} more:", "rules": list(more)})
    if not ids and option.standing < Standing.EMERGING:
        lines.append(sentence(sentences.why_not(option, read, content)))
    return cell(*lines)


def _notices(kept: Reading, now: Reading, content: Library) -> list[View]:
    """What is to be minded for one of the two only, remarks on the scope among it."""
    texts = {id_: remark.text for id_, remark in content.scope.items()}
    texts |= {id_: notice.text for id_, notice in content.notices.items() if id_ != FOOTER}
    a, b = ({*read.notices, *read.scope} for read in (kept, now))
    return [
        _row(id_, cell(text), cell("A only" if id_ in a else "B only"))
        for id_, text in texts.items()
        if (id_ in a) != (id_ in b)
    ]
