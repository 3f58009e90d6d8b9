"""An option as it stands for the learner's patient, and with something supposed."""

from dataclasses import dataclass

from netlogic.content import Library
from netlogic.pathway import OptionReading, Reading, Standing


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """One option in two readings."""

    option: str
    before: OptionReading
    after: OptionReading

    @property
    def changed(self) -> bool:
        """Whether its standing is another, or could be."""
        return (self.before.standing, self.before.could_be) != (
            self.after.standing,
            self.after.could_be,
        )


def before_after(before: Reading, after: Reading, content: Library) -> list[BeforeAfter]:
    """The options that lead or could in either reading or differ, changed ones first."""
    every = [
        BeforeAfter(id_, before.options[id_], after.options[id_])
        for id_, option in content.options.items()
        if option.lane == "tumour"
    ]
    shown = [one for one in every if one.changed or _counts(one.before) or _counts(one.after)]
    return sorted(shown, key=lambda one: (not one.changed, content.options[one.option].order))


def _counts(read: OptionReading) -> bool:
    return max(read.standing, read.could_be) >= Standing.EMERGING
