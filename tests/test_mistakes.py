"""Mistakes that are met often stand at the steps where they are met, and each stands somewhere."""

import pytest

from netlogic.library import library
from netlogic.side_by_side import TITLES as STEPS_BESIDE
from netlogic.teaching import STEPS
from pages.parts import mistakes

LIBRARY = library()
WALKS = tuple(LIBRARY.walks)


@pytest.mark.parametrize("walk", WALKS)
def test_mistakes_stand_at_the_steps_where_they_are_met(walk: str) -> None:
    shown = {row["id"] for step in STEPS for row in mistakes.rows(walk, step, LIBRARY)}
    assert shown == {
        id_
        for id_, one in LIBRARY.misconceptions.items()
        if any(place.split()[0] == walk for place in one.met)
    }


def test_every_mistake_is_shown_somewhere() -> None:
    steps = [(walk, step) for walk in WALKS for step in STEPS]
    steps += [("side_by_side", step) for step in STEPS_BESIDE]
    steps += [(page, step) for page, topic in LIBRARY.topics.items() for step in topic.titles]
    shown = {row["id"] for at in steps for row in mistakes.rows(*at, LIBRARY)}
    assert shown == set(LIBRARY.misconceptions)
