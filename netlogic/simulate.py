"""The generative models of the PFS lab, with the formulae that they are tested against.

Times are months. Every chance comes from `draws`: the same seed and name give the same numbers, the
first of them the same however many are asked for. So a slider changes only what it should: more
patients leave the earlier ones as they were, and another hazard ratio moves every patient alike.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from netlogic.survival import Arm, Cox, Flags, Numbers, arm, cox

LN2 = math.log(2)
TINY = 1e-9  # months: what happens at the very start still takes some time


def stream(seed: int, name: str) -> np.random.Generator:
    """Where the chance of one thing comes from; that of another name is unrelated."""
    return np.random.default_rng((seed, crc32(name.encode())))


def draws(seed: int, name: str, n: int) -> Numbers:
    """Numbers from 0 to 1, evenly spread."""
    return stream(seed, name).random(n)


def loads(seed: int, name: str, n: int) -> Numbers:
    """How much hazard each patient withstands: exponential with mean 1."""
    return -np.log1p(-draws(seed, name, n))


def times(load: Numbers, median: float, hr: float = 1, shape: float = 1) -> Numbers:
    """Months until each load is used up.

    `hr` multiplies the hazard of a patient whose median is `median`. With shape 1 the hazard is
    constant, above 1 it rises with time, below 1 it falls (Weibull): it is proportional always.
    """
    result: Numbers = median * (load / (LN2 * hr)) ** (1 / shape) + TINY
    return result


def late(load: Numbers, median: float, hr: float, lag: float) -> Numbers:
    """Months until each load is used up where the hazard ratio holds only after `lag` months."""
    rate = LN2 / median
    before = load / rate
    after = lag + (load - rate * lag) / (rate * hr)
    return np.where(load > rate * lag, after, before) + TINY


def followed(chance: Numbers, accrual: float, follow_up: float) -> Numbers:
    """Months until the analysis: patients came in evenly over `accrual` months, the last of them
    `follow_up` months before it.
    """
    result: Numbers = follow_up + accrual * chance
    return result


def seen(happens: Numbers, until: Numbers | float) -> Arm:
    """What is known of patients who are observed until then."""
    ends = np.broadcast_to(until, happens.shape)
    return arm(np.minimum(happens, ends), happens <= ends)


def scanned(happens: Numbers, every: float) -> Numbers:
    """When what happened is found: at the first scan after it."""
    result: Numbers = np.ceil(happens / every) * every
    return result


@dataclass(frozen=True, eq=False)
class Pair:
    """The two arms of a simulated trial."""

    experimental: Arm
    control: Arm

    @property
    def n(self) -> int:
        """How many patients in all."""
        return self.experimental.n + self.control.n

    @property
    def events(self) -> int:
        """How many events in all."""
        return int(self.experimental.events.sum() + self.control.events.sum())

    @property
    def cox(self) -> Cox | None:
        """The hazard ratio; None where it is not estimable."""
        return cox(self.experimental, self.control)


@dataclass(frozen=True, eq=False)
class Loads:
    """What every patient of two arms withstands, half of `n` in each, and when each came in."""

    experimental: Numbers
    control: Numbers
    came_experimental: Numbers
    came_control: Numbers

    def pair(
        self,
        of: Callable[[Numbers, bool], Numbers],
        accrual: float,
        follow_up: float,
    ) -> Pair:
        """Both arms as observed; `of` gives the times of an arm, told whether it is treated."""
        return Pair(
            seen(of(self.experimental, True), followed(self.came_experimental, accrual, follow_up)),
            seen(of(self.control, False), followed(self.came_control, accrual, follow_up)),
        )


def two_arms(seed: int, n: int, name: str = "progression") -> Loads:
    """The loads of a trial of `n` patients, randomised one to one."""
    half = n // 2
    return Loads(
        loads(seed, f"{name} experimental", half),
        loads(seed, f"{name} control", half),
        draws(seed, "came experimental", half),
        draws(seed, "came control", half),
    )


def trial(
    seed: int,
    n: int,
    median: float,
    hr: float,
    *,
    shape: float = 1,
    accrual: float = 12,
    follow_up: float = 12,
) -> Pair:
    """A trial whose control arm has this median, and whose true hazard ratio is `hr`."""

    def of(load: Numbers, treated: bool) -> Numbers:
        return times(load, median, hr if treated else 1, shape)

    return two_arms(seed, n).pair(of, accrual, follow_up)


# ----------------------------------------------------------------------- what may bend the picture
def leaving(
    happens: Numbers, leaves: Numbers, how_near: Numbers, until: Numbers | float, share: float
) -> Arm:
    """Patients of whom this share leaves just before what would have happened (informative
    censoring): in the last fifth of their time, those whose chance `leaves` is below the share.
    """
    gone = leaves < share
    leaves_at = np.where(gone, happens * (0.8 + 0.199 * how_near), np.inf)
    return seen(happens, np.minimum(leaves_at, until))


@dataclass(frozen=True, eq=False)
class Fates:
    """Of the same patients: months to progression and to death without progression before it."""

    progression: Numbers
    death: Numbers

    @property
    def pfs(self) -> Numbers:
        """Months to whichever comes first."""
        return np.minimum(self.progression, self.death)

    @property
    def death_first(self) -> Flags:
        """Who died before any progression."""
        return self.death < self.progression


def fates(seed: int, n: int, progression: float, death: float, name: str = "") -> Fates:
    """Patients with these medians of two unrelated hazards."""
    return Fates(
        times(loads(seed, f"{name}progression", n), progression),
        times(loads(seed, f"{name}death", n), death),
    )


def crossing(
    progression: Numbers,
    life: Numbers,
    crosses: Flags | bool,
    median: float,
    hr: float,
) -> Numbers:
    """Months to death of control patients, some of whom get the drug at progression.

    `life` is the load that each withstands; from progression on, the hazard of those who cross is
    `hr` times that of the others.
    """
    rate = LN2 / median
    used = rate * progression
    crossed = progression + (life - used) / (rate * hr)
    return np.where(np.logical_and(crosses, life > used), crossed, life / rate) + TINY


# ------------------------------------------------------------------------------------ the formulae
def survival(t: float | Numbers, median: float, hr: float = 1, shape: float = 1) -> Numbers:
    """The share without the event at months `t`, 0 to 1: the model itself, without chance."""
    result: Numbers = np.exp(-LN2 * hr * (np.asarray(t, dtype=np.float64) / median) ** shape)
    return result


def survival_late(t: float | Numbers, median: float, hr: float, lag: float) -> Numbers:
    """The same where the hazard ratio holds only after `lag` months."""
    t = np.asarray(t, dtype=np.float64)
    passed = np.minimum(t, lag) + hr * np.maximum(t - lag, 0)
    result: Numbers = np.exp(-LN2 / median * passed)
    return result


def median_of(median: float, hr: float, shape: float = 1) -> float:
    """The treated median: with a constant hazard the control's divided by the hazard ratio."""
    return float(median * hr ** (-1 / shape))


