"""Who made the content, what is due, what changed; grades of tumours and of evidence."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from netlogic import grading, upkeep, words
from netlogic.content import Library
from netlogic.library import CONTENT, library
from netlogic.places import family
from netlogic.schema import About, Part, Review
from pages.parts import vocabulary
from pages.parts.frame import frame
from tests.test_pages import PAGES, opened

LIBRARY = library()
ROOT = CONTENT.parent
assert LIBRARY.about
ABOUT: About = LIBRARY.about
DUE = date(2027, 5, 24)


def with_about(**changes: object) -> Library:
    return replace(LIBRARY, about=ABOUT.model_copy(update=changes))


def with_part(**changes: object) -> Library:
    """The same content with one part changed."""
    part = ABOUT.parts["options"].model_copy(update=changes)
    return with_about(parts={**ABOUT.parts, "options": part})


# ---------------------------------------------------------------------------------------- overdue
@pytest.mark.parametrize(
    ("days", "is_overdue"), [(-400, False), (-1, False), (0, False), (1, True), (400, True)]
)
def test_a_review_is_overdue_from_the_day_after_it_was_due(days: int, is_overdue: bool) -> None:
    said = upkeep.overdue(LIBRARY, DUE + timedelta(days=days))
    assert bool(said) == is_overdue
    assert not is_overdue or str(DUE) in said


def test_the_earliest_part_that_is_due_counts() -> None:
    early = with_part(due=date(2027, 1, 1))
    assert upkeep.due(early) == date(2027, 1, 1)
    assert upkeep.overdue(early, date(2027, 1, 2))
    later = with_part(due=date(2030, 1, 1))
    assert upkeep.due(later) == DUE


def test_without_about_nothing_is_due_and_nothing_is_claimed() -> None:
    bare = replace(LIBRARY, about=None)
    assert upkeep.overdue(bare, date(2099, 1, 1)) == ""
    assert upkeep.summary(bare) == ()
    assert {part.due for part in upkeep.reviews(bare)} == {upkeep.NOT_STATED}


def test_the_review_is_due_within_a_year_of_the_drafting() -> None:
    drafted = [part.reviewed.drafted for part in ABOUT.parts.values()]
    drafted += [rule.reviewed.drafted for rule in LIBRARY.rules.values()]
    assert max(drafted) < ABOUT.due <= min(drafted) + timedelta(days=366)


def test_the_day_can_be_set_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETLOGIC_TODAY", "2031-02-03")
    assert frame.today() == date(2031, 2, 3)
    monkeypatch.setenv("NETLOGIC_TODAY", "next week")
    assert frame.today() == date.today()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("present", ["0", "1"])
def test_every_page_says_that_a_review_is_overdue_and_only_then(
    page: str, present: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, is_overdue in (("2027-05-24", False), ("2027-05-25", True)):
        monkeypatch.setenv("NETLOGIC_TODAY", day)
        app = opened(page, present=present)
        said = [text.value for text in app.markdown if "due for review" in text.value]
        assert bool(said) == is_overdue, (page, day)


# ---------------------------------------------------------------------------------------- reviews
def test_every_rule_and_criterion_is_in_one_part() -> None:
    parts = {part.label: part.entries for part in upkeep.reviews(LIBRARY)}
    assert sum(n for label, n in parts.items() if label.startswith("Rules:")) == len(LIBRARY.rules)
    criteria = sum(len(trial.criteria) for trial in LIBRARY.trials.values())
    assert parts["Trials: entry criteria"] == criteria


def test_no_part_claims_a_review_that_nobody_entered() -> None:
    assert {part.reviewed for part in upkeep.reviews(LIBRARY)} == {upkeep.NONE_YET}
    assert upkeep.last_review(LIBRARY) is None


def test_a_review_that_was_entered_is_told_with_its_day() -> None:
    done = Review(drafted=date(2026, 11, 24), by="A. Example", on=date(2026, 12, 1))
    seen = with_part(reviewed=done)
    assert upkeep.last_review(seen) == date(2026, 12, 1)
    assert dict(upkeep.summary(seen))["Review"] == "Last review: 2026-12-01."
    [row] = [part for part in upkeep.reviews(seen) if part.label == "Options"]
    assert row.reviewed == "by A. Example on 2026-12-01"


def test_rules_that_were_reviewed_are_counted() -> None:
    done = Review(drafted=date(2026, 11, 23), by="A. Example", on=date(2026, 12, 2))
    id_ = next(i for i, step in LIBRARY.step_of_rule.items() if step == "mdt")
    rules = {**LIBRARY.rules, id_: LIBRARY.rules[id_].model_copy(update={"reviewed": done})}
    [row] = [p for p in upkeep.reviews(replace(LIBRARY, rules=rules)) if p.label == "Rules: MDT"]
    assert row.reviewed == f"1 of {row.entries}, last on 2026-12-02"


def test_a_part_that_nobody_dated_is_listed_as_not_stated() -> None:
    parts = {name: part for name, part in ABOUT.parts.items() if name != "terms"}
    [row] = [p for p in upkeep.reviews(with_about(parts=parts)) if p.label == "Terms"]
    assert (row.drafted, row.entries) == (upkeep.NOT_STATED, len(LIBRARY.terms))


def row(label: str, of: Library = LIBRARY) -> upkeep.PartReview:
    [found] = [part for part in upkeep.reviews(of) if part.label == label]
    return found


def test_what_is_taught_is_listed_with_the_dates_of_its_own_files() -> None:
    for label, held in (
        ("Trials walked through", LIBRARY.walks),
        ("Synthetic cohorts", LIBRARY.cohorts),
    ):
        days = sorted({entry.reviewed.drafted for entry in held.values()})
        found = row(label)
        assert found.entries == len(held) > 1
        assert found.drafted == " to ".join(map(str, dict.fromkeys((days[0], days[-1]))))
        assert found.reviewed == upkeep.NONE_YET
    beside = LIBRARY.side_by_side
    assert beside is not None
    found = row("Trials side by side")
    assert (found.entries, found.drafted) == (1, str(beside.reviewed.drafted))
    assert {part.due for part in upkeep.reviews(LIBRARY)} == {str(ABOUT.due)}


def test_a_family_that_is_taught_is_listed_once() -> None:
    labels = [part.label for part in upkeep.reviews(LIBRARY)]
    assert len(labels) == len(set(labels))
    assert family("cohorts").many.capitalize() in labels
    assert family("walks").many.capitalize() not in labels, "under its own name it has dates"


def test_of_drafts_of_several_days_the_first_and_the_last_are_told() -> None:
    id_, walk = next(iter(LIBRARY.walks.items()))
    later = walk.model_copy(update={"reviewed": Review(drafted=date(2027, 1, 5))})
    told = row("Trials walked through", replace(LIBRARY, walks={**LIBRARY.walks, id_: later}))
    assert told.drafted == "2026-11-26 to 2027-01-05"


def test_a_review_of_what_is_taught_counts_as_the_last_one() -> None:
    done = Review(drafted=date(2026, 11, 26), by="A. Example", on=date(2026, 12, 3))
    id_, walk = next(iter(LIBRARY.walks.items()))
    name, cohort = next(iter(LIBRARY.cohorts.items()))
    beside = LIBRARY.side_by_side
    assert beside is not None
    changes: dict[str, dict[str, object]] = {
        "Trials walked through": {
            "walks": {**LIBRARY.walks, id_: walk.model_copy(update={"reviewed": done})}
        },
        "Synthetic cohorts": {
            "cohorts": {**LIBRARY.cohorts, name: cohort.model_copy(update={"reviewed": done})}
        },
        "Trials side by side": {"side_by_side": beside.model_copy(update={"reviewed": done})},
    }
    for label, change in changes.items():
        seen = replace(LIBRARY, **change)
        assert row(label, seen).reviewed == f"1 of {row(label).entries}, last on 2026-12-03"
        assert upkeep.last_review(seen) == date(2026, 12, 3)


def test_where_nothing_is_taught_no_date_is_claimed() -> None:
    bare = replace(LIBRARY, walks={}, cohorts={}, side_by_side=None)
    for label in ("Trials walked through", "Synthetic cohorts", "Trials side by side"):
        found = row(label, bare)
        assert (found.entries, found.drafted) == (0, upkeep.NOT_STATED)


def test_every_part_is_a_part_of_the_content() -> None:
    for name, part in ABOUT.parts.items():
        assert isinstance(part, Part)
        assert getattr(LIBRARY, name), name


def test_the_summary_names_authors_money_release_and_dates() -> None:
    told = dict(upkeep.summary(LIBRARY))
    for what in ("Authors", "Disclosures", "Funding", "Release", "Next review due"):
        assert told[what]
    assert told["Last review by a clinician"] == upkeep.NONE_YET
    assert not re.search(r"\b(Dr|Prof)\b|[A-Z]\. [A-Z][a-z]+", " ".join(told.values()))


# ---------------------------------------------------------------------------------------- changes
def test_the_newest_change_stands_first_and_names_where() -> None:
    log = upkeep.log(LIBRARY)
    assert [change.day for change in log] == sorted((c.day for c in log), reverse=True)
    assert all(change.places and change.what and change.why for change in log)
    assert max(change.day for change in log) <= date.today()


def test_pages_that_content_names_are_there() -> None:
    there = set(vocabulary.pages())
    assert {"sources", "glossary", "rulebook"} <= there
    named = {page for change in LIBRARY.changes for page in change.pages}
    assert named <= there
    named = {page for term in LIBRARY.terms.values() for page in term.pages}
    assert named <= there


def test_the_change_log_of_the_content_has_one_home() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    part = text.split("### Content")[1].split("### Code")[0]
    assert "content/changes.toml" in part
    assert not re.search(r"^- ", part, re.M), "changes of the content go to content/changes.toml"


# ----------------------------------------------------------------------------------------- grades
def test_the_table_of_grades_says_what_the_patient_is_graded_by() -> None:
    usual = LIBRARY.default_patient()
    for grade in ("G1", "G2", "G3"):
        bounds = grading.ki67_of(grade, LIBRARY)
        for value in LIBRARY.telling["ki67"]:
            patient = usual.model_copy(update={"ki67": value})
            assert (patient.grade == grade) == bounds.hold(value), (grade, value)


def test_each_number_of_ki67_in_the_table_is_a_published_limit() -> None:
    [limit] = [t for t in LIBRARY.thresholds if t.fact == "ki67" and t.who == "WHO"]
    found = {n for grade in ("G1", "G2", "G3") for n in grading.ki67_of(grade, LIBRARY).numbers}
    assert found == set(limit.numbers)
    text = (CONTENT / "grading.toml").read_text(encoding="utf-8")
    assert not re.search(r"ki67\s*=|Ki-67[^\"]*\d+ %", text), "limits of Ki-67 stand once"


def test_mitoses_leave_no_gap_between_grades() -> None:
    one, two, three = (grade.mitoses for grade in LIBRARY.grading["who-grade"].grades[:3])
    assert one and two and three
    assert one.below == two.at_least
    assert two.at_most == three.above


def test_a_carcinoma_is_not_graded_and_shares_the_limits_of_g3() -> None:
    rows = {row.id: row for row in grading.grades(LIBRARY)}
    assert (rows["NEC"].ki67, rows["NEC"].mitoses) == (rows["G3"].ki67, rows["G3"].mitoses)
    assert rows["NEC"].differentiation == "poorly differentiated"
    assert "not formally graded" in rows["NEC"].note


def test_a_score_of_benefit_is_quoted_with_year_and_version() -> None:
    for trial in ("promid", "clarinet"):
        found = grading.benefit(trial, LIBRARY)
        assert found is not None
        assert found.words == "2 (field test 2017, original version)"
        assert "quality of life" in found.because
        assert found.sources
    assert grading.benefit("spinet", LIBRARY) is None


def test_our_own_judgement_is_called_that() -> None:
    scale = LIBRARY.grading[grading.OURS]
    assert scale.whose == "ours" and scale.version.startswith("our judgement")
    assert [level.id for level in scale.levels] == ["high", "moderate", "low", "very-low"]


def test_page_names_are_words() -> None:
    assert words.page("trial_fit", LIBRARY) == "Trial fit"
    assert words.page("promid", LIBRARY) == "PROMID"
    assert words.spoken("who-2019-table") == "WHO 2019 table"
