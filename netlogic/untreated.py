"""What placebo arms show of tumours that nobody treats: every arm by itself, none ranked."""

from dataclasses import dataclass

from netlogic.content import Library
from netlogic.quotes import quote_arm
from netlogic.trial_schema import Arm, Outcome, Trial

CLOCKS = ("PFS", "TTP")  # endpoints that run until growth


@dataclass(frozen=True, slots=True)
class PlaceboArm:
    """A placebo arm with the outcome that says how long its tumours stood still."""

    trial: str
    name: str
    year: int | None
    population: str
    n: int | None
    arm: str
    outcome: Outcome

    @property
    def median(self) -> str:
        """`18.0 months (95 % CI 12.1 to 24.0)`, without the interval where none was read."""
        [median] = [one for one in self.outcome.medians if one.arm == self.arm]
        known = median.low is not None and median.high is not None
        return quote_arm(self.outcome, self.arm, "interval" if known else None)


def placebo_arms(content: Library) -> tuple[PlaceboArm, ...]:
    """The placebo arms of all trials that published a median until growth, by year."""
    found = [
        _told(id_, trial, arm, outcome)
        for id_, trial in content.trials.items()
        for arm in trial.arms
        if _alone(arm)
        for outcome in _until_growth(trial)
        if any(median.arm == arm.id for median in outcome.medians)
    ]
    return tuple(sorted(found, key=lambda one: (one.year or 0, one.name)))


def _told(id_: str, trial: Trial, arm: Arm, outcome: Outcome) -> PlaceboArm:
    several = len(_until_growth(trial)) > 1
    name = f"{trial.name}, {outcome.cohort}" if several else trial.name
    return PlaceboArm(id_, name, trial.year, trial.population, arm.n, arm.id, outcome)


def _alone(arm: Arm) -> bool:
    """Whether an arm was given placebo and nothing with it."""
    return arm.role == "control" and arm.label.casefold() == "placebo"


def _until_growth(trial: Trial) -> list[Outcome]:
    """The primary outcomes that count time until growth, of confirmed figures."""
    return [o for o in trial.outcomes if o.primary and o.verified and o.endpoint in CLOCKS]
