"""A body of lesions: what a receptor scan and an FDG-PET show of each, and what follows for all.

`None` is not known. Whatever is derived is known only where every way to fill the gaps agrees.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from netlogic.patient import Value

Treatment = Literal["ssa", "prrt"]
Reach = Literal["reached", "border", "missed", "unknown"]
SCORES = range(5)  # the Krenning scale: 0 none to 4 above spleen (krenning-scale)
# Uptake about equal to liver. Below it a lesion has no target, for an SSA as for PRRT; for PRRT it
# is the border itself (krenning-scale, lutathera-labels, uptodate-algorithm).
LIVER = 2
_UNKNOWN = "u"
_CODE = re.compile(r"(?P<scores>[0-4u]+)(-(?P<fdg>[ynu]+))?", re.ASCII)
_AVID = {"y": True, "n": False, _UNKNOWN: None}


@dataclass(frozen=True, slots=True)
class Lesion:
    """One lesion: its Krenning score, and whether it takes up FDG."""

    krenning: int | None
    fdg: bool | None = None

    @property
    def negative(self) -> bool | None:
        """Whether it lacks receptors: uptake below liver."""
        return None if self.krenning is None else self.krenning < LIVER


@dataclass(frozen=True, slots=True)
class Body:
    """All lesions of one patient; without `scanned` no FDG-PET has been done."""

    lesions: tuple[Lesion, ...]
    scanned: bool = False

    def __post_init__(self) -> None:
        """A body has a lesion, and no FDG result without the scan."""
        if not self.lesions or (not self.scanned and any(one.fdg for one in self.lesions)):
            raise ValueError("a body has lesions, and FDG results only once the scan is done")

    @property
    def scores(self) -> tuple[int, ...]:
        """The scores that are known, lowest first."""
        return tuple(sorted(one.krenning for one in self.lesions if one.krenning is not None))

    @property
    def typical(self) -> int | None:
        """The score of the typical lesion: the middle one of all, of two the lower."""
        ends = {_middle(self.lesions, gap) for gap in (SCORES[0], SCORES[-1])}
        return ends.pop() if len(ends) == 1 else None

    @property
    def distribution(self) -> str | None:
        """Even, uneven or with negative lesions, as the pathway's fact has it."""
        if any(one.negative for one in self.lesions):
            return "negative-lesions"
        if any(one.krenning is None for one in self.lesions):
            return None
        return "homogeneous" if len(set(self.scores)) == 1 else "heterogeneous"

    @property
    def fdg(self) -> str | None:
        """What an FDG-PET shows beside the receptors, as the pathway's fact has it."""
        if not self.scanned:
            return "not-done"
        if any(one.fdg and one.negative for one in self.lesions):
            return "discordant"
        if any(one.fdg is not False and one.negative is not False for one in self.lesions):
            return None
        if any(one.fdg for one in self.lesions):
            return "concordant"
        return None if any(one.fdg is None for one in self.lesions) else "negative"

    @property
    def facts(self) -> dict[str, Value | None]:
        """What the pathway asks of the receptors."""
        return {"krenning": self.typical, "distribution": self.distribution, "fdg": self.fdg}

    @property
    def said(self) -> str:
        """The body as an address writes it: `4433u10`, and `4433u10-nnynnnn` with an FDG-PET."""
        marks = {avid: mark for mark, avid in _AVID.items()}
        scores = (_UNKNOWN if one.krenning is None else str(one.krenning) for one in self.lesions)
        fdg = [marks[one.fdg] for one in self.lesions]
        return "".join([*scores, *(["-", *fdg] if self.scanned else [])])


def body_in(said: str, count: int) -> Body | None:
    """The body that an address describes; None where it is none of so many lesions."""
    found = _CODE.fullmatch(said)
    if not found:
        return None
    scores, marks = found["scores"], found["fdg"] or _UNKNOWN * count
    if not len(scores) == len(marks) == count:
        return None
    return Body(
        tuple(
            Lesion(None if score == _UNKNOWN else int(score), _AVID[mark])
            for score, mark in zip(scores, marks, strict=True)
        ),
        scanned=bool(found["fdg"]),
    )


def reach(by: Treatment, lesion: Lesion) -> Reach:
    """Whether a treatment finds its target in a lesion."""
    if lesion.krenning is None:
        return "unknown"
    if lesion.krenning < LIVER:
        return "missed"
    return "border" if by == "prrt" and lesion.krenning == LIVER else "reached"


def where(body: Body, by: Treatment, wanted: Reach) -> tuple[int, ...]:
    """The places of the lesions that a treatment reaches so."""
    return tuple(at for at, one in enumerate(body.lesions) if reach(by, one) == wanted)


def fast_without_target(body: Body) -> tuple[int, ...]:
    """The places of the lesions that take up FDG and lack receptors."""
    return tuple(at for at, one in enumerate(body.lesions) if one.fdg and one.negative)


def _middle(lesions: Sequence[Lesion], gap: int) -> int:
    """The middle score with every unknown one taken to be `gap`."""
    scores = sorted(gap if one.krenning is None else one.krenning for one in lesions)
    return scores[(len(scores) - 1) // 2]
