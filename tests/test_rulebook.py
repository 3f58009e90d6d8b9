"""The rulebook has every rule once and says no more than the content; filters equal brute force."""

import csv
import io
import re
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlogic import rulebook, sentences, words
from netlogic.criteria import Bounds
from netlogic.library import CONTENT, library, lines_of
from netlogic.pathway import reading
from netlogic.patient import Patient, facts, inputs_behind
from netlogic.rulebook import APPLIES, DOES_NOT, KINDS, NOW, UNDETERMINED, Row
from tests.strategies import complete, partly_unknown

LIBRARY = library()
ROWS = rulebook.rows(LIBRARY)
ROW = {row.id: row for row in ROWS}
CHOICES = rulebook.choices(LIBRARY)
README = (CONTENT / "README.md").read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------------- rows
def test_every_rule_stands_once_in_the_order_of_the_picture() -> None:
    assert sorted(row.id for row in ROWS) == sorted(LIBRARY.rules)
    steps = list(dict.fromkeys(row.step for row in ROWS))
    assert sorted(steps) == sorted(set(LIBRARY.step_of_rule.values()))
    shown = dict.fromkeys(name for step in LIBRARY.steps.values() for name in step.rules)
    assert steps[: len(shown)] == list(shown)


def test_a_row_says_what_its_rule_says() -> None:
    for row in ROWS:
        rule = LIBRARY.rules[row.id]
        assert row.when == words.criteria(rule.when, LIBRARY)
        assert row.because.startswith(rule.because)
        assert [source.id for source in row.sources] == list(rule.sources)
        assert [s.citation for s in row.sources] == [
            LIBRARY.references[id_].citation for id_ in rule.sources
        ]
        assert row.differs == rule.differs
        assert row.note == rule.note
        assert row.verification == rule.verification
        assert row.trials == tuple(LIBRARY.trials[id_].name for id_ in rule.evidence)
        assert bool(row.notice) == bool(rule.notice) == (row.argues == "notice")


def test_the_file_and_line_of_a_row_hold_the_head_of_its_rule() -> None:
    for row in ROWS:
        text = (CONTENT.parent / row.file).read_text(encoding="utf-8").splitlines()
        assert row.line is not None
        assert text[row.line - 1] == f"[{row.id}]"


def test_lines_are_right_with_comments_other_line_ends_a_mark_and_long_texts(
    tmp_path: Path,
) -> None:
    folder = Path(copytree(CONTENT, tmp_path / "content"))
    file = folder / "rules/first-line.toml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("[ssa-gut]", "# [ssa-gut]\n\n[ 'ssa-gut' ] # here", 1)
    text = text.replace("[ssa-pancreas]", '[ssa-pancreas]\nnote = """\n[ssa-pancreas]\n"""', 1)
    lines = text.splitlines()
    file.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([*lines, ""]).encode())
    found = {row.id: row for row in rulebook.rows(library(folder))}
    assert len(found) == len(ROWS)
    assert found["ssa-gut"].line == lines.index("[ 'ssa-gut' ] # here") + 1
    assert found["ssa-pancreas"].line == lines.index("[ssa-pancreas]") + 1
    later = next(row for row in reversed(ROWS) if row.step == "first-line")
    assert found[later.id].line == lines.index(f"[{later.id}]") + 1


def test_lines_of_parts_and_lists_are_no_heads() -> None:
    assert lines_of("a = 1\n[b]\n[b.when]\n[[c]]\n  [d]\nx = '''\n[b]\n'''\n") == {"b": 2, "d": 5}


def test_what_a_verification_means_is_what_the_authors_are_told() -> None:
    assert set(rulebook.MEANS) == {row.verification for row in ROWS}
    for word, means in rulebook.MEANS.items():
        assert f"| `{word}` | {means} |" in README


def test_a_review_says_when_from_what_and_that_no_clinician_has_seen_it() -> None:
    for row in ROWS:
        drafted = LIBRARY.rules[row.id].reviewed.drafted
        source = "from cited sources" if row.sources else "without a source"
        assert row.review == f"drafted {source} on {drafted}; not yet reviewed by a clinician"
        assert not row.reviewed
    rule = LIBRARY.rules["ssa-gut"]
    review = rule.reviewed.model_copy(update={"by": "A. Example", "on": rule.reviewed.drafted})
    said = sentences.reviewed(rule.model_copy(update={"reviewed": review}))
    assert said.endswith(f"reviewed by A. Example on {rule.reviewed.drafted}")


def test_what_a_rule_does_names_the_standing_that_the_pathway_gives() -> None:
    said = {row.strength: row.does for row in ROWS}
    assert "“discuss first”" in said["for, standard"]
    assert "“reasonable”" in said["for, option"]
    assert "“emerging”" in said["for, emerging"]
    assert "“usually avoid”" in said["against, avoid"]
    assert "“closed here”" in said["against, exclude"]
    assert said["for, favours"] == said["against, disfavours"]
    for row in ROWS:
        if row.strength == "against, limits":
            wanted = {"option": "reasonable", "emerging": "emerging", "nothing": "not listed here"}
            assert f"“{wanted[str(LIBRARY.rules[row.id].to)]}” at best" in row.does


