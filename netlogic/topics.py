"""The shape of a page that is walked through and is about no single trial: a topic.

Its words are content; figures in them come from tokens, as in the walk of a trial.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from netlogic.schema import FactValues, Id, Review, Shape, Text
from netlogic.teaching import PartOf, Question, Saying

# What a page computes and draws below a passage.
Block = Literal[
    "compared",
    "curve",
    "curves",
    "evidence",
    "fit",
    "forest",
    "formats",
    "harms",
    "labels",
    "next",
    "options",
    "placebo-arms",
    "positions",
    "running",
    "sort",
    "watching",
    "weigh",
]
# What `of` names, by the block that needs it.
NAMES: dict[Block, str] = {
    "curve": "cohorts",
    "fit": "trials",
    "formats": "cohorts",
    "harms": "trials",
    "labels": "trials",
    "positions": "disagreements",
}


class TopicPassage(Saying):
    """One thing said in a step; `kind` is the block below it, `of` what the block is about."""

    kind: Block | None = None
    of: Id | None = None

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


class Family(Shape):
    """Treatments of one kind, as options of the pathway, and the trials told of them.

    `besides` says what is known from series, and is needed where there is no trial.
    """

    id: Id
    label: Text
    options: tuple[Id, ...] = ()
    trials: tuple[Id, ...] = ()
    besides: str = ""
    sources: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _tells_something(self) -> "Family":
        if not self.trials and not self.besides:
            raise ValueError("besides: says what is known where there are no trials")
        if bool(self.besides) != bool(self.sources):
            raise ValueError("sources: go with besides, and only with it")
        return self


class Supposition(Shape):
    """Something supposed of the learner's patient: a name, and the facts that it changes."""

    id: Id
    label: Text
    facts: Annotated[FactValues, Field(min_length=1)]


class Turn(Supposition):
    """A treatment that could come next, an option of the pathway, and what is true after it."""

    option: Id


class Weight(Shape):
    """One thing that options are weighed by, and what may be supposed about it."""

    id: Id
    label: Text
    suppositions: Annotated[tuple[Supposition, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _are_told_apart(self) -> "Weight":
        ids = [one.id for one in self.suppositions]
        if len(set(ids)) != len(ids):
            raise ValueError("suppositions: an id stands there twice")
        return self


class Topic(Shape):
    """A page in steps, with its questions, the patients who are placed on it, the evidence that
    could change a mind, families of treatments with their trials, what they are weighed by, and
    the turns that treatment may take next.
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

    @property
    def titles(self) -> dict[str, str]:
        """The title of each step, in their order."""
        return {step.id: step.title for step in self.steps}
