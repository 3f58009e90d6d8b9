"""What the blocks of a topic's page are made from."""

from dataclasses import dataclass

from netlogic.content import Library
from netlogic.patient import Facts, Patient, facts
from netlogic.topics import Topic
from pages.parts import inputs


@dataclass(frozen=True)
class Shown:
    """A topic with its page and the content around it."""

    page: str
    topic: Topic
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