def test_no_row_shows_an_id_where_words_are_meant() -> None:
    for row in ROWS:
        for text in (row.about, row.when, row.does, row.review, *row.trials):
            assert not re.search(r"\b[a-z]+_[a-z_]+\b", text), (row.id, text)
            assert text == text.strip() != ""


def test_the_limits_of_a_row_are_those_with_a_number_of_its_condition() -> None:
    for row in ROWS:
        when = LIBRARY.rules[row.id].when
        numbers = {
            (fact, float(n))
            for fact, wanted in when.items()
            if isinstance(wanted, Bounds)
            for n in wanted.numbers
        }
        wanted = [t for t in LIBRARY.thresholds if numbers & {(t.fact, n) for n in t.numbers}]
        assert len(row.limits) == len(wanted)
        for limit, threshold in zip(row.limits, wanted, strict=True):
            assert threshold.side in limit.said
            assert threshold.who in limit.said


# ---------------------------------------------------------------------------------- for a patient
@settings(max_examples=60, deadline=None)
@given(st.one_of(complete(), partly_unknown()))
def test_a_rule_applies_exactly_where_the_pathway_counts_it(patient: Patient) -> None:
    now, read = rulebook.verdicts(patient, LIBRARY), reading(patient, LIBRARY)
    counted = {id_ for option in read.options.values() for id_ in option.arguments}
    for id_, rule in LIBRARY.rules.items():
        if rule.notice:
            assert (now[id_].word == APPLIES) == bool(rule.when.verdict(read.facts))
        else:
            assert (now[id_].word == APPLIES) == (id_ in counted), id_
        assert bool(now[id_].why) == (now[id_].word != APPLIES)


@settings(max_examples=60, deadline=None)
@given(partly_unknown())
def test_undetermined_waits_for_unknown_facts_only_and_names_their_tests(patient: Patient) -> None:
    known = facts(patient)
    for id_, verdict in rulebook.verdicts(patient, LIBRARY).items():
        when = LIBRARY.rules[id_].when
        if verdict.word == UNDETERMINED:
            assert when.verdict(known) is None
            unknown = {n for f in when.unknown(known) for n in inputs_behind(f) if known[n] is None}
            for name in unknown:
                assert words.name_of(name, LIBRARY) in verdict.why
        if verdict.word == DOES_NOT and when.verdict(known) is False:
            assert words.criteria(when, LIBRARY, when.unmet(known)) in verdict.why


def test_an_argument_about_an_option_that_does_not_exist_for_the_patient_does_not_apply() -> None:
    carcinoma = LIBRARY.patient({"differentiation": "poor", "pregnancy": True})
    verdict = rulebook.verdicts(carcinoma, LIBRARY)
    gone = [i for i, v in verdict.items() if "the option exists only with" in v.why]
    assert gone
    assert all(LIBRARY.rules[id_].when.verdict(facts(carcinoma)) is not False for id_ in gone)


# ---------------------------------------------------------------------------------------- filters
def answers(row: Row, kind: str, id_: str, now: dict[str, rulebook.Verdict]) -> bool:
    """Whether a rule answers to an id, worked out from the content alone."""
    rule = LIBRARY.rules[row.id]
    if kind == "step":
        return LIBRARY.step_of_rule[row.id] == id_
    if kind == "option":
        named = LIBRARY.notices[rule.notice].on if rule.notice else (rule.option,)
        return any(n == id_ or n in LIBRARY.options[id_].groups for n in named)
    if kind == "argues":
        return (rule.argues or "notice") == id_
    if kind == "fact":
        return any(id_ == fact or id_ in inputs_behind(fact) for fact in rule.when)
    if kind == "source":
        return id_ in rule.sources or any(LIBRARY.trials[t].reference == id_ for t in rule.evidence)
    if kind == "verification":
        return rule.verification == id_
    if kind == "review":
        return ("reviewed" if rule.reviewed.by else "draft") == id_
    return now[row.id].word == NOW[id_]


@st.composite
def wishes(draw: st.DrawFn) -> dict[str, list[str]]:
    kinds = draw(st.lists(st.sampled_from(sorted(CHOICES)), unique=True, max_size=4))
    return {
        kind: draw(st.lists(st.sampled_from(list(CHOICES[kind])), unique=True, max_size=3))
        for kind in kinds
    }


