"""One effect in several formats, each with words that say what it is and is not.

What no source prints is computed here from figures that were read; `origin` says from which.
"""

from dataclasses import dataclass
from typing import Literal

from netlogic.differences import difference as difference
from netlogic.differences import percent, written
from netlogic.quotes import bounds, quote_medians, quote_rates, rounded, signed, two_decimals
from netlogic.trial_schema import Arm, HazardRatio, Outcome, Trial

Kind = Literal["hazard-ratio", "difference", "hundred", "median", "restricted-mean"]
TITLES: dict[Kind, str] = {
    "hazard-ratio": "Hazard ratio",
    "difference": "Absolute difference",
    "hundred": "Of 100 people",
    "median": "Median",
    "restricted-mean": "Restricted mean time",
}
RATES_ARE = {
    "on the curve": "Estimates on the curve.",
    "response": "A response rate, not a point on the curve.",
    "counted": "Bare counts, which take no account of how long each patient was followed.",
    None: "",
}
HALF = "At its median half of an arm has had the event"
NOT_A_SHARE = "A hazard ratio compares rates; it is not a share of patients"
# How near a ratio has to be to a fraction to be called by its name.
NEAR = 0.035
FRACTIONS = (
    (0.25, "a quarter"),
    (1 / 3, "a third"),
    (0.5, "half"),
    (2 / 3, "two thirds"),
    (0.75, "three quarters"),
)


@dataclass(frozen=True, slots=True)
class OfHundred:
    """How many of 100 people in one arm."""

    arm: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Hundred:
    """Of 100 people like those in the trial; `more` is the difference of the whole numbers."""

    at: str
    what: str
    arms: tuple[OfHundred, ...]
    more: int
    sentence: str
    origin: str


@dataclass(frozen=True, slots=True)
class Restricted:
    """Mean times without the event up to `months`, computed elsewhere from a synthetic cohort.

    `unit` says what kind of months, where they are not of the calendar.
    """

    months: float
    experimental: float
    control: float
    difference: float
    low: float | None
    high: float | None
    badge: str
    unit: str = "months"


@dataclass(frozen=True, slots=True)
class Format:
    """An effect in one format. `origin` is empty where a source prints it so."""

    id: Kind
    title: str
    value: str
    sentence: str
    origin: str
    sources: tuple[str, ...]
    badge: str = ""


def formats(
    trial: Trial, outcome_id: str, restricted: Restricted | None = None
) -> tuple[Format, ...]:
    """Every format that one outcome has, in the order of the page; what is not verified has none.

    The absolute difference and the 100 people are those of the outcome's landmark.
    """
    outcome = next(one for one in trial.outcomes if one.id == outcome_id)
    if not (outcome.verified and outcome.compared and len(trial.arms) == 2):
        return ()
    landmark = next((one for one in trial.outcomes if one.id == outcome.landmark), outcome)
    found = (
        _ratio(outcome, trial),
        _difference(landmark, trial),
        _hundred(landmark, trial),
        _median(outcome, trial),
        _restricted(restricted, outcome, trial),
    )
    return tuple(one for one in found if one is not None)


def _ratio(outcome: Outcome, trial: Trial) -> Format | None:
    if outcome.hr is None:
        return None
    hr = outcome.hr
    known = hr.low is not None and hr.high is not None
    value = f"{two_decimals(hr.value)} ({bounds(hr)})" if known else two_decimals(hr.value)
    sentence = hazard_words(hr, outcome, trial)
    return _format("hazard-ratio", value, sentence, sources=(outcome.source,))


def hazard_words(hr: HazardRatio, outcome: Outcome, trial: Trial) -> str:
    """A hazard ratio with its interval in words, saying that it is no share of patients."""
    experimental, control = arms_compared(trial)
    value = two_decimals(hr.value)
    known = hr.low is not None and hr.high is not None
    interval = f", interval {bounds(hr)}" if known else ""
    open_ = hr.low is not None and hr.high is not None and hr.low <= 1 <= hr.high
    rate = f"At any moment, among those still at risk, the rate of {event(outcome)}"
    size = f"{value} times" if open_ else _fraction(hr.value)
    words = f"{rate} on {experimental.short} was {size} that on {control.short} ({value}{interval})"
    if open_:
        words += ". The interval includes 1: no difference was shown, and none within it ruled out"
    return f"{words}. {NOT_A_SHARE}."


