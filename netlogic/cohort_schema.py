"""The shape of a synthetic cohort: what it says of itself, how it is made, and its patients.

`content/cohorts/<id>.toml` holds words and recipe, `<id>.csv` the patients. No number that a trial
published stands in either: the recipe names the outcomes of `content/trials/` that it is fitted to.
"""

import csv
import io
import math
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, StrictBool, model_validator

from netlogic.schema import Id, Review, Shape, Text

Months = Annotated[float, Field(ge=0, le=600, allow_inf_nan=False)]
Part = Annotated[float, Field(gt=0, lt=1)]
Words = Annotated[tuple[Text, ...], Field(min_length=1)]
HEADER = ("arm", "months", "event")


class SyntheticPatient(Shape):
    """A patient who never lived: arm, months observed, whether that ended with the event."""

    arm: Id
    months: Months
    event: StrictBool


class ShapePoint(Shape):
    """Where the curve is begun before it is fitted: a guess, never a result."""

    months: Months
    survival: Part


class ArmRecipe(Shape):
    """One arm: its shape, and its events where no outcome of the trial gives them by arm."""

    arm: Id
    events: Annotated[int, Field(gt=0)] | None = None
    shape: tuple[ShapePoint, ...] = ()

    @model_validator(mode="after")
    def _falls(self) -> "ArmRecipe":
        for before, after in pairwise(self.shape):
            if after.months <= before.months or after.survival >= before.survival:
                raise ValueError("shape: months must rise and survival must fall")
        return self


class Recipe(Shape):
    """How the patients are made. `events` and `landmarks` are outcomes of the trial; `visits` are
    the scans, `window` how far from one a scan may fall; `followed` is the shortest and longest
    observation planned; no event falls after `last_event`. All times are months of the cohort.
    """

    seed: Annotated[int, Field(ge=0)]
    proposals: Annotated[int, Field(gt=0, le=100_000)]
    events: Id | None = None
    landmarks: tuple[Id, ...] = ()
    visits: tuple[Months, ...] = ()
    window: Months = 0.0
    followed: tuple[Months, Months]
    last_event: Months
    arms: tuple[ArmRecipe, ArmRecipe]

    @model_validator(mode="after")
    def _is_possible(self) -> "Recipe":
        if any(after <= before for before, after in pairwise(self.visits)):
            raise ValueError("visits: must rise")
        if self.followed[0] >= self.followed[1]:
            raise ValueError("followed: the shortest observation comes first")
        if len({arm.arm for arm in self.arms}) < len(self.arms):
            raise ValueError("arms: one arm stands there twice")
        if any((arm.events is None) != (self.events is not None) for arm in self.arms):
            raise ValueError("events: stand in an outcome of the trial, or with each arm")
        return self


class Cohort(Shape):
    """Synthetic patients of one trial's outcome, and what must be said wherever they are shown.

    `outcome_is` names the outcome in mid-sentence, `share` is what the vertical axis counts.
    `fitted` is what they reproduce, `assumed` what was supposed to make them, `not_to_be_read`
    what they cannot show. `ticks`, `horizon` and the patients' times are in `month`s.
    """

    trial: Id
    outcome: Id
    label: Text
    endpoint: Text
    outcome_is: Text
    share: Text
    month: Literal["calendar", "28-day"]
    axis: Text
    why_month: Text
    ticks: Annotated[tuple[Months, ...], Field(min_length=2)]
    horizon: Months
    fitted: Words
    assumed: Words
    not_to_be_read: Words
    reviewed: Review
    recipe: Recipe
    patients: tuple[SyntheticPatient, ...] = ()

    @model_validator(mode="after")
    def _ticks_are_an_axis(self) -> "Cohort":
        if self.ticks[0] != 0 or any(after <= before for before, after in pairwise(self.ticks)):
            raise ValueError("ticks: begin at 0 and rise")
        if self.ticks[-1] > self.horizon:
            raise ValueError("ticks: the last one is beyond the horizon")
        return self

    def with_patients(self, patients: tuple[SyntheticPatient, ...]) -> "Cohort":
        """The same cohort with these patients."""
        return self.model_copy(update={"patients": patients})


class RowError(ValueError):
    """A line of a cohort's CSV that says no patient; the message names the line."""


def patients(text: str) -> tuple[SyntheticPatient, ...]:
    """The patients of a CSV with the columns arm, months, event. Raises RowError with the line."""
    rows = csv.reader(io.StringIO(text), strict=True)
    try:
        if tuple(next(rows, ())) != HEADER:
            raise RowError(f"line 1: the columns must be {','.join(HEADER)}")
        found = tuple(_patient(row, rows.line_num) for row in rows)
    except csv.Error as error:
        raise RowError(f"line {rows.line_num}: {error}") from error
    if not found:
        raise RowError("line 2: there is no patient")
    return found


def _patient(row: list[str], line: int) -> SyntheticPatient:
    if len(row) != len(HEADER):
        raise RowError(f"line {line}: has {len(row)} columns, not {len(HEADER)}")
    arm, months, event = row
    if event not in ("0", "1"):
        raise RowError(f"line {line}: event: {event!r} is neither 0 nor 1")
    return SyntheticPatient.model_construct(
        arm=arm, months=_months(months, line), event=event == "1"
    )


def _months(text: str, line: int) -> float:
    try:
        months = float(text)
    except ValueError:
        raise RowError(f"line {line}: months: {text!r} is not a number") from None
    if not math.isfinite(months):
        raise RowError(f"line {line}: months: {text!r} is not a number")
    if months < 0:
        raise RowError(f"line {line}: months: {text} is negative")
    return months


def written(found: tuple[SyntheticPatient, ...]) -> str:
    """The CSV of patients, months with two decimals."""
    lines = [",".join(HEADER), *(f"{p.arm},{p.months:.2f},{int(p.event)}" for p in found)]
    return "\n".join(lines) + "\n"
