"""The shape of the bodies that a topic draws: where lesions lie, and patterns to begin from."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from netlogic.lesions import SCORES, Body, Lesion, body_in
from netlogic.schema import FactValues, Id, Shape, Text

Place = Literal[
    "bowel",
    "left-liver",
    "lung",
    "mediastinum",
    "mesentery",
    "middle-liver",
    "pelvis",
    "right-liver",
    "spine",
]
Score = Annotated[int, Field(ge=SCORES[0], le=SCORES[-1], strict=True)] | Literal["unknown"]


class Site(Shape):
    """One lesion of a body: where it lies, and its name in mid-sentence."""

    id: Id
    label: Text
    place: Place


class Pattern(Shape):
    """A body to begin from: a score for each lesion, and which take up FDG, if that was looked at.

    `supposes` are facts of the patient that come with it, as the site of the primary.
    """

    id: Id
    label: Text
    text: Text
    scores: tuple[Score, ...]
    fdg: tuple[Id, ...] | None = None
    supposes: Annotated[FactValues, Field(default_factory=dict)]


class Plan(Shape):
    """The lesions of a body and its patterns, of which the first is where a page begins."""

    id: Id
    label: Text
    lesions: Annotated[tuple[Site, ...], Field(min_length=2, max_length=9)]
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _patterns_fit(self) -> "Plan":
        names = [site.id for site in self.lesions]
        for pattern in self.patterns:
            if len(pattern.scores) != len(names):
                raise ValueError(f"patterns: {pattern.id}: scores: one for each lesion")
            if lost := set(pattern.fdg or ()) - set(names):
                raise ValueError(f"patterns: {pattern.id}: fdg: there is no lesion {min(lost)!r}")
        for what, ids in (
            ("lesions", names),
            ("lesions: place", [site.place for site in self.lesions]),
            ("patterns", [pattern.id for pattern in self.patterns]),
        ):
            if len(set(ids)) != len(ids):
                raise ValueError(f"{what}: one stands there twice")
        return self

    def body(self, pattern: Pattern) -> Body:
        """The body of a pattern."""
        lesions = zip(self.lesions, pattern.scores, strict=True)
        return Body(
            tuple(
                Lesion(
                    None if score == "unknown" else score,
                    None if pattern.fdg is None else site.id in pattern.fdg,
                )
                for site, score in lesions
            ),
            scanned=pattern.fdg is not None,
        )


@dataclass(frozen=True, slots=True)
class Examined:
    """A body as the learner has it, and the pattern it was begun from."""

    pattern: Pattern
    body: Body

    @property
    def said(self) -> str:
        """As an address writes it: `all-bright,4444444`."""
        return f"{self.pattern.id},{self.body.said}"


def begun(plan: Plan, pattern: str = "") -> Examined:
    """A pattern as it stands in the file; the first where there is none of that name."""
    found = next((one for one in plan.patterns if one.id == pattern), plan.patterns[0])
    return Examined(found, plan.body(found))


def examined_in(said: str, plan: Plan) -> Examined | None:
    """What an address describes; None where it is nothing that the page could have written."""
    name, _, code = said.partition(",")
    pattern = next((one for one in plan.patterns if one.id == name), None)
    body = body_in(code, len(plan.lesions))
    return Examined(pattern, body) if pattern and body else None