def _fraction(value: float) -> str:
    near = [name for number, name in FRACTIONS if abs(value - number) <= NEAR]
    return f"about {near[0]} of" if near else f"{two_decimals(value)} times"


def event(outcome: Outcome) -> str:
    """What counts as an event, in mid-sentence."""
    return outcome.definition.event if outcome.definition else f"an event of {outcome.endpoint}"


def arms_compared(trial: Trial) -> tuple[Arm, Arm]:
    """The experimental and the control arm of a trial of two arms."""
    experimental, control = trial.arms
    return experimental, control


def _difference(outcome: Outcome, trial: Trial) -> Format | None:
    found = difference(outcome) if outcome.rates and outcome.verified else None
    if found is None:
        return None
    parts = zip(outcome.rates, arms_compared(trial), strict=True)
    rates = ", ".join(f"{quote_rates([rate])} on {arm.short}" for rate, arm in parts)
    sentence = f"{outcome.label}: {rates}, a difference of {found.words}{found.interval}."
    origin = "; ".join(part for part in (found.origin, found.method) if part)
    return _format(
        "difference",
        f"{found.words}{found.interval}",
        _said(sentence, RATES_ARE[outcome.rates_are]),
        origin=origin,
        sources=(outcome.source,),
    )


def hundred(outcome: Outcome, trial: Trial) -> Hundred | None:
    """The rates of two arms as whole people of 100; None where there are none to compare."""
    both = len(outcome.rates) == len(trial.arms) == 2
    if not (outcome.verified and outcome.compared and both):
        return None
    parts = zip(outcome.rates, arms_compared(trial), strict=True)
    arms = tuple(
        OfHundred(arm.id, arm.short, int(rounded(percent(rate), 0))) for rate, arm in parts
    )
    more = arms[0].count - arms[1].count
    what = f"{outcome.label[0].lower()}{outcome.label[1:]}"
    counts = ", ".join(f"{arm.count} on {arm.name}" for arm in arms)
    sentence = f"Of 100 people like those in the trial, {what}: {counts}. {_more(more)}"
    origin = f"computed from {' and '.join(map(written, outcome.rates))}"
    said = _said(sentence, RATES_ARE[outcome.rates_are])
    return Hundred(outcome.rates[0].at, what, arms, more, said, origin)


def _more(more: int) -> str:
    if more == 0:
        return "As many on both."
    return f"{abs(more)} {'more' if more > 0 else 'fewer'} of 100."


def _hundred(outcome: Outcome, trial: Trial) -> Format | None:
    found = hundred(outcome, trial)
    if found is None:
        return None
    value = f"{' against '.join(str(arm.count) for arm in found.arms)} of 100"
    return _format("hundred", value, found.sentence, origin=found.origin, sources=(outcome.source,))


def _median(outcome: Outcome, trial: Trial) -> Format | None:
    if len(outcome.medians) != 2:
        return None
    parts = []
    for median, arm in zip(outcome.medians, arms_compared(trial), strict=True):
        if median.value is None:
            parts.append(f"not reached on {arm.short} (the curve stayed above one half)")
        else:
            parts.append(f"{rounded(median.value, 1)} months on {arm.short}")
    sentence = f"Median time to {event(outcome)}: {', '.join(parts)}. {HALF}."
    value = quote_medians(outcome.medians)
    return _format("median", value, sentence, sources=(outcome.source,))


def _restricted(found: Restricted | None, outcome: Outcome, trial: Trial) -> Format | None:
    if found is None:
        return None
    experimental, control = arms_compared(trial)
    interval = ""
    if found.low is not None and found.high is not None:
        interval = signed(f" (95 % CI {rounded(found.low, 1)} to {rounded(found.high, 1)})")
    gain = f"{signed(rounded(found.difference, 1))} {found.unit}"
    sentence = (
        f"Over the first {found.months:g} {found.unit} the mean time without {event(outcome)} was "
        f"{rounded(found.experimental, 1)} on {experimental.short} and "
        f"{rounded(found.control, 1)} on {control.short}, a difference of {gain}{interval}."
    )
    return _format(
        "restricted-mean",
        f"{gain}{interval}",
        sentence,
        origin="computed from the synthetic cohort, not from the trial's patients",
        sources=(outcome.source,),
        badge=found.badge,
    )


def _said(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _format(
    id_: Kind,
    value: str,
    sentence: str,
    *,
    origin: str = "",
    sources: tuple[str, ...] = (),
    badge: str = "",
) -> Format:
    return Format(id_, TITLES[id_], value, sentence, origin, sources, badge)