def event_share(median: float, accrual: float, follow_up: float) -> float:
    """The share who have the event before the analysis, 0 to 1."""
    rate = LN2 / median
    if accrual == 0:
        return 1 - math.exp(-rate * follow_up)
    gone = math.exp(-rate * follow_up) - math.exp(-rate * (accrual + follow_up))
    return 1 - gone / (rate * accrual)


def apparent_median(median: float, share: float) -> float:
    """The median that is read where this share leaves just before the event."""
    return median / (1 - share)


def scan_delay(median: float, every: float) -> float:
    """By how many months, on average, a scan finds what happened later than it happened."""
    rate = LN2 / median
    return every / (1 - math.exp(-rate * every)) - 1 / rate


def scan_median(median: float, every: float) -> float:
    """The median that is read: the first scan at or after the true one."""
    return math.ceil(median / every - 1e-9) * every


def pfs_median(progression: float, death: float) -> float:
    """The median of whichever comes first."""
    return 1 / (1 / progression + 1 / death)


def progressed_first(t: float, progression: float, death: float) -> float:
    """The share who have progressed by `t` before dying, 0 to 1 (cumulative incidence)."""
    rates = LN2 / progression, LN2 / death
    return rates[0] / sum(rates) * (1 - math.exp(-sum(rates) * t))


def rmst(median: float, until: float, hr: float = 1) -> float:
    """Mean months without the event up to `until`, with a constant hazard."""
    rate = LN2 / median * hr
    return (1 - math.exp(-rate * until)) / rate


def rmst_late(median: float, until: float, hr: float, lag: float) -> float:
    """The same where the hazard ratio holds only after `lag` months."""
    if until <= lag:
        return rmst(median, until)
    rate = LN2 / median
    later = (1 - math.exp(-rate * hr * (until - lag))) / (rate * hr)
    return rmst(median, lag) + math.exp(-rate * lag) * later if lag else later


def rmst_weibull(median: float, until: float, hr: float, shape: float) -> float:
    """Mean months without the event up to `until` for any shape, by Simpson's rule."""
    t = np.linspace(0, until, 401)
    s = survival(t, median, hr, shape)
    return float(until / 1200 * (s[0] + 4 * s[1:-1:2].sum() + 2 * s[2:-1:2].sum() + s[-1]))


def log_width(events: float, *, z: float = 1.959964) -> float:
    """How wide the interval of a hazard ratio is on the log scale, from its events alone."""
    return 4 * z / math.sqrt(events)


def power(events: float, hr: float, *, z: float = 1.959964) -> float:
    """How often a trial shows a benefit, 0 to 1 (Schoenfeld)."""
    return 0.5 * math.erfc(-(math.sqrt(events) / 2 * abs(math.log(hr)) - z) / math.sqrt(2))


def widest_gap(hr: float) -> float:
    """The control's share at which two curves of this hazard ratio lie farthest apart, 0 to 1."""
    return float(hr ** (1 / (1 - hr))) if abs(hr - 1) > 1e-9 else 1 / math.e
