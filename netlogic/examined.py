"""The learner's patient with the uptake of a body, and what the pathway then makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from netlogic.bodies import Examined
from netlogic.content import Library
from netlogic.explore import with_value
from netlogic.pathway import OptionReading, Reading, Standing, reading
from netlogic.patient import Patient
from netlogic.schema import Answer

PRRT = "prrt"  # the group of which only one option fits a patient's line of treatment
STEP = "receptors"  # the column of the pathway that this is about


@dataclass(frozen=True, slots=True)
class Turned:
    """One option as it stands for the learner's patient, and with the uptake of the body."""

    option: str
    before: OptionReading
    after: OptionReading

    @property
    def changed(self) -> bool:
        """Whether its standing is another, or could be."""
        return (self.before.standing, self.before.could_be) != (
            self.after.standing,
            self.after.could_be,
        )


def supposed(patient: Patient, examined: Examined, content: Library) -> Patient:
    """The same patient with the receptors of a body, and the facts that come with its pattern."""
    known = content.patient(examined.pattern.supposes)
    with_pattern = {fact: getattr(known, fact) for fact in examined.pattern.supposes}
    return patient.model_copy(update=with_pattern | examined.body.facts)


def turned(before: Reading, after: Reading, content: Library) -> list[Turned]:
    """The options that lead or could in either reading or differ, changed ones first."""
    every = [
        Turned(id_, before.options[id_], after.options[id_])
        for id_, option in content.options.items()
        if option.lane == "tumour"
    ]
    shown = [one for one in every if one.changed or _counts(one.before) or _counts(one.after)]
    return sorted(shown, key=lambda one: (not one.changed, content.options[one.option].order))


def answer(read: Reading, content: Library) -> Answer | None:
    """The patient's answer in the pathway's column about receptors; None where it is not known."""
    now = next((step for step in read.steps if step.id == STEP), None)
    told = content.steps[STEP].answers if now else ()
    return next((one for one in told if now and one.id == now.answer), None)


def by_score(patient: Patient, content: Library) -> Mapping[int, Reading]:
    """The reading of a patient at every score, were all lesions alike."""
    even = with_value(patient, "distribution", "homogeneous")
    return {
        int(score): reading(with_value(even, "krenning", score), content)
        for score in content.telling["krenning"]
    }


def of_group(group: str, readings: Mapping[int, Reading], content: Library) -> str:
    """The option of a group that comes furthest in any of the readings."""
    return max(
        content.members(group),
        key=lambda id_: max(read.options[id_].standing for read in readings.values()),
    )


def _counts(read: OptionReading) -> bool:
    return max(read.standing, read.could_be) >= Standing.EMERGING
