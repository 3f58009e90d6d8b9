"""The learner's patient with the uptake of a body, and what the pathway then makes of it."""

from collections.abc import Mapping

from netlogic.bodies import Examined
from netlogic.content import Library
from netlogic.explore import with_value
from netlogic.pathway import Reading, reading
from netlogic.patient import Patient
from netlogic.schema import Answer

PRRT = "prrt"  # the group of which only one option fits a patient's line of treatment
STEP = "receptors"  # the column of the pathway that this is about


def supposed(patient: Patient, examined: Examined, content: Library) -> Patient:
    """The same patient with the receptors of a body, and the facts that come with its pattern."""
    known = content.patient(examined.pattern.supposes)
    with_pattern = {fact: getattr(known, fact) for fact in examined.pattern.supposes}
    return patient.model_copy(update=with_pattern | examined.body.facts)


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