@settings(max_examples=150, deadline=None)
@given(wishes(), st.lists(st.sampled_from(["prrt", "SSA", "25 %", "ki-67", "no such word"])))
def test_filters_equal_brute_force(wanted: dict[str, list[str]], text: list[str]) -> None:
    now = rulebook.verdicts(LIBRARY.default_patient(), LIBRARY)
    expected = [
        row.id
        for row in ROWS
        if all(not ids or any(answers(row, k, i, now) for i in ids) for k, ids in wanted.items())
        and all(
            any(
                word.lower() in part.lower()
                for part in (
                    *(row.id, row.about, row.because, row.notice, row.when, row.note),
                    *row.differs,
                )
            )
            for word in text
        )
    ]
    assert [row.id for row in rulebook.chosen(ROWS, wanted, now, text)] == expected


@pytest.mark.parametrize("kind", KINDS)
def test_every_choice_of_a_filter_finds_a_rule_and_every_rule_is_found(kind: str) -> None:
    found: set[str] = set()
    for id_, said in CHOICES[kind].items():
        some = {row.id for row in rulebook.chosen(ROWS, {kind: [id_]})}
        assert some or (kind, id_) == ("review", "reviewed")
        assert said
        found |= some
    # Some cautions are on no card, what always holds asks for no fact, housekeeping has no source.
    assert found == {row.id for row in ROWS if KINDS[kind](row)}
    assert found == set(ROW) or kind in ("option", "fact", "source")


def test_no_filter_gives_all_and_a_forged_kind_is_no_filter() -> None:
    assert rulebook.chosen(ROWS, {}) == ROWS
    assert rulebook.chosen(ROWS, {"moon": ["x"], "step": []}) == ROWS


def test_the_count_is_of_all_rules_and_says_that_none_is_reviewed() -> None:
    said = rulebook.counted(ROWS)
    numbers = [int(n) for n in re.findall(r"\d+", said)]
    assert numbers[0] == len(LIBRARY.rules) == sum(numbers[2:])
    assert numbers[1] == sum(bool(rule.notice) for rule in LIBRARY.rules.values())
    assert said.endswith("Reviewed by a clinician: none.")


# ------------------------------------------------------------------------- differences and limits
def test_every_dispute_has_two_sides_each_with_the_date_it_was_read_or_a_warning() -> None:
    found = rulebook.disputes(LIBRARY)
    assert [point.id for point in found] == list(LIBRARY.disagreements)
    for point in found:
        assert len(point.positions) >= 2
        assert point.point
        for told, kept in zip(
            point.positions, LIBRARY.disagreements[point.id].positions, strict=True
        ):
            assert (told.source is None) == (kept.verification == "unverified")
            assert told.source is None or told.source.read_on
        assert sum(position.source is not None for position in point.positions) >= 1
        wanted = {id_ for id_, rule in LIBRARY.rules.items() if rule.disagreement == point.id}
        assert set(point.rules) == wanted


def test_every_limit_says_who_uses_it() -> None:
    found = rulebook.borders(LIBRARY)
    assert len(found) == len(LIBRARY.thresholds)
    for border, threshold in zip(found, LIBRARY.thresholds, strict=True):
        users = {
            id_
            for id_, rule in LIBRARY.rules.items()
            if isinstance(wanted := rule.when.root.get(threshold.fact), Bounds)
            and set(wanted.numbers) & set(threshold.numbers)
        }
        assert set(border.rules) == users
        assert border.side
        assert bool(border.sources) == bool(threshold.sources)
    clarinet = next(border for border in found if border.limit == "at most 25 %, above 25 %")
    assert LIBRARY.derived["high_volume"].label in clarinet.derived


# ------------------------------------------------------------------------------------ to take away
def test_the_table_reads_back_row_for_row_with_room_to_mark_up() -> None:
    text = rulebook.csv_text(ROWS)
    assert text.encode().startswith(b"\xef\xbb\xbf")
    back = list(csv.DictReader(io.StringIO(text.removeprefix("\N{BYTE ORDER MARK}"), newline="")))
    assert [line["Rule"] for line in back] == [row.id for row in ROWS]
    for line, row in zip(back, ROWS, strict=True):
        assert line["Because"] == row.because
        assert line["When"] == row.when
        assert line["File"] + ":" + line["Line"] == row.place
        assert [line[name] for name in ("agree", "change", "by", "date")] == [""] * 4
        assert len(line) == len(rulebook.COLUMNS)
        assert not [cell for cell in line.values() if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


@given(st.text(min_size=1))
def test_no_cell_is_taken_for_a_formula_and_none_is_lost(text: str) -> None:
    cell = rulebook.cell(text)
    assert cell[0] not in "=+-@\t\r"
    assert cell.removeprefix("'" if cell != text else "") == text


def test_a_report_names_rule_place_words_and_sources_and_asks_what_is_wrong() -> None:
    for row in ROWS:
        said = rulebook.report(row)
        assert f"{row.id} ({row.place})" in said
        assert row.because in said
        assert row.when in said
        assert all(source.citation in said for source in row.sources)
        assert "What is wrong:" in said
        assert "\n\n\n" not in said
