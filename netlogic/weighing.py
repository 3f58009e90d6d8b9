"""What is supposed of a patient after an SSA, and which arguments come and go with it.

Nothing here changes the learner's patient: every answer is about a copy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netlogic import explore, rulebook
from netlogic.content import Library
from netlogic.families import Family, Supposition, Turn, Weight
from netlogic.pathway import Reading, Standing, reading
from netlogic.patient import Patient, facts
from netlogic.rulebook import Row

GROWN = "progressive"


@dataclass(frozen=True, slots=True)
class Weighed:
    """Arguments about some options that apply with a supposition and not without, and the other
    way round; how many stay; and both readings.
    """

    came: tuple[Row, ...]
    gone: tuple[Row, ...]
    stayed: int
    before: Reading
    after: Reading


@dataclass(frozen=True, slots=True)
class Follows:
    """What would lead once a treatment has been used, which options stand worse for it, and which
    wait for a fact. Nothing of it where the treatment is not open to begin with.
    """

    turn: Turn
    open: bool
    leads: tuple[tuple[str, Standing], ...] = ()
    worse: tuple[tuple[str, Standing], ...] = ()
    waits: tuple[tuple[str, tuple[str, ...]], ...] = ()


def after_an_ssa(patient: Patient) -> Patient:
    """The patient once an SSA no longer holds the tumour; unchanged who is there already.

    Whoever is before a first treatment, or of whom it is not known, is supposed to have grown on
    an SSA, at the pace that counts as progression unless it is faster.
    """
    if patient.line not in (None, "first"):
        return patient
    growing = facts(patient)["progressing"] is True
    tempo = patient.tempo if growing else GROWN
    return patient.model_copy(update={"line": "after-ssa", "tempo": tempo})


def supposed(
    patient: Patient, weights: Sequence[Weight], chosen: Mapping[str, str]
) -> tuple[Patient, tuple[Supposition, ...]]:
    """A copy of the patient with what was chosen by each weight, and the suppositions made."""
    made = tuple(
        one for weight in weights for one in weight.suppositions if one.id == chosen.get(weight.id)
    )
    changed = {fact: value for one in made for fact, value in one.facts.items()}
    return patient.model_copy(update=changed), made


def weighed(
    before: Patient, after: Patient, families: Sequence[Family], content: Library
) -> Weighed:
    """Which arguments about the families' options come and go between two patients."""
    about = {option for family in families for option in family.options}
    rows = [row for row in rulebook.rows(content) if about.intersection(row.options)]
    old, new = (_applying(patient, content) for patient in (before, after))
    return Weighed(
        came=tuple(row for row in rows if row.id in new - old and row.argues != rulebook.NOTICE),
        gone=tuple(row for row in rows if row.id in old - new and row.argues != rulebook.NOTICE),
        stayed=sum(row.id in old & new and row.argues != rulebook.NOTICE for row in rows),
        before=reading(before, content),
        after=reading(after, content),
    )


def _applying(patient: Patient, content: Library) -> set[str]:
    verdicts = rulebook.verdicts(patient, content)
    return {id_ for id_, verdict in verdicts.items() if verdict.word == rulebook.APPLIES}


def follows(patient: Patient, turns: Sequence[Turn], content: Library) -> tuple[Follows, ...]:
    """For each treatment that could come next what would lead after it, and what it costs."""
    return tuple(_follows(patient, turn, content) for turn in turns)


def _follows(patient: Patient, turn: Turn, content: Library) -> Follows:
    before = reading(patient, content)
    if before.options[turn.option].standing < Standing.EMERGING:
        return Follows(turn, open=False)
    after = reading(patient.model_copy(update=dict(turn.facts)), content)
    tumour = [id_ for id_, option in content.options.items() if option.lane == "tumour"]
    return Follows(
        turn=turn,
        open=True,
        leads=explore.leading(after),
        worse=tuple(
            (one.option, one.after)
            for one in explore.changes(before, after, content).standings
            if one.option in tumour and one.after < one.before
        ),
        waits=tuple(
            (id_, after.options[id_].waits_for)
            for id_ in tumour
            if after.options[id_].could_be > after.options[id_].standing
        ),
    )
