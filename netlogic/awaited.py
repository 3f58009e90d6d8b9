"""Trials without a result yet, and evidence that could change a mind beside who could bring it."""

from collections.abc import Mapping, Sequence
from typing import Literal

from netlogic import words
from netlogic.content import Library
from netlogic.learning import Compared
from netlogic.topics import Evidence

Mark = Literal["would", "would-not"]
MARKS: dict[Mark, str] = {"would": "would change my mind", "would-not": "would not"}
NOBODY = "no trial was found that could bring it"


def awaited(
    marks: Mapping[str, Mark], evidence: Sequence[Evidence], content: Library
) -> list[Compared]:
    """Every piece of evidence beside the learner's mark: who could bring it, and what is known.

    There is no right mark, so none differs.
    """
    return [
        Compared(
            label=one.label,
            yours=MARKS[marks[one.id]],
            ours=brings(one, content),
            same=True,
            reason=one.coming,
            sources=one.sources,
        )
        for one in evidence
    ]


def brings(one: Evidence, content: Library) -> str:
    """`NETTER-3`: the trials that could bring it, or that none was found."""
    names = [content.trials[id_].name for id_ in one.trials if id_ in content.trials]
    return words.joined(names) or NOBODY


def running(content: Library) -> tuple[str, ...]:
    """The trials of the content that have no result yet, by name."""
    found = [id_ for id_, trial in content.trials.items() if trial.status == "no result yet"]
    return tuple(sorted(found, key=lambda id_: content.trials[id_].name))
