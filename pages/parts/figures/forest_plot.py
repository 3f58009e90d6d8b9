"""What a forest of hazard ratios shows, as values."""

from dataclasses import dataclass

from pages.parts.figures.badge import Badge


@dataclass(frozen=True)
class Row:
    """One line; what no source gives is `None`, and is said to be not reported.

    `detail` stands under its name, in smaller type; rows of one `group` stand under its heading.
    """

    name: str
    n: int | None
    hr: float | None
    low: float | None
    high: float | None
    whole: bool = False
    note: str = ""
    detail: str = ""
    group: str = ""


@dataclass(frozen=True)
class Plot:
    """Rows from the top; `axis` says which ratio, `favours` what each side of 1 speaks for."""

    title: str
    subtitle: str
    axis: str
    favours: tuple[str, str]
    rows: tuple[Row, ...]
    badge: Badge
    level: int = 95
