"""The walk of steps, without a browser: where one is, and what is shown before a commitment."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from netlogic.learning import Compared
from netlogic.library import library
from pages.parts import checklist, walk
from tests import demo_walk_values

DEMO = Path(__file__).with_name("demo_walk.py")


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(DEMO), default_timeout=30)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    """Presses a button that can be pressed."""
    assert not app.button(key=key).disabled
    app.button(key=key).click().run()
    assert not app.exception
    return app


def step(app: AppTest) -> list[str]:
    return [heading.value for heading in app.header]


def words(app: AppTest) -> str:
    """All prose on the page."""
    return " ".join(block.value for block in [*app.markdown, *app.caption])


def in_address(app: AppTest) -> dict[str, str]:
    """What the page asks the browser to write into the address for its answers."""
    (_, pairs, _), _ = app.session_state["address_answers"]
    return dict(pairs)


def asked(app: AppTest) -> Sequence[str]:
    return [str(button.key) for button in app.button]


def predicted(app: AppTest) -> AppTest:
    """Turns one dial, keeps the other and reveals."""
    app.slider(key="answering-demo-dial-rate").set_value(45).run()
    app.checkbox(key="answering-demo-kept-median").check().run()
    return press(app, "lead-reveal")


def test_one_step_is_on_the_screen_and_next_leads_through_all() -> None:
    app = opened()
    seen = [step(app)]
    while "lead-walk_next" in asked(app):
        seen.append(step(press(app, "lead-walk_next")))
    assert seen == [["Question"], ["Predict"], ["Result"], ["Catch"]]
    assert app.query_params["step"] == "catch"


def test_next_says_where_it_leads() -> None:
    assert opened().button(key="lead-walk_next").label == "Next: Predict"
    assert opened(step="predict").button(key="lead-walk_next").label == "Next: the result"


def test_back_leads_to_the_first_step_which_no_address_names() -> None:
    app = opened(step="predict")
    assert step(press(app, "walk_back")) == ["Question"]
    assert "step" not in app.query_params
    assert app.button(key="walk_back").disabled


@pytest.mark.parametrize("forged", ["", "nowhere", "Result", "0", "result,catch"])
def test_a_forged_step_is_the_first(forged: str) -> None:
    assert step(opened(step=forged)) == ["Question"]


def test_a_move_keeps_every_other_parameter() -> None:
    app = opened(hepatic_burden="40", present="1")
    press(app, "lead-walk_next")
    assert app.query_params["hepatic_burden"] == "40"
    assert app.query_params["present"] == "1"


def test_where_one_is_and_what_is_left_is_said() -> None:
    steps = [walk.Step(id_, id_.title(), lambda: None, 0.75) for id_ in "abcd"]
    assert walk.progress(steps, 0) == ("Step 1 of 4", "A", "about 3 minutes left")
    assert walk.progress(steps, 2) == ("Step 3 of 4", "C", "about 2 minutes left")
    assert walk.progress(steps, 3) == ("Step 4 of 4", "D", "about 1 minute left")
    assert walk.progress(steps, None) == ("All 4 steps", "", "about 3 minutes")


def test_read_it_all_shows_every_step_with_its_heading_and_leads_back() -> None:
    app = press(opened(step="result"), "walk_whole")
    assert app.query_params["view"] == "all"
    assert step(app) == ["Question", "Predict", "Result", "Catch"]
    assert "lead-walk_next" not in asked(app)
    assert step(press(app, "walk_steps")) == ["Question"]


@pytest.mark.parametrize("query", [{"step": "result"}, {"step": "catch"}, {"view": "all"}])
def test_before_the_commitment_nothing_of_the_answer_is_on_the_page(query: dict[str, str]) -> None:
    app = opened(**query)
    assert "ANSWER" not in words(app)
    assert "Predict first" in words(app)


def test_predict_first_leads_to_the_dials() -> None:
    app = press(opened(step="catch"), "lead-predict-catch")
    assert step(app) == ["Predict"]


def test_reveal_waits_for_every_dial_to_be_turned_or_kept() -> None:
    app = opened(step="predict")
    assert app.button(key="lead-reveal").disabled
    app.slider(key="answering-demo-dial-rate").set_value(45).run()
    assert app.checkbox(key="answering-demo-kept-rate").value
    assert app.button(key="lead-reveal").disabled
    app.checkbox(key="answering-demo-kept-median").check().run()
    assert not app.button(key="lead-reveal").disabled


def test_dials_that_were_turned_stay_turned_on_other_steps() -> None:
    app = opened(step="predict")
    app.slider(key="answering-demo-dial-rate").set_value(45).run()
    press(press(app, "walk_back"), "lead-walk_next")
    assert app.slider(key="answering-demo-dial-rate").value == 45
    assert app.checkbox(key="answering-demo-kept-rate").value


def test_a_commitment_leads_to_the_result_and_stays() -> None:
    app = predicted(opened(step="predict"))
    assert step(app) == ["Result"]
    assert "ANSWER" in words(app) and "ANSWER beside" in words(app)
    assert in_address(app) == {"predicted": "45,12"}
    press(app, "walk_back")
    assert "45 %" in words(app) and "12 months" in words(app)
    assert not app.slider
    assert in_address(app) == {"predicted": "45,12"}


def test_a_reload_brings_the_commitment_back() -> None:
    app = opened(step="predict", predicted="45,12.5")
    assert "45 %" in words(app) and "12.5 months" in words(app)
    assert "ANSWER" in words(opened(step="result", predicted="45,12.5"))


@pytest.mark.parametrize("forged", ["45", "45,99", "yes", "45,12.3", "45,12,1"])
def test_a_forged_commitment_shows_nothing_and_leaves_the_address(forged: str) -> None:
    app = opened(step="result", predicted=forged)
    assert "ANSWER" not in words(app)
    assert in_address(app) == {}


def test_the_answer_can_be_shown_without_predicting_which_is_kept_as_that() -> None:
    app = press(opened(step="catch"), "skip-catch")
    assert step(app) == ["Catch"]
    assert "ANSWER" in words(app)
    assert in_address(app) == {"predicted": "skipped"}
    press(press(app, "walk_back"), "walk_back")
    assert "without predicting" in words(app)


def test_in_read_it_all_a_commitment_opens_the_steps_below() -> None:
    app = predicted(opened(view="all"))
    assert step(app) == ["Question", "Predict", "Result", "Catch"]
    assert "ANSWER" in words(app)


def test_start_again_clears_this_page_also_when_the_address_still_holds_the_answer() -> None:
    app = opened(step="result", predicted="45,12.5")
    press(app, "walk_again")
    assert step(app) == ["Question"]
    assert in_address(app) == {}
    press(press(app, "lead-walk_next"), "lead-walk_next")
    assert "ANSWER" not in words(app)


def test_start_again_sets_the_dials_back() -> None:
    app = opened(step="predict")
    app.slider(key="answering-demo-dial-rate").set_value(45).run()
    press(press(app, "walk_again"), "lead-walk_next")
    assert app.slider(key="answering-demo-dial-rate").value == 50
    assert not app.checkbox(key="answering-demo-kept-rate").value


def test_a_question_is_revealed_once_answer_and_confidence_are_chosen() -> None:
    app = opened()
    assert app.button(key="lead-answer-hr").disabled
    assert "because" not in words(app)
    app.radio(key="answering-demo-which-hr").set_value("a").run()
    assert app.button(key="lead-answer-hr").disabled
    app.button_group(key="answering-demo-sure-hr").select("fairly").run()
    press(app, "lead-answer-hr")
    assert words(app).count("because") == 3
    assert "**A** (not right; your answer, fairly sure)" in words(app)
    assert "**B** (right)" in words(app)
    assert in_address(app) == {"answer-hr": "a,fairly"}


def test_an_answered_question_comes_back_from_the_address() -> None:
    app = opened(**{"answer-hr": "b,sure"})
    assert "**B** (right; your answer, sure)" in words(app)
    assert not app.radio


def test_our_reading_comes_only_once_every_point_is_marked() -> None:
    demo_walk_values.asked.clear()
    app = opened(step="catch", predicted="skipped")
    for point in ("blinding", "size", "crossover"):
        assert app.button(key="lead-compare").disabled
        app.radio(key=f"answering-demo-mark-{point}").set_value("some").run()
    assert not demo_walk_values.asked
    press(app, "lead-compare")
    assert demo_walk_values.asked
    assert not app.radio
    assert in_address(app)["appraised"] == "some,some,some"


def test_in_a_room_the_frame_of_all_steps_is_left_out() -> None:
    app = opened(present="1")
    assert not {"walk_whole", "walk_again"} & set(asked(app))
    assert "lead-walk_next" in asked(app)


def test_a_row_of_the_checklist_says_where_the_readings_differ_and_cites_ours() -> None:
    content = library()
    reference = next(iter(content.references))
    same, other = checklist.rows(
        [
            Compared("Blinding", "no concern", "no concern", True, "said so", (reference,)),
            Compared("Size", "no concern", "some concern", False, "few"),
        ],
        content,
    )
    assert same["tone"] == "" and "differs" not in str(same)
    assert other["tone"] and "differs" in str(other["cells"][1])
    assert same["cells"][3][0]["sources"][0]["id"] == reference
    assert [cell[0].get("words") or cell[0]["name"] for cell in other["cells"]] == [
        "Size",
        "no concern",
        "some concern",
        "few",
    ]
