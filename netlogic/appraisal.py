"""The learner's appraisal of a trial beside ours, which is shown only once theirs is whole."""

from collections.abc import Mapping

from netlogic.content import Library
from netlogic.learning import Compared
from netlogic.teaching import CONCERNS, Concern, Walk


def left(marks: Mapping[str, Concern], walk: Walk) -> tuple[str, ...]:
    """The domains without a mark, in the order of the checklist."""
    return tuple(one.domain for one in walk.appraisal if one.domain not in marks)


def complete(marks: Mapping[str, Concern], walk: Walk) -> bool:
    """Whether every domain has a mark, so that ours may be shown."""
    return not left(marks, walk)


def compared(marks: Mapping[str, Concern], walk: Walk, content: Library) -> tuple[Compared, ...]:
    """Both readings side by side; nothing before the learner's is whole."""
    if not complete(marks, walk):
        return ()
    return tuple(
        Compared(
            label=content.appraisal[one.domain].label,
            yours=CONCERNS[marks[one.domain]],
            ours=CONCERNS[one.ours],
            same=marks[one.domain] == one.ours,
            reason=one.reason,
            sources=one.sources,
        )
        for one in walk.appraisal
    )
