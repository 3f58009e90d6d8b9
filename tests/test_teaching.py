"""What is taught about a trial: predictions, questions, the checklist, and that no step tells a
result before it was predicted.
"""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from netlogic.appraisal import compared, complete, left
from netlogic.library import library
from netlogic.predictions import Published, answer, figure, gap, verdict
from netlogic.side_by_side import TITLES, SideBySide
from netlogic.teaching import (
    BEFORE_THE_RESULT,
    CONCERNS,
    SHORTEST,
    STEPS,
    Alternative,
    Concern,
    Dial,
    Passage,
    Question,
    Walk,
)
from netlogic.teaching_checks import checked_teaching, texts, typed_figure

LIBRARY = library()
WALKS = list(LIBRARY.walks)
DIALS = [(id_, dial) for id_, walk in LIBRARY.walks.items() for dial in walk.dials]
LONGEST = {"desk": 180, "room": 90}  # words of a step: a minute, and a screen at 24 px
TWELVE = "one two three four five six seven eight nine ten eleven twelve"


def side_by_side() -> SideBySide:
    assert LIBRARY.side_by_side is not None
    return LIBRARY.side_by_side


def questions() -> list[Question]:
    pages = (*LIBRARY.walks.values(), *LIBRARY.topics.values())
    asked = [question for page in pages for question in page.questions]
    return [*asked, side_by_side().question]


def dial(**parts: Any) -> Dial:
    said: dict[str, Any] = {"id": "a", "label": "A", "short": "placebo", "outcome": "x", "arm": "p"}
    said |= {"part": "rates", "unit": "%", "limits": (0, 100), "step": 1, "start": 50, "margin": 5}
    said |= {"high": f"high {TWELVE}", "low": f"low {TWELVE}", "close": f"close {TWELVE}"}
    return Dial.model_validate(said | parts)


# Walks


def test_both_trials_are_told_as_walks_and_side_by_side() -> None:
    assert WALKS == ["clarinet", "promid"]
    assert {walk.trial for walk in LIBRARY.walks.values()} == {"promid", "clarinet"}
    assert side_by_side().trials == ("promid", "clarinet")


@pytest.mark.parametrize("id_", WALKS)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_takes_about_a_minute_and_fits_a_screen(id_: str, step: Any) -> None:
    part = LIBRARY.walks[id_].part(step)
    for to_a_room, limit in ((False, LONGEST["desk"]), (True, LONGEST["room"])):
        shown = part.shown(to_a_room=to_a_room)
        said = [part.said(to_a_room=to_a_room)]
        said += [f"{one.title} {one.said(to_a_room=to_a_room)}" for one in shown]
        assert shown
        assert len(" ".join(said).split()) <= limit


@pytest.mark.parametrize("id_", WALKS)
def test_a_room_reads_two_lines_where_a_reader_reads_more(id_: str) -> None:
    walk = LIBRARY.walks[id_]
    for step in STEPS:
        for passage in walk.part(step).shown(to_a_room=True):
            said = passage.said(to_a_room=True)
            assert len(said) <= 200, said
            assert len(said) <= len(passage.text), said


@pytest.mark.parametrize("id_", WALKS)
def test_every_passage_of_a_result_says_what_was_found(id_: str) -> None:
    assert all(passage.title for passage in LIBRARY.walks[id_].result.passages)


@pytest.mark.parametrize("id_", WALKS)
def test_what_a_page_computes_has_its_place(id_: str) -> None:
    walk = LIBRARY.walks[id_]
    kinds = {step: {p.kind for p in walk.part(step).passages} - {None} for step in STEPS}
    assert kinds["who"] == {"fit", "baseline"}
    assert kinds["done"] == {"conduct"}
    assert kinds["predict"] == {"dials"}
    assert kinds["result"] - {"months"} == {"curve", "formats"}
    assert kinds["catch"] - {"extension"} == {"survival", "subgroups", "harms", "appraisal"}
    assert kinds["monday"] == {"options", "labels"}
    found = [p.kind for step in STEPS for p in walk.part(step).passages if p.kind]
    assert len(found) == len(set(found))


