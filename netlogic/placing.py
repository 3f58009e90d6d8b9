"""Teaching patients placed on one side, watching or treating, and what the pathway says of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from netlogic import words
from netlogic.content import Library
from netlogic.learning import Compared
from netlogic.pathway import OptionReading, Standing, reading
from netlogic.patient import facts
from netlogic.schema import Rule
from netlogic.topics import Case

Side = Literal["watch", "treat"]
SIDES: dict[Side, str] = {"watch": "may be watched", "treat": "needs treatment now"}
WATCHING = "observe"  # the option that the sides are about
WEIGHING = ("favours", "disfavours")  # strengths that never set a standing


@dataclass(frozen=True, slots=True)
class ToPlace:
    """A teaching patient as the learner reads it: a name, and the facts."""

    label: str
    asks: str


def to_place(cases: Sequence[Case], content: Library) -> dict[str, ToPlace]:
    """Every case in words, by id."""
    return {case.id: ToPlace(case.label, _facts(case, content)) for case in cases}


def _facts(case: Case, content: Library) -> str:
    """`Ki-67 1 %, hepatic burden 5 %, growth: stable.`"""
    known = facts(content.patient(case.patient))
    asked = [fact for fact in content.inputs if fact in case.patient]
    return words.sentence(", ".join(words.phrase(fact, known[fact], content) for fact in asked))


def placed(marks: Mapping[str, Side], cases: Sequence[Case], content: Library) -> list[Compared]:
    """Every case beside the learner's side: the pathway's answer, and the argument that carries it.

    They differ only where the learner's side is one that the pathway closes.
    """
    return [_placed(case, marks[case.id], content) for case in cases]


def _placed(case: Case, side: Side, content: Library) -> Compared:
    read = reading(content.patient(case.patient), content).options[WATCHING]
    rule = _carrying(read, content)
    reason, sources = (rule.because, rule.sources) if rule else ("", ())
    if read.could_be != read.standing:
        asked = words.joined(words.name_of(fact, content) for fact in read.waits_for)
        ours, same = f"cannot be said before {asked} is known", True
        reason = f"Settled by {words.joined(words.tests(read.waits_for, content))}."
        settled = (content.inputs[fact].sources for fact in read.waits_for)
        sources = tuple(dict.fromkeys(chain.from_iterable(settled)))
    elif read.standing >= Standing.EMERGING:
        ours, same = "watching is open, so is starting an SSA", True
    else:
        ours, same = f"watching: {read.standing.words}", side == "treat"
    return Compared(case.label, SIDES[side], ours, same, reason, sources)


def _carrying(read: OptionReading, content: Library) -> Rule | None:
    """The argument behind the standing: one against where watching is closed, else one for it."""
    wanted = "for" if read.standing >= Standing.EMERGING else "against"
    rules = [content.rules[id_] for id_ in read.arguments]
    strong = [r for r in rules if r.argues == wanted and r.strength not in WEIGHING]
    return next(iter(strong or [r for r in rules if r.argues == wanted]), None)
