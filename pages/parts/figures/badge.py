"""The badge inside every figure: whether it shows what was published, computed or made up."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from netlogic import cohorts
from pages.parts.figures.palette import INK, MUTED, PAGE


@dataclass(frozen=True)
class Badge:
    """Two short lines in the figure; the notes say more, in files."""

    title: str
    line: str
    notes: tuple[str, ...] = ()


def synthetic(made: cohorts.Badge) -> Badge:
    """Of a cohort that was made to fit published figures."""
    notes = (
        *(f"Fitted to: {words}" for words in made.fitted),
        *(f"Not to be read from it: {words}" for words in made.not_to_be_read),
    )
    return Badge("Synthetic cohort: not patient data", "made to fit published figures", notes)


def published(source: str) -> Badge:
    """Of figures as a source gives them."""
    return Badge("Published values", source)


def computed(origin: str) -> Badge:
    """Of arithmetic on published figures; `origin` names them."""
    return Badge("Computed by us", f"from {origin}")


def in_words(badge: Badge) -> str:
    """Both lines as one sentence."""
    return f"{badge.title}, {badge.line}."


def note(badge: Badge, size: int, top: int, *, lines: int = 2) -> dict[str, Any]:
    """The badge at the right end of the margin of `top` px above a plot, on one or two lines."""
    first, second = only("badge", f"<b>{badge.title}</b>"), only("badge", badge.line)
    look = {"showarrow": False, "align": "right", "bgcolor": PAGE, "bordercolor": MUTED}
    place = {"xref": "paper", "x": 1, "xanchor": "right", "yref": "paper", "y": 1, "yanchor": "top"}
    font = {"size": size, "color": INK}
    text = f"{first}{', ' if lines == 1 else '<br>'}{second}"
    return {"text": text, "font": font, "borderpad": 3, "yshift": top - 1, **look, **place}


def only(where: str, text: str) -> str:
    """A text that the style of the page can find: a `badge`, or for `wide` or `narrow` screens."""
    return f'<span style="--is:{where}">{text}</span>'


def comments(title: str, subtitle: str, badge: Badge) -> Iterable[str]:
    """The first lines of a file: what it is, and what it is not."""
    said = (title, subtitle, in_words(badge), *badge.notes)
    yield from (f"# {line}" for line in said if line)