def test_what_belongs_to_clarinet_alone_stands_there() -> None:
    kinds = {
        id_: {p.kind for step in STEPS for p in walk.part(step).passages}
        for id_, walk in LIBRARY.walks.items()
    }
    assert kinds["clarinet"] - kinds["promid"] == {"months", "extension"}
    assert LIBRARY.walks["clarinet"].extension == "clarinet-extension"


@pytest.mark.parametrize("id_", WALKS)
def test_no_figure_that_a_dial_asks_for_is_read_before_it_is_set(id_: str) -> None:
    """Not only its token: the number itself, however it came into a text."""
    walk = LIBRARY.walks[id_]
    early = [text for step in BEFORE_THE_RESULT for _, text in texts(walk.part(step))]
    early += [walk.subtitle, *(one.label for one in walk.dials)]
    early += [t for q in walk.questions if q.step in BEFORE_THE_RESULT for _, t in texts(q)]
    trial = LIBRARY.trials[walk.trial]
    numbers = [v.value for fact in trial.baseline for v in fact.values if v.value is not None]
    alike = {f"{number:g} %" for number in numbers}  # by coincidence
    for one in walk.dials:
        published = answer(one, trial)
        assert published
        said = figure(one, published)
        assert said in alike or not [text for text in early if said in text], said


@pytest.mark.parametrize("id_", WALKS)
def test_every_token_of_a_walk_was_filled(id_: str) -> None:
    for place, text in texts(LIBRARY.walks[id_]):
        assert "{" not in text and "figure missing" not in text, place


def test_a_passage_that_quotes_a_figure_names_its_source() -> None:
    Passage(text="Half had progressed.")
    with pytest.raises(ValidationError, match="names its source"):
        Passage(text="Half had progressed by {promid ttp placebo}.")


# Figures in prose


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At 24 months 65.1 % were free of progression.", "65.1 %"),
        ("The median was 14.3 months.", "14.3 months"),
        ("A median of 18 months", "of 18"),
        ("HR 2 is large", "HR 2"),
        ("In 38 of 43 patients", "of 43"),
        ("The ratio, 0.47", "0.47"),
        ("{promid ttp} at 6 months", ""),
        ("Ki-67 below 10 % and more than 25 % of the liver", ""),
        ("At most 10 % of the liver", ""),
        ("ESMO's field test of 2017", ""),
        ("of 100 people", ""),
        ("96 weeks of 28-day months", ""),
        ("126 months", "126 months"),
        ("110 % of", "110 %"),
    ],
)
def test_a_result_in_prose_is_quoted_by_a_token_and_never_typed(text: str, found: str) -> None:
    assert typed_figure(text) == found


# Predictions


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (74.1, "close"),
        (54, "close"),
        (65, "close"),
        (74.2, "too high"),
        (53.9, "too low"),
        (0, "too low"),
        (100, "too high"),
    ],
)
def test_a_guess_inside_the_published_interval_is_close(guess: float, said: str) -> None:
    assert verdict(dial(), guess, Published(65.1, 54.0, 74.1)) == said


@pytest.mark.parametrize(
    ("guess", "said"), [(28, "close"), (38, "close"), (27.9, "too low"), (38.1, "too high")]
)
def test_without_an_interval_the_margin_decides(guess: float, said: str) -> None:
    assert verdict(dial(), guess, Published(33, None, None)) == said


def test_an_interval_on_one_side_narrows_nothing() -> None:
    assert verdict(dial(), 60, Published(65, 50, None)) == "close"
    assert verdict(dial(), 70, Published(65, 50, None)) == "close"
    assert verdict(dial(), 71, Published(65, 50, None)) == "too high"


@pytest.mark.parametrize(("guess", "why"), [(45, "high"), (10, "low"), (33, "close")])
def test_the_gap_names_guess_and_figure_and_says_why_the_guess_tempts(guess: int, why: str) -> None:
    found = gap(dial(), guess, Published(33.0, 23.0, 43.3))
    assert found.sentence == f"You predicted {guess} % for placebo; it was 33 %."
    assert found.why.startswith(why)


def test_months_are_quoted_as_everywhere_else() -> None:
    months = dial(part="medians", unit="months")
    assert figure(months, Published(6.0, None, None)) == "6.0 months"


