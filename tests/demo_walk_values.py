"""What the invented walk of demo_walk.py judges and compares."""

from dataclasses import dataclass

from netlogic.learning import Compared


@dataclass(frozen=True)
class Point:
    label: str
    asks: str


asked: list[dict[str, str]] = []


def compared(marks: dict[str, str]) -> tuple[Compared, ...]:
    """Both readings; `asked` keeps what they were asked for."""
    asked.append(marks)
    return tuple(
        Compared(point, mark, "some", mark == "some", "OURS") for point, mark in marks.items()
    )
