"""What is not known yet: trials without a result, and evidence that could change a mind."""

from itertools import product

import pytest

from netlogic import awaited
from netlogic.awaited import MARKS, NOBODY
from netlogic.library import library
from pages.parts.topic import tables

LIBRARY = library()
EVIDENCE = LIBRARY.topics["upfront_prrt"].evidence


def test_trials_without_a_result_are_those_that_say_so_and_quote_none() -> None:
    found = awaited.running(LIBRARY)
    assert {"netter-3", "compose", "level"} <= set(found)
    for id_ in found:
        assert not LIBRARY.trials[id_].outcomes
        assert "no result" in LIBRARY.trials[id_].not_shown.lower() or (
            "nothing is known" in LIBRARY.trials[id_].not_shown.lower()
        )


def test_a_page_shows_the_waiting_trials_that_it_names() -> None:
    [shown] = [
        one
        for step in LIBRARY.topics["upfront_prrt"].steps
        for one in step.passages
        if one.kind == "running"
    ]
    rows = tables.running(shown.sources, LIBRARY)
    assert [row["id"] for row in rows] == ["compose", "level", "netter-3"]
    assert "sorento" in awaited.running(LIBRARY)


def test_evidence_comes_from_trials_that_have_no_result_yet() -> None:
    running = set(awaited.running(LIBRARY))
    for one in EVIDENCE:
        assert set(one.trials) <= running, one.id


def test_some_of_the_evidence_nobody_will_bring() -> None:
    brought = [awaited.brings(one, LIBRARY) for one in EVIDENCE]
    assert 0 < brought.count(NOBODY) < len(brought)
    assert "NETTER-3" in brought


@pytest.mark.parametrize(("first", "second"), list(product(MARKS, MARKS)))
def test_no_mark_is_right_or_wrong(first: awaited.Mark, second: awaited.Mark) -> None:
    marks = {one.id: first if n % 2 else second for n, one in enumerate(EVIDENCE)}
    found = awaited.awaited(marks, EVIDENCE, LIBRARY)
    assert all(one.same for one in found)
    assert [one.yours for one in found] == [MARKS[marks[one.id]] for one in EVIDENCE]
    assert [one.reason for one in found] == [one.coming for one in EVIDENCE]
    assert all(one.sources for one in found)