@pytest.mark.parametrize(("id_", "one"), DIALS, ids=lambda value: getattr(value, "id", value))
def test_a_dial_begins_away_from_its_answer_and_can_reach_it(id_: str, one: Dial) -> None:
    published = answer(one, LIBRARY.trials[LIBRARY.walks[id_].trial])
    assert published is not None
    assert one.limits[0] < published.value < one.limits[1]
    assert verdict(one, one.start, published) != "close"
    guesses = (*one.limits, published.value)
    said = {gap(one, guess, published).why for guess in guesses}
    assert said == {one.high, one.low, one.close}


@pytest.mark.parametrize("id_", WALKS)
def test_the_dials_of_one_kind_begin_alike_so_that_no_arm_is_favoured(id_: str) -> None:
    rates = [one for one in LIBRARY.walks[id_].dials if one.part == "rates"]
    assert len({(one.start, one.limits, one.step) for one in rates}) == 1
    assert len({one.arm for one in rates}) == 2


def test_a_figure_that_is_not_verified_answers_nothing() -> None:
    walk = LIBRARY.walks["promid"]
    trial = LIBRARY.trials["promid"]
    unsure = tuple(one.model_copy(update={"verified": False}) for one in trial.outcomes)
    for one in walk.dials:
        assert answer(one, trial)
        assert answer(one, trial.model_copy(update={"outcomes": unsure})) is None
        assert answer(one.model_copy(update={"arm": "nobody"}), trial) is None


def test_a_median_that_was_not_reached_answers_nothing() -> None:
    parts = {"part": "medians", "unit": "months", "outcome": "pfs"}
    trial = LIBRARY.trials["clarinet"]
    assert answer(dial(arm="lanreotide", **parts), trial) is None
    assert answer(dial(arm="placebo", **parts), trial) == Published(18.0, 12.1, 24.0)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"start": 101}, "start: 101 is outside 0 to 100"),
        ({"unit": "months"}, "rates are %"),
        ({"close": "Close."}, "at least 12 words"),
    ],
)
def test_a_dial_that_cannot_work_is_refused(parts: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        dial(**parts)


# Questions


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.id)
def test_every_answer_is_explained_and_every_wrong_one_is_a_known_mistake(asked: Question) -> None:
    assert 3 <= len(asked.alternatives) <= 4
    assert len({one.words for one in asked.alternatives}) == len(asked.alternatives)
    for one in asked.alternatives:
        assert len(one.why.split()) >= SHORTEST
        assert one.right != (one.misconception in LIBRARY.misconceptions)


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.id)
def test_the_right_answer_is_not_the_longest(asked: Question) -> None:
    longest = max(asked.alternatives, key=lambda one: len(one.words))
    assert not longest.right


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.id)
def test_the_stem_says_nothing_of_the_right_answer(asked: Question) -> None:
    assert asked.right.words not in asked.stem
    assert asked.stem.endswith("?")


def alternatives(*right: bool) -> list[dict[str, Any]]:
    return [
        {"id": f"a{n}", "words": "A", "why": TWELVE, "right": is_right}
        | ({} if is_right else {"misconception": "m1"})
        for n, is_right in enumerate(right)
    ]


@pytest.mark.parametrize("right", [(False, False, False), (True, True, False)])
def test_a_question_has_exactly_one_right_answer(right: tuple[bool, ...]) -> None:
    whole: dict[str, Any] = {"id": "q", "step": "catch", "stem": "Which?", "sources": ["a"]}
    assert Question.model_validate(whole | {"alternatives": alternatives(True, False, False)})
    with pytest.raises(ValidationError, match="exactly one is right"):
        Question.model_validate(whole | {"alternatives": alternatives(*right)})


def test_an_answer_is_right_or_names_its_mistake() -> None:
    for parts in ({"right": True, "misconception": "m1"}, {"right": False}):
        with pytest.raises(ValidationError, match="a wrong answer names one"):
            Alternative.model_validate({"id": "a", "words": "A", "why": TWELVE} | parts)


# The checklist


def marked(walk: Walk, concern: Concern = "none") -> dict[str, Concern]:
    return {one.domain: concern for one in walk.appraisal}


