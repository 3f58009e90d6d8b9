"""What the blocks of a topic's page are made from."""

from dataclasses import dataclass

from netlogic.topics import Topic
from pages.parts.carried import Carried


@dataclass(frozen=True)
class Shown(Carried):
    """A topic with its page and the content around it."""

    topic: Topic
