"""What a learner predicted against what was published: how far off, and why the guess tempts."""

from dataclasses import dataclass
from typing import Literal

from netlogic.schema import Trial
from netlogic.teaching import Dial

Verdict = Literal["too high", "too low", "close"]


@dataclass(frozen=True, slots=True)
class Published:
    """The figure that answers a dial, in its unit, with its interval where one was published."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A guess beside the figure: the verdict, both in a sentence, and why that guess tempts."""

    verdict: Verdict
    sentence: str
    why: str


def answer(dial: Dial, trial: Trial) -> Published | None:
    """The verified figure that answers a dial; none where it is missing or not reached."""
    for outcome in trial.outcomes:
        if outcome.id == dial.outcome and outcome.verified:
            parts = outcome.rates if dial.part == "rates" else outcome.medians
            for part in parts:
                if part.arm == dial.arm and part.value is not None:
                    return Published(part.value, part.low, part.high)
    return None


def verdict(dial: Dial, guess: float, published: Published) -> Verdict:
    """Close inside the published interval or within the dial's margin, else too high or too low."""
    low = min(published.value - dial.margin, _or(published.low, published.value))
    high = max(published.value + dial.margin, _or(published.high, published.value))
    if guess > high:
        return "too high"
    return "too low" if guess < low else "close"


def _or(limit: float | None, value: float) -> float:
    return value if limit is None else limit


def gap(dial: Dial, guess: float, published: Published) -> Gap:
    """The guess, the figure, and the explanation that goes with their difference."""
    found = verdict(dial, guess, published)
    why = {"too high": dial.high, "too low": dial.low, "close": dial.close}[found]
    said = (
        f"You predicted {guess:g} {dial.unit} for {dial.short}; it was {figure(dial, published)}."
    )
    return Gap(found, said, why)


def figure(dial: Dial, published: Published) -> str:
    """`33 %`, `6.0 months`: as quoted everywhere else."""
    number = f"{published.value:g}" if dial.part == "rates" else f"{published.value:.1f}"
    return f"{number} {dial.unit}"
