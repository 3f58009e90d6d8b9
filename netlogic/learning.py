"""What a learner has answered: committed once, undone only by starting a page again.

An answer is kept in the words of the address, so that a reload brings it back; whatever an address
may hold, only an answer that the page could have taken counts.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

SKIPPED = "skipped"
CONFIDENCES = {"unsure": "not sure", "fairly": "fairly sure", "sure": "sure"}
# A number as an address writes it. Other digits, exponents, signs and spaces are forged.
_NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,4})?", re.ASCII)
_CLOSE = 1e-6  # of one step: how far a decimal fraction may lie beside it


class Dial(Protocol):
    """What is predicted: a number between limits, in steps, in its unit."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def limits(self) -> tuple[float, float]: ...
    @property
    def step(self) -> float: ...
    @property
    def start(self) -> float: ...


class Alternative(Protocol):
    """One answer to a question, and why it is right, or wrong and tempting."""

    @property
    def id(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def right(self) -> bool: ...
    @property
    def why(self) -> str: ...


class Question(Protocol):
    """A question with alternatives, of which one is right; `sources` are ids of references."""

    @property
    def id(self) -> str: ...
    @property
    def stem(self) -> str: ...
    @property
    def alternatives(self) -> Sequence[Alternative]: ...
    @property
    def sources(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Answer:
    """One answer: the page and the item it answers, in the words of the address."""

    page: str
    item: str
    said: str


@dataclass(frozen=True)
class Answers:
    """All answers of one learner."""

    given: tuple[Answer, ...] = ()

    def to(self, page: str, item: str) -> str | None:
        """What was answered there; None while nothing was."""
        found = (one.said for one in self.given if (one.page, one.item) == (page, item))
        return next(found, None)

    def of(self, page: str) -> dict[str, str]:
        """All answers of a page, by item."""
        return {one.item: one.said for one in self.given if one.page == page}

    def with_answer(self, page: str, item: str, said: str) -> "Answers":
        """With one answer more; where that item was answered before, the first answer stays."""
        if self.to(page, item) is not None:
            return self
        return Answers((*self.given, Answer(page, item, said)))

    def without(self, page: str) -> "Answers":
        """As if this page had never been answered; all other pages keep their answers."""
        return Answers(tuple(one for one in self.given if one.page != page))


@dataclass(frozen=True)
class Prediction:
    """What was predicted, in the order of the dials; nothing where the answer was just shown."""

    guesses: tuple[float, ...] = ()

    @property
    def skipped(self) -> bool:
        """Whether the answer was shown without a prediction."""
        return not self.guesses

    def by(self, dials: Sequence[Dial]) -> dict[str, float]:
        """The guesses by dial; empty where there is none."""
        return {dial.id: guess for dial, guess in zip(dials, self.guesses, strict=False)}


@dataclass(frozen=True, slots=True)
class Compared:
    """One point of a checklist: the learner's mark beside another reading, both in words, whether
    they agree, and the reason for the other; `sources` are ids of references.
    """

    label: str
    yours: str
    ours: str
    same: bool
    reason: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """An alternative that was chosen, and how sure the learner was."""

    alternative: str
    confidence: str


def is_whole(dial: Dial) -> bool:
    """Whether a dial knows whole numbers only."""
    return all(float(number).is_integer() for number in (*dial.limits, dial.step, dial.start))


def prediction_said(prediction: Prediction) -> str:
    """A prediction in the words of the address: "45,33" or "skipped"."""
    return ",".join(f"{guess:.10g}" for guess in prediction.guesses) or SKIPPED


def prediction_in(said: str | None, dials: Sequence[Dial]) -> Prediction | None:
    """The prediction in words of the address; None unless the dials could have made it."""
    if said == SKIPPED:
        return Prediction()
    words = said.split(",") if said else []
    if len(words) != len(dials):
        return None
    found = [_guess_in(word, dial) for word, dial in zip(words, dials, strict=True)]
    guesses = tuple(guess for guess in found if guess is not None)
    return Prediction(guesses) if guesses and len(guesses) == len(dials) else None


def _guess_in(word: str, dial: Dial) -> float | None:
    """A number that the dial can be turned to."""
    if not _NUMBER.fullmatch(word):
        return None
    guess, (low, high) = float(word), dial.limits
    turns = (guess - low) / dial.step
    if not low <= guess <= high or abs(turns - round(turns)) > _CLOSE:
        return None
    return int(guess) if is_whole(dial) else guess


def choice_said(choice: Choice) -> str:
    """A choice in the words of the address: "b,sure"."""
    return f"{choice.alternative},{choice.confidence}"


def choice_in(said: str | None, question: Question) -> Choice | None:
    """The choice in words of the address; None unless the question offers it."""
    alternative, _, confidence = (said or "").rpartition(",")
    known = alternative in {one.id for one in question.alternatives}
    return Choice(alternative, confidence) if known and confidence in CONFIDENCES else None


def marks_said(marks: Mapping[str, str], points: Sequence[str]) -> str:
    """The marks of a checklist in the words of the address, in the order of its points."""
    return ",".join(marks[point] for point in points)


def marks_in(
    said: str | None, points: Sequence[str], choices: Collection[str]
) -> dict[str, str] | None:
    """The mark at each point; None unless every point has one that can be chosen."""
    words = said.split(",") if said else []
    if len(words) != len(points) or not words or not set(words) <= set(choices):
        return None
    return dict(zip(points, words, strict=True))
