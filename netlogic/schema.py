"""The shape of every content file, in one place to import from; a trial's own is trial_schema."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StrictBool, model_validator

from netlogic.criteria import Bounds, Criteria
from netlogic.shape import FactId as FactId
from netlogic.shape import Id as Id
from netlogic.shape import Review as Review
from netlogic.shape import Shape as Shape
from netlogic.shape import Text as Text
from netlogic.trial_schema import Arm as Arm
from netlogic.trial_schema import EntryCriterion as EntryCriterion
from netlogic.trial_schema import HazardRatio as HazardRatio
from netlogic.trial_schema import Interval as Interval
from netlogic.trial_schema import Median as Median
from netlogic.trial_schema import Outcome as Outcome
from netlogic.trial_schema import Rate as Rate
from netlogic.trial_schema import Trial as Trial

Lane = Literal["tumour", "symptom", "support"]
Argues = Literal["for", "against"]
Strength = Literal[
    "standard", "option", "emerging", "favours", "disfavours", "limits", "avoid", "exclude"
]
Verification = Literal["verified", "partial", "design", "unverified"]
FOR = ("standard", "option", "emerging", "favours")
ADDS_NO_STANDING = ("favours", "disfavours")
# Worst first; these words stand for a standing everywhere.
STANDINGS = (
    "closed here",
    "usually avoid",
    "not listed here",
    "emerging",
    "reasonable",
    "discuss first",
)


class Choice(Shape):
    """One value of a fact: `label` in a widget, `words` in mid-sentence.

    `supposed` follows "If", where the fact's name, "were" and the words do not read as English.
    """

    id: Id | Literal["G1", "G2", "G3"]
    label: Text
    words: Text
    means: str = ""
    supposed: str = ""


class Point(Shape):
    """What one point of a whole-number scale means, as a clinician says it."""

    at: int
    label: Text


class Words(Shape):
    """How a fact is named in sentences; `yes` and `no` are phrases for facts that hold or not."""

    label: Text
    kind: Literal["number", "choice", "yes-no"]
    yes: str = ""
    no: str = ""
    values: tuple[Choice, ...] = ()
    sources: tuple[Id, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _kind_fits(self) -> "Words":
        if self.kind == "choice" and not self.values:
            raise ValueError("a choice needs values")
        if self.kind == "yes-no" and not (self.yes and self.no):
            raise ValueError("a yes-no fact needs the phrases yes and no")
        return self


class InputFact(Words):
    """A fact that is asked. No default: unknown until somebody says.

    `needs` is without what it cannot matter: a syndrome, for the severity of one.
    """

    short: Annotated[str, Field(min_length=1, max_length=22)]
    name: Text
    group: Text
    prominence: Literal["headline", "common", "more"]
    unit: str = ""
    limits: tuple[float, float] | None = None
    step: Annotated[float, Field(gt=0)] | None = None
    default: StrictBool | int | float | str | None = None
    help: Text
    why: Text
    worse: Literal["rising", "falling"] | None = None
    settled_by: Text
    scale: tuple[Point, ...] = ()
    needs: Criteria = Criteria({})

    @model_validator(mode="after")
    def _default_is_a_value(self) -> "InputFact":
        if self.kind == "number":
            if self.limits is None or self.step is None:
                raise ValueError("a number needs limits and step")
            if self.default is not None:
                self._default_is_a_number(self.default, self.limits)
        elif self.kind == "choice" and self.default is not None:
            known = [value.id for value in self.values]
            if self.default not in known:
                raise ValueError(f"default: {self.default!r} is none of {', '.join(known)}")
        elif self.kind == "yes-no" and not isinstance(self.default, bool | None):
            raise ValueError(f"default: {self.default!r} is neither true nor false")
        return self

    def _default_is_a_number(self, default: object, limits: tuple[float, float]) -> None:
        if isinstance(default, bool) or not isinstance(default, int | float):
            raise ValueError(f"default: {default!r} is not a number")
        if not limits[0] <= default <= limits[1]:
            raise ValueError(f"default: {default} is outside {limits[0]:g} to {limits[1]:g}")
        if self.whole and default != int(default):
            raise ValueError(f"default: {default} is not a whole number")

    @property
    def whole(self) -> bool:
        """Whether only whole numbers make sense: a scale of named points."""
        return bool(self.scale)


class DerivedFact(Words):
    """A fact that follows from others; how is said in netlogic.patient."""

    definition: Text


class Option(Shape):
    """What can be discussed; `available` is when the option exists at all."""

    label: Text
    short: Annotated[str, Field(min_length=1, max_length=20)]
    lane: Lane
    order: int
    groups: tuple[Id, ...] = ()
    description: Text
    harms: Text
    cautions: Text
    evidence: tuple[Id, ...] = ()
    sources: tuple[Id, ...] = ()
    available: Criteria = Criteria({})


class Rule(Shape):
    """An argument for or against an option, or a notice, that holds for the patients of `when`."""

    option: Id | None = None
    notice: Id | None = None
    argues: Argues | None = None
    strength: Strength | None = None
    to: Literal["option", "emerging", "nothing"] | None = None
    because: Text
    evidence: tuple[Id, ...] = ()
    sources: tuple[Id, ...] = ()
    differs: tuple[Text, ...] = ()
    disagreement: Id | None = None
    verification: Verification
    note: str = ""
    reviewed: Review
    when: Criteria

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Rule":
        if self.notice is not None:
            if self.option or self.argues or self.strength or self.to:
                raise ValueError("a notice has no option, argues, strength or to")
            return self
        if self.option is None or self.argues is None or self.strength is None:
            raise ValueError("a rule needs option, argues and strength, or a notice")
        if (self.strength in FOR) != (self.argues == "for"):
            raise ValueError(f"strength: an argument {self.argues} cannot be {self.strength!r}")
        if (self.strength == "limits") != (self.to is not None):
            raise ValueError("to: goes with strength limits, and only with it")
        if self.verification == "unverified" and self.strength not in ADDS_NO_STANDING:
            raise ValueError("verification: unverified content never sets a standing")
        return self

    @model_validator(mode="after")
    def _has_a_source(self) -> "Rule":
        if self.verification in ("verified", "partial") and not self.sources:
            raise ValueError(f"sources: {self.verification} content names its source")
        return self


class Notice(Shape):
    """A caution in words; `on` are the options or groups on whose card it stands."""

    text: Text
    needs_mdt: bool
    step: Id
    on: tuple[Id, ...] = ()
    closes: bool = False


class Applies(Shape):
    """Arguments of one file of rules with one of these strengths."""

    step: Id
    strength: tuple[Strength, ...]


class Answer(Shape):
    """One possible answer of a step, with the condition under which it is the patient's."""

    id: Id
    words: Text
    when: Criteria = Criteria({})
    standing: dict[Id, tuple[str, ...]] = Field(default_factory=dict)
    applies: Applies | None = None

    @property
    def always(self) -> bool:
        """Whether it is the patient's answer when no earlier one is."""
        return not (self.when.root or self.standing or self.applies)


