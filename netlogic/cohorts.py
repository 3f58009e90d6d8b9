"""Synthetic cohorts as arms to analyse, and what must be said wherever they are shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from netlogic import survival
from netlogic.cohort_schema import Cohort
from netlogic.schema import Trial
from netlogic.targets import Fit, TargetError, Targets, fits, targets

DAYS_IN_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands on every picture and download: what it is, is fitted to, and cannot show."""

    title: str
    fitted: tuple[str, ...]
    not_to_be_read: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Achieved:
    """One line of the table published against achieved, in words; `arm` is empty for both arms."""

    what: str
    arm: str
    published: str
    achieved: str


def arms(cohort: Cohort) -> dict[str, survival.Arm]:
    """The patients of each arm by the trial's arm ids, experimental arm first."""
    return {
        recipe.arm: survival.arm(
            [p.months for p in cohort.patients if p.arm == recipe.arm],
            [p.event for p in cohort.patients if p.arm == recipe.arm],
        )
        for recipe in cohort.recipe.arms
    }


def badge(cohort: Cohort) -> Badge:
    """The words of the permanent badge."""
    title = "Synthetic cohort, made to reproduce published figures: not patient data"
    return Badge(title, cohort.fitted, cohort.not_to_be_read)


def calendar_months(months: float) -> float:
    """Calendar months (30.4 days) of a time in months of 28 days."""
    return months * 28 / DAYS_IN_A_MONTH


def achieved(cohort: Cohort, trial: Trial) -> tuple[Achieved, ...]:
    """What was published or assumed, beside what the cohort gives."""
    wanted, found = targets(cohort, trial), arms(cohort)
    short = {arm.id: arm.short for arm in trial.arms}
    lines: list[Achieved] = []
    for arm in (wanted.experimental, wanted.control):
        patients = found[arm.arm]
        lines.append(Achieved("patients", short[arm.arm], str(arm.n), str(patients.n)))
        given = f"{arm.events} (assumed)" if arm.events_assumed else str(arm.events)
        lines.append(Achieved("events", short[arm.arm], given, str(int(patients.events.sum()))))
    for fit in fits(wanted, *found.values()):
        words = (_words(fit, number) for number in (fit.published, fit.achieved))
        lines.append(Achieved(_what(fit), short.get(fit.arm, ""), *words))
    return tuple(lines)


def _what(fit: Fit) -> str:
    if fit.what.startswith("median"):
        return f"{fit.what}, months"
    return f"{fit.what}, %" if fit.what.startswith("survival") else fit.what


def _words(fit: Fit, number: float | None) -> str:
    if number is None:
        return "not reached"
    if fit.what.startswith("median"):
        return f"{number:.2f}".removesuffix("0")
    if fit.what.startswith("survival"):
        return f"{number * 100:.2f}".removesuffix("0")
    return f"{number:.2g}" if fit.what == "p" else f"{number:.3f}".removesuffix("0")


def faults(cohort: Cohort, trial: Trial) -> Iterator[tuple[str, str, str]]:
    """Why a cohort must not be shown: end of the file's name, field and problem, in words."""
    try:
        wanted = targets(cohort, trial)
    except TargetError as error:
        field, _, problem = str(error).partition(": ")
        yield "toml", field, problem
        return
    counted = [*_counts(cohort, wanted)]
    yield from counted
    for fit in () if counted else fits(wanted, *arms(cohort).values()):
        if fit.miss > 1:
            is_, was = (_words(fit, number) for number in (fit.achieved, fit.published))
            problem = f"is {is_}, published is {was}: run python -m netlogic cohorts"
            yield "csv", " ".join(filter(None, (fit.arm, _what(fit)))), problem


def _counts(cohort: Cohort, wanted: Targets) -> Iterator[tuple[str, str, str]]:
    known = (wanted.experimental, wanted.control)
    for name in dict.fromkeys(p.arm for p in cohort.patients):
        if name not in {arm.arm for arm in known}:
            yield "csv", "arm", f"the trial has no arm {name!r}"
    for arm in known:
        those = [p for p in cohort.patients if p.arm == arm.arm]
        if len(those) != arm.n:
            yield "csv", arm.arm, f"has {len(those)} patients, the trial {arm.n}"
        if (events := sum(p.event for p in those)) != arm.events:
            yield "csv", arm.arm, f"has {events} events, not {arm.events}"
