"""The shape of a page that is walked through and is about no single trial: a topic.

Its words are content; figures in them come from tokens, as in the walk of a trial.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, model_validator

from netlogic.bodies import Plan
from netlogic.families import Family, Turn, Weight
from netlogic.schema import FactValues, Id, Review, Shape, Text
from netlogic.teaching import PartOf, Question, Saying

# What a page computes and draws below a passage.
Block = Literal[
    "answer",
    "bench",
    "body",
    "compared",
    "curve",
    "curves",
    "evidence",
    "expression",
    "fdg-body",
    "fit",
    "forest",
    "formats",
    "harms",
    "labels",
    "next",
    "options",
    "placebo-arms",
    "positions",
    "reach",
    "running",
    "scale",
    "sort",
    "watching",
    "weigh",
]
# What `of` names, by the block that needs it.
NAMES: dict[Block, str] = {
    "answer": "bodies",
    "bench": "benches",
    "body": "bodies",
    "curve": "cohorts",
    "fdg-body": "bodies",
    "fit": "trials",
    "formats": "cohorts",
    "harms": "trials",
    "labels": "trials",
    "positions": "disagreements",
    "reach": "bodies",
}


class TopicPassage(Saying):
    """One thing said in a step; `kind` is the block below it, `of` what the block is about.

    `after` is said only once the questions of its step are answered. Below it a reader finds the
    way to each of the `trials`.
    """

    kind: Block | None = None
    of: Id | None = None
    after: StrictBool = False
    trials: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _names_what_it_draws(self) -> "TopicPassage":
        needs = self.kind in NAMES
        if needs != (self.of is not None):
            problem = "is missing" if needs else f"goes with {' or '.join(NAMES)} only"
            raise ValueError(f"of: {problem}")
        return self


class TopicStep(PartOf[TopicPassage]):
    """One step: `leads` stands after "Next: " where the title will not do."""

    id: Id
    title: Text
    leads: str = ""
    minutes: Annotated[float, Field(gt=0, le=5)] = 1


class Case(Shape):
    """A teaching patient who is to be placed on one side: a name, and the facts in which the
    patient differs from the defaults. The facts are put into words by code.
    """

    id: Id
    label: Text
    patient: FactValues


class Evidence(Shape):
    """Something that could change a mind, and the trials without a result that could bring it.

    `coming` says what such a trial asks; where there is none, that none was found.
    """

    id: Id
    label: Text
    asks: Text
    trials: tuple[Id, ...] = ()
    coming: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class Share(Shape):
    """How often something was found: in which tumours, by which test, and what was found."""

    id: Id
    label: Text
    how: Text
    known: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class Topic(Shape):
    """A page in steps, with its questions, the patients who are placed on it, the evidence that
    could change a mind, families of treatments with their trials, what they are weighed by, the
    turns that treatment may take next, the bodies that are changed, and what was found how often.
    """

    title: Text
    subtitle: Text
    reviewed: Review
    steps: Annotated[tuple[TopicStep, ...], Field(min_length=3)]
    questions: tuple[Question, ...] = ()
    cases: tuple[Case, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    families: tuple[Family, ...] = ()
    weights: tuple[Weight, ...] = ()
    turns: tuple[Turn, ...] = ()
    bodies: tuple[Plan, ...] = ()
    shares: tuple[Share, ...] = ()

    @model_validator(mode="after")
    def _parts_fit(self) -> "Topic":
        steps = [step.id for step in self.steps]
        for question in self.questions:
            if question.step not in steps:
                raise ValueError(f"questions: {question.id}: there is no step {question.step!r}")
        for what, ids in (
            ("steps", steps),
            ("questions", [question.id for question in self.questions]),
            ("cases", [case.id for case in self.cases]),
            ("evidence", [one.id for one in self.evidence]),
            ("families", [one.id for one in self.families]),
            ("weights", [one.id for one in self.weights]),
            ("turns", [one.id for one in self.turns]),
            ("bodies", [one.id for one in self.bodies]),
            ("shares", [one.id for one in self.shares]),
        ):
            if len(set(ids)) != len(ids):
                raise ValueError(f"{what}: an id stands there twice")
        return self

    @model_validator(mode="after")
    def _weights_do_not_meet(self) -> "Topic":
        by_fact: dict[str, str] = {}
        for weight in self.weights:
            for fact in {fact for one in weight.suppositions for fact in one.facts}:
                if by_fact.setdefault(fact, weight.id) != weight.id:
                    problem = f"{by_fact[fact]} and {weight.id} both change {fact}"
                    raise ValueError(f"weights: {problem}")
        return self

    def body(self, id_: str | None) -> Plan:
        """One of the bodies."""
        return next(one for one in self.bodies if one.id == id_)

    @property
    def titles(self) -> dict[str, str]:
        """The title of each step, in their order."""
        return {step.id: step.title for step in self.steps}
