"""The shape of two trials set side by side: point by point, and who lies outside both."""

from typing import Annotated

from pydantic import Field, StrictBool, model_validator

from netlogic.criteria import Criteria
from netlogic.schema import Id, Review, Shape, Text
from netlogic.teaching import Part, Question

# The steps of the page in their order, and the words of the stepper.
TITLES = {
    "claim": "A claim",
    "people": "People",
    "conduct": "Conduct",
    "results": "Results",
    "curves": "Curves",
    "outside": "Outside",
    "patient": "This patient",
}


class Row(Shape):
    """One point on which the trials are set side by side, and what their difference means.

    A room does not see what is `to_read`.
    """

    id: Id
    step: Id
    label: Text
    cells: tuple[Text, Text]
    why: str = ""
    to_read: StrictBool = False
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class Outside(Shape):
    """Patients outside the trials, or at their edge, and what is known about them."""

    id: Id
    label: Text
    when: Criteria
    known: Text
    room: str = ""
    trials: tuple[Id, ...] = ()
    to_read: StrictBool = False
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]

    def said(self, *, to_a_room: bool) -> str:
        """What is known, for a reader or in its shorter form for a room."""
        return self.room if to_a_room and self.room else self.known


class Panel(Shape):
    """One trial's curve: its finding, and what is plotted."""

    cohort: Id
    title: Text
    subtitle: Text


class SideBySide(Shape):
    """Two trials point by point; their panels are in the same order."""

    trials: tuple[Id, Id]
    panels: tuple[Panel, Panel]
    subtitle: Text
    reviewed: Review
    parts: dict[Id, Part]
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    question: Question
    outside: Annotated[tuple[Outside, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _rows_stand_in_a_step(self) -> "SideBySide":
        if set(self.parts) != set(TITLES):
            raise ValueError(f"parts: must be {', '.join(TITLES)}")
        asked = (("question", self.question.step), *((row.id, row.step) for row in self.rows))
        for id_, step in asked:
            if step not in self.parts:
                raise ValueError(f"{id_}: step: there is no part {step!r}")
        for what, ids in (
            ("rows", [row.id for row in self.rows]),
            ("outside", [one.id for one in self.outside]),
        ):
            if len(set(ids)) != len(ids):
                raise ValueError(f"{what}: an id stands there twice")
        return self

    def rows_of(self, step: str, *, to_a_room: bool) -> tuple[Row, ...]:
        """The points of one step, in a room only those that fit a screen."""
        return tuple(r for r in self.rows if r.step == step and not (to_a_room and r.to_read))

    def outside_for(self, *, to_a_room: bool) -> tuple[Outside, ...]:
        """Those outside, in a room only those that fit a screen."""
        return tuple(one for one in self.outside if not (to_a_room and one.to_read))
