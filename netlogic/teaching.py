"""The shape of what is taught: passages, steps and questions, and the walk through a trial.

The words are content; figures in them come from tokens, which netlogic.teaching_checks fills.
"""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field, StrictBool, model_validator

from netlogic.schema import Id, Review, Shape, Text

Step = Literal["question", "who", "done", "predict", "result", "catch", "monday"]
TITLES: dict[Step, str] = {
    "question": "Question",
    "who": "Who",
    "done": "What was done",
    "predict": "Predict",
    "result": "Result",
    "catch": "Catch",
    "monday": "Monday",
}
STEPS = tuple(TITLES)
BEFORE_THE_RESULT = STEPS[: STEPS.index("result")]
# What a page computes and draws below a passage.
Kind = Literal[
    "fit",
    "baseline",
    "conduct",
    "dials",
    "curve",
    "formats",
    "subgroups",
    "harms",
    "survival",
    "months",
    "extension",
    "labels",
    "appraisal",
    "options",
]
Concern = Literal["none", "some", "serious", "unclear"]
CONCERNS: dict[Concern, str] = {
    "none": "no concern",
    "some": "some concern",
    "serious": "serious concern",
    "unclear": "cannot tell",
}
OURS = "our judgement, no clinician has reviewed it"
SHORTEST = 12  # words of an explanation
Mistake = Annotated[str, Field(pattern=r"^m[1-9][0-9]?$")]


def _explains(text: str) -> str:
    if len(text.split()) < SHORTEST:
        raise ValueError(f"an explanation has at least {SHORTEST} words")
    return text


class Saying(Shape):
    """One thing said in a step. In a result the title is the finding.

    `room` is a shorter form for a lecture; `to_read` leaves it out there.
    """

    title: str = ""
    text: Text
    room: str = ""
    to_read: StrictBool = False
    sources: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _a_figure_has_a_source(self) -> "Saying":
        if "{" in self.title + self.text + self.room and not self.sources:
            raise ValueError("sources: a passage that quotes a figure names its source")
        return self

    def said(self, *, to_a_room: bool) -> str:
        """The text for a reader, or its shorter form for a room."""
        return self.room if to_a_room and self.room else self.text


class Passage(Saying):
    """One thing said about a trial; `kind` is the computed block that stands below the text."""

    kind: Kind | None = None


P = TypeVar("P", bound=Saying)


class PartOf(Shape, Generic[P]):
    """One step: the sentence that it is about, and its passages."""

    lead: Text
    room: str = ""
    sources: tuple[Id, ...] = ()
    passages: tuple[P, ...] = ()

    def said(self, *, to_a_room: bool) -> str:
        """The lead for a reader, or its shorter form for a room."""
        return self.room if to_a_room and self.room else self.lead

    def shown(self, *, to_a_room: bool) -> tuple[P, ...]:
        """The passages a reader sees, or those that a room sees."""
        return tuple(p for p in self.passages if not (to_a_room and p.to_read))


class Part(PartOf[Passage]):
    """One step of a trial's walk."""


class Dial(Shape):
    """A figure to predict: what answers it, and why each wrong guess tempts.

    Percent or months. A guess is close inside the published interval, or within `margin` (ours).
    """

    id: Id
    label: Text
    short: Text
    outcome: Id
    arm: Id
    part: Literal["rates", "medians"]
    unit: Literal["%", "months"]
    limits: tuple[float, float]
    step: Annotated[float, Field(gt=0)]
    start: float
    margin: Annotated[float, Field(gt=0)]
    high: Text
    low: Text
    close: Text

    @model_validator(mode="after")
    def _fits(self) -> "Dial":
        low, high = self.limits
        if not low <= self.start <= high:
            raise ValueError(f"start: {self.start:g} is outside {low:g} to {high:g}")
        if (self.unit == "%") != (self.part == "rates"):
            raise ValueError("unit: rates are %, medians are months")
        for text in (self.high, self.low, self.close):
            _explains(text)
        return self


class Alternative(Shape):
    """One answer to a question; `why` it is right, or wrong and tempting."""

    id: Id
    words: Text
    right: StrictBool = False
    why: Text
    misconception: Mistake | None = None

    @model_validator(mode="after")
    def _says_why(self) -> "Alternative":
        _explains(self.why)
        if self.right == bool(self.misconception):
            raise ValueError("misconception: a wrong answer names one, the right answer none")
        return self


class Question(Shape):
    """A question with one right answer; it stands at the end of its step."""

    id: Id
    step: Id
    stem: Text
    alternatives: Annotated[tuple[Alternative, ...], Field(min_length=3, max_length=4)]
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_is_right(self) -> "Question":
        if [one.right for one in self.alternatives].count(True) != 1:
            raise ValueError("alternatives: exactly one is right")
        if len({one.id for one in self.alternatives}) != len(self.alternatives):
            raise ValueError("alternatives: an id stands there twice")
        return self

    @property
    def right(self) -> Alternative:
        """The right answer."""
        return next(one for one in self.alternatives if one.right)


class Domain(Shape):
    """One thing that the checklist asks of every trial."""

    label: Text
    asks: Text


class Judgement(Shape):
    """Our reading of a trial in one domain; always shown with OURS."""

    domain: Id
    ours: Concern
    reason: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class Certainty(Shape):
    """How far we would trust one result; always shown with OURS. The levels are GRADE's."""

    result: Text
    level: Literal["high", "moderate", "low", "very-low"]
    reason: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class Walk(Shape):
    """A trial told in seven steps. `cohort` is the synthetic cohort of its curve."""

    trial: Id
    cohort: Id
    extension: Id | None = None
    subtitle: Text
    reviewed: Review
    question: Part
    who: Part
    done: Part
    predict: Part
    result: Part
    catch: Part
    monday: Part
    dials: Annotated[tuple[Dial, ...], Field(min_length=2, max_length=3)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    appraisal: Annotated[tuple[Judgement, ...], Field(min_length=1)]
    certainty: Annotated[tuple[Certainty, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _questions_stand_in_a_step(self) -> "Walk":
        for question in self.questions:
            if question.step not in STEPS:
                raise ValueError(f"questions: {question.id}: there is no step {question.step!r}")
        for what, ids in (
            ("dials", [dial.id for dial in self.dials]),
            ("questions", [question.id for question in self.questions]),
            ("appraisal", [judgement.domain for judgement in self.appraisal]),
        ):
            if len(set(ids)) != len(ids):
                raise ValueError(f"{what}: an id stands there twice")
        return self

    def part(self, step: Step) -> Part:
        """One step."""
        found: Part = getattr(self, step)
        return found


class Misconception(Shape):
    """A mistake that is met often: what is believed, why it tempts, what is shown against it.

    `met` is where: page and step ("promid catch"). There it is shown, after what is asked there.
    """

    claim: Text
    tempts: Text
    counter: Text
    met: Annotated[tuple[Text, ...], Field(min_length=1)]
