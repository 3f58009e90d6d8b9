"""What the blocks of a page in steps are made from: page, content, and the learner's patient."""

from dataclasses import dataclass

from netlogic.content import Library
from netlogic.patient import Facts, Patient, facts
from pages.parts import inputs


@dataclass(frozen=True)
class Carried:
    """A page by the last part of its address, and the content around it."""

    page: str
    content: Library

    @property
    def patient(self) -> Patient:
        """The learner's patient, with nothing known where nothing was told."""
        return inputs.held() or Patient()

    @property
    def known(self) -> Facts:
        """What is known of the learner's patient."""
        return facts(self.patient)

    def key(self, block: str) -> str:
        """The key of a block's widget, table or figure: one for each page."""
        return f"{self.page}_{block}"
