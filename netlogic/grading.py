"""How tumours and evidence are graded: the table of grades, and published scores of benefit."""

from dataclasses import dataclass

from netlogic import words
from netlogic.content import Library
from netlogic.criteria import Bounds
from netlogic.patient import LIMITS_IN
from netlogic.schema import Grade, Scale

TUMOURS, BENEFIT, OURS = "who-grade", "esmo-mcbs", "our-judgement"  # ids of grading.toml
DIFFERENTIATED = {"well": "well differentiated", "poor": "poorly differentiated"}


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One grade of a tumour in words."""

    id: str
    name: str
    differentiation: str
    ki67: str
    mitoses: str
    note: str


@dataclass(frozen=True, slots=True)
class Benefit:
    """A published score of a trial with its version, what pulled it down, and where it was read."""

    trial: str
    words: str
    because: str
    sources: tuple[str, ...]


def ki67_of(grade: str, library: Library) -> Bounds:
    """The Ki-67 indices of a grade, as the fact `grade` of a patient computes it."""
    usual, every = library.default_patient(), library.telling["ki67"]
    graded = {value: usual.model_copy(update={"ki67": value}).grade for value in every}
    limits = [number for fact, number in LIMITS_IN["grade"] if fact == "ki67"]
    inside = sorted(float(value) for value, found in graded.items() if found == grade)
    low, high, said = inside[0], inside[-1], {}
    if low in limits:
        said["at_least"] = low
    elif below := [limit for limit in limits if limit < low]:
        said["above"] = max(below)
    if high in limits:
        said["at_most"] = high
    elif beyond := [limit for limit in limits if limit > high]:
        said["below"] = min(beyond)
    return Bounds.model_validate(said)


def grades(library: Library) -> tuple[GradeRow, ...]:
    """The table of grades; none where the scale is missing."""
    scale = library.grading.get(TUMOURS)
    return tuple(_row(grade, scale, library) for grade in scale.grades) if scale else ()


def _row(grade: Grade, scale: Scale, library: Library) -> GradeRow:
    limits = next(g for g in scale.grades if g.id == (grade.like or grade.id))
    mitoses = words.bounds(limits.mitoses, scale.unit) if limits.mitoses else ""
    return GradeRow(
        id=grade.id,
        name=grade.name,
        differentiation=DIFFERENTIATED[grade.differentiation],
        ki67=words.bounds(ki67_of(limits.id, library), library.inputs["ki67"].unit),
        mitoses=mitoses,
        note=grade.note,
    )


def benefits(library: Library) -> tuple[Benefit, ...]:
    """Every published score of benefit, each with the version of the scale."""
    scale = library.grading.get(BENEFIT)
    if scale is None:
        return ()
    return tuple(
        Benefit(score.trial, f"{score.value} ({scale.version})", score.because, score.sources)
        for score in scale.scores
    )


def benefit(trial: str, library: Library) -> Benefit | None:
    """The published score of one trial: `2 (field test 2017, original version)`."""
    return next((found for found in benefits(library) if found.trial == trial), None)