class Step(Shape):
    """A column of the pathway's picture: its question and its answers, tried in order."""

    question: Text
    short: Text
    rules: tuple[Id, ...]
    places: tuple[Id, ...]
    answers: Annotated[tuple[Answer, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _places_are_the_answers(self) -> "Step":
        if sorted(self.places) != sorted(answer.id for answer in self.answers):
            raise ValueError("places: must name every answer once")
        if not self.answers[-1].always:
            raise ValueError("answers: the last one must have no condition")
        return self


class Threshold(Shape):
    """A published limit: whose, on which side the limit itself falls, what it means."""

    fact: FactId
    limit: Text
    numbers: tuple[float, ...]
    side: Text
    meaning: Text
    who: str = ""
    sources: tuple[Id, ...] = ()


class Position(Shape):
    """What one side of a disagreement says."""

    who: Text
    says: Text
    source: Id | None = None
    verification: Literal["unverified"] | None = None

    @model_validator(mode="after")
    def _sourced_or_marked(self) -> "Position":
        if self.source is None and self.verification is None:
            raise ValueError("source: a position names its source or is marked unverified")
        return self


class Disagreement(Shape):
    """A point on which sources differ, and what the pathway makes of it."""

    topic: Text
    point: Text
    positions: tuple[Position, ...]

    @model_validator(mode="after")
    def _has_two_sides(self) -> "Disagreement":
        if len(self.positions) < 2:
            raise ValueError("positions: a disagreement has at least two")
        return self


class Reference(Shape):
    """A source: what it is, how it is found, and how much of it was read."""

    kind: Text
    citation: Text
    doi: str = ""
    pmid: str = ""
    pmc: str = ""
    nct: str = ""
    url: str = ""
    seen: Text
    read_on: date
    also: tuple[str, ...] = ()
    figures: dict[Id, Text] = Field(default_factory=dict)

    @property
    def addresses(self) -> tuple[tuple[str, str], ...]:
        """Everywhere it can be read, as (words, address), the most lasting first."""
        found = (
            (f"DOI {self.doi}", f"https://doi.org/{self.doi}", self.doi),
            (f"PMID {self.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/", self.pmid),
            (self.pmc, f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmc}/", self.pmc),
            (self.nct, f"https://clinicaltrials.gov/study/{self.nct}", self.nct),
            (self.url.split("/")[2] if self.url else "", self.url, self.url),
        )
        return tuple((words, address) for words, address, known in found if known)

    @property
    def address(self) -> str:
        """Where it can be read, the most lasting address first; empty when there is none."""
        return self.addresses[0][1] if self.addresses else ""


class Term(Shape):
    """A word of the field or of its statistics: what it means and what it is taken for.

    `facts`, `trials` and `pages` are where it is met: facts of the patient, trials, pages by the
    last part of their address.
    """

    term: Text
    short: str = ""
    means: Text
    unlike: str = ""
    see: tuple[Id, ...] = ()
    sources: tuple[Id, ...] = ()
    facts: tuple[FactId, ...] = ()
    trials: tuple[Id, ...] = ()
    pages: tuple[FactId, ...] = ()


class Level(Shape):
    """One point of a scale of grades, in words."""

    id: Id
    name: Text
    means: Text


class Score(Shape):
    """What a published scale gives a trial, and what pulled it up or down."""

    trial: Id
    value: Text
    because: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class Grade(Shape):
    """One grade of a tumour: by Ki-67 as the fact `grade` computes it, and by mitoses.

    `like` is the grade whose limits it shares.
    """

    id: Literal["G1", "G2", "G3", "NEC"]
    name: Text
    differentiation: Literal["well", "poor"]
    mitoses: Bounds | None = None
    like: Literal["G3"] | None = None
    note: str = ""

    @model_validator(mode="after")
    def _has_limits(self) -> "Grade":
        if (self.mitoses is None) == (self.like is None):
            raise ValueError("mitoses: a grade has limits of its own, or those of another (like)")
        return self


class Scale(Shape):
    """How something is graded: by whom, in which version, and what the grade does not say."""

    name: Text
    version: Text
    whose: Literal["published", "ours"]
    means: Text
    caution: Text
    sources: tuple[Id, ...] = ()
    levels: tuple[Level, ...] = ()
    scores: tuple[Score, ...] = ()
    unit: str = ""
    grades: tuple[Grade, ...] = ()

    @model_validator(mode="after")
    def _published_has_a_source(self) -> "Scale":
        if self.whose == "published" and not self.sources:
            raise ValueError("sources: a published scale names where it was read")
        if self.whose == "ours" and self.scores:
            raise ValueError("scores: our own judgement of a trial stands in its appraisal")
        return self


class Part(Shape):
    """A part of the content with one review; due when the whole is, unless it says otherwise."""

    label: Text
    reviewed: Review
    due: date | None = None


class About(Shape):
    """Who made the content, from what, for whose money, and when it has to be looked at again."""

    release: Text
    due: date
    authors: Text
    drafting: Text
    review: Text
    disclosures: Text
    funding: Text
    licence: Text
    source: Text
    source_url: str = ""
    parts: dict[FactId, Part]


class Revision(Shape):
    """What changed in the content, where and why."""

    date: date
    pages: tuple[FactId, ...] = ()
    rules: tuple[Id, ...] = ()
    trials: tuple[Id, ...] = ()
    options: tuple[Id, ...] = ()
    what: Text
    why: Text

    @model_validator(mode="after")
    def _names_its_place(self) -> "Revision":
        if not (self.pages or self.rules or self.trials or self.options):
            raise ValueError("names neither pages, rules, trials nor options")
        return self


FactValues = dict[FactId, StrictBool | int | float | str]


class Preset(Shape):
    """A teaching scenario: the facts in which a patient differs from the defaults."""

    name: Text
    description: Text
    order: int
    patient: FactValues


class ScopeRemark(Shape):
    """What is said about patients whom the pathway does not cover, or covers by analogy."""

    text: Text
    when: Criteria = Criteria({})
    unknown: FactId | None = None
    leaves: bool = False
    sources: tuple[Id, ...] = ()
