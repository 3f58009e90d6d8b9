"""What trials of many treatments found, family by family: laid beside each other, never ranked.

They stand in the order of the content. Who was in them, and what each was held against, belongs to
every figure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from netlogic.content import Library
from netlogic.families import Family
from netlogic.patient import Facts
from netlogic.trial_fit import DOES_NOT_MEET, TrialFit, fit
from netlogic.trial_schema import Outcome, Trial

Wanted = Literal["site", "open", "all"]
WANTED: dict[Wanted, str] = {
    "site": "This patient's site",
    "open": "Would not have excluded this patient",
    "all": "All trials",
}
GROWTH, RESPONSE, SURVIVAL = "PFS", "ORR", "OS"  # endpoints


@dataclass(frozen=True, slots=True)
class Found:
    """What one trial, or one cohort of a trial, found on growth; the patient held against it."""

    family: Family
    id: str
    trial: Trial
    growth: Outcome
    several: bool  # whether the trial has other cohorts with a result of their own
    fit: TrialFit

    @property
    def name(self) -> str:
        """`NETTER-1`, `CABINET, pancreatic cohort`."""
        return f"{self.trial.name}, {self.growth.cohort}" if self.several else self.trial.name

    @property
    def n(self) -> int | None:
        """How many the result is about, where that was read."""
        return self.growth.n if self.several else self.growth.n or self.trial.n

    @property
    def sites(self) -> tuple[str, ...]:
        """The sites of the tumours that the result is about."""
        return self.growth.sites or self.trial.sites

    def other(self, endpoint: str) -> Outcome | None:
        """The confirmed result of another endpoint, the first where several were printed: of the
        same patients, or of others where the trial has one result on growth alone.
        """
        read = [one for one in self.trial.outcomes if one.verified and one.endpoint == endpoint]
        same = [one for one in read if one.cohort == self.growth.cohort]
        return next(iter(same or (() if self.several else read)), None)

    def of_whom(self, other: Outcome) -> str:
        """Whose result another outcome is, where it is not that of the same patients."""
        return "" if other.cohort == self.growth.cohort else other.cohort


def found(families: Sequence[Family], known: Facts, content: Library) -> tuple[Found, ...]:
    """Every result on growth of the families' trials, in the order of the content."""
    return tuple(
        Found(family, id_, trial, growth, len(results) > 1, fit(id_, known, content))
        for family in families
        for id_ in family.trials
        if (trial := content.trials.get(id_))
        for results in (on_growth(trial),)
        for growth in results
    )


def on_growth(trial: Trial) -> tuple[Outcome, ...]:
    """The confirmed primary results on progression-free survival, one for each cohort; the first
    confirmed one where the trial counted something else first.
    """
    read = [one for one in trial.outcomes if one.verified and one.endpoint == GROWTH]
    return tuple(one for one in read if one.primary) or tuple(read[:1])


def shown(every: Sequence[Found], wanted: Wanted, known: Facts) -> tuple[Found, ...]:
    """Those that a filter leaves. What is not known of the patient leaves a trial in."""
    return tuple(one for one in every if wanted == "all" or _concerns(one, wanted, known))


def _concerns(one: Found, wanted: Wanted, known: Facts) -> bool:
    of_the_site = known["site"] is None or known["site"] in one.sites
    return of_the_site and (wanted == "site" or one.fit.verdict != DOES_NOT_MEET)


def by_family(rows: Sequence[Found]) -> Iterator[tuple[Family, list[Found]]]:
    """The results of each family that has any, in their order."""
    for family in dict.fromkeys(one.family.id for one in rows):
        of_it = [one for one in rows if one.family.id == family]
        yield of_it[0].family, of_it