@pytest.mark.parametrize("id_", WALKS)
def test_ours_is_shown_only_once_every_point_is_marked(id_: str) -> None:
    walk = LIBRARY.walks[id_]
    marks = marked(walk)
    assert complete(marks, walk) and not left(marks, walk)
    assert len(compared(marks, walk, LIBRARY)) == len(LIBRARY.appraisal)
    last = walk.appraisal[-1].domain
    short = {domain: mark for domain, mark in marks.items() if domain != last}
    assert not complete(short, walk) and left(short, walk) == (last,)
    assert compared(short, walk, LIBRARY) == ()


@pytest.mark.parametrize("id_", WALKS)
def test_each_point_is_compared_in_words_with_a_reason_and_a_source(id_: str) -> None:
    walk = LIBRARY.walks[id_]
    for one in compared(marked(walk, "serious"), walk, LIBRARY):
        assert one.yours == CONCERNS["serious"]
        assert one.ours in CONCERNS.values()
        assert one.same == (one.yours == one.ours)
        assert one.sources and len(one.reason.split()) > 5


@pytest.mark.parametrize("id_", WALKS)
def test_the_checklist_is_answered_in_its_own_order(id_: str) -> None:
    assert [one.domain for one in LIBRARY.walks[id_].appraisal] == list(LIBRARY.appraisal)


def test_what_could_not_be_read_is_marked_as_not_to_be_told() -> None:
    for walk in LIBRARY.walks.values():
        ours = {one.domain: one.ours for one in walk.appraisal}
        assert ours["funding"] == "unclear"


# Misconceptions


def test_the_misconceptions_are_told_and_each_is_met_somewhere() -> None:
    assert {f"m{n}" for n in range(1, 12)} <= set(LIBRARY.misconceptions)
    numbers = [int(id_[1:]) for id_ in LIBRARY.misconceptions]
    assert numbers == sorted(numbers)
    places = {f"{id_} {step}" for id_ in WALKS for step in STEPS}
    places |= {f"side_by_side {step}" for step in TITLES}
    places |= {f"{id_} {step}" for id_, topic in LIBRARY.topics.items() for step in topic.titles}
    for id_, mistake in LIBRARY.misconceptions.items():
        assert set(mistake.met) <= places, id_


def test_a_question_that_counters_a_misconception_stands_where_it_is_met() -> None:
    every = {**LIBRARY.walks, **LIBRARY.topics}
    for page, asked in [(i, q) for i, one in every.items() for q in one.questions]:
        mistakes = {one.misconception for one in asked.alternatives if one.misconception}
        met = {place for mistake in mistakes for place in LIBRARY.misconceptions[mistake].met}
        assert f"{page} {asked.step}" in met, asked.id


# Side by side


def test_every_point_of_the_comparison_is_told() -> None:
    rows = {row.id for row in side_by_side().rows}
    assert {"primary", "hormones", "receptors", "ki67", "growth-before", "liver-load"} <= rows
    assert {"drug", "endpoint", "scans", "calendar", "reported", "crossover"} <= rows
    assert {"size", "events", "hazard-ratio", "absolute", "median", "survival"} <= rows
    assert {"quality-of-life", "funding"} <= rows
    assert {row.step for row in side_by_side().rows} == {"people", "conduct", "results"}


def test_the_endpoints_are_named_wherever_the_ratios_stand() -> None:
    [row] = [row for row in side_by_side().rows if row.id == "hazard-ratio"]
    assert row.cells[0].endswith("of TTP") and row.cells[1].endswith("of PFS")


def test_those_outside_are_found_by_their_facts() -> None:
    outside = {one.id: one for one in side_by_side().outside}
    assert {"lung", "ki67", "hindgut", "no-receptors"} <= set(outside)
    assert outside["lung"].trials == ("spinet",)
    assert set(outside["ki67"].trials) == {"clarinet-forte", "netter-2"}


# The check


def test_without_its_trial_a_walk_is_at_fault_and_nothing_breaks() -> None:
    said: list[str] = []
    lost = replace(LIBRARY, trials={}, references={}, misconceptions={}, appraisal={})
    checked_teaching(lost, lambda *parts: said.append(": ".join(parts)), lambda *parts: parts[-1])
    assert "walks/promid.toml: trial: there is no content/trials/promid.toml" in said
    assert any("there is no 'm9' in misconceptions.toml" in line for line in said)
    assert any("'size' is not in appraisal.toml" in line for line in said)
    assert any(line.startswith("side_by_side.toml: trials: ") for line in said)
