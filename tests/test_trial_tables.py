"""The tables of a trial's page: what was read, marked where it was not, and nothing told early."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from netlogic import predictions, quotes
from netlogic.formats import Format, formats
from netlogic.library import library
from netlogic.quotes import quote_harm
from netlogic.schema import Trial
from netlogic.teaching import OURS
from netlogic.trial_schema import Conflict, Harm, Remark
from netlogic.words import sentence
from pages.parts.trial import results, tables

View = dict[str, Any]
Rows = Callable[[Trial], list[View]]

LIBRARY = library()
WALKS = tuple(LIBRARY.walks)
TOLD = {id_: LIBRARY.trials[walk.trial] for id_, walk in LIBRARY.walks.items()}
EXTENDED = [LIBRARY.trials[walk.extension] for walk in LIBRARY.walks.values() if walk.extension]
EVERY = [*TOLD.values(), *EXTENDED]
DIGIT = re.compile(r"\d")


def who_came(trial: Trial) -> list[View]:
    return tables.who_came(trial, LIBRARY)


def harms(trial: Trial) -> list[View]:
    return tables.harms(trial, LIBRARY)


def labels(trial: Trial) -> list[View]:
    return tables.labels(trial, LIBRARY)


def months(trial: Trial) -> list[View]:
    return tables.months(trial, LIBRARY)


def conflicts(trial: Trial) -> list[View]:
    return tables.conflicts(trial, LIBRARY)


def remarks(trial: Trial, about: str = "conduct") -> list[View]:
    return tables.remarks(about, trial, LIBRARY)


def survival(trial: Trial) -> list[View]:
    return results.survival(trial, LIBRARY)


def subgroups(trial: Trial) -> list[View]:
    return results.subgroups(trial, LIBRARY)


def extension(trial: Trial) -> list[View]:
    return results.extension(trial, LIBRARY)


def primary(trial: Trial) -> tuple[Format, ...]:
    return formats(trial, next(one.id for one in trial.outcomes if one.primary))


def in_formats(trial: Trial, *, brief: bool = False) -> list[View]:
    return results.formats(primary(trial), LIBRARY, brief=brief)


def every_remark(trial: Trial) -> list[View]:
    return [row for about in ("conduct", "survival", "harms") for row in remarks(trial, about)]


TABLES: tuple[Rows, ...] = (who_came, every_remark, harms, labels, months, conflicts)
TABLES += (survival, subgroups, in_formats)


def lines(row: View) -> Iterator[View]:
    return (line for part in row["cells"] for line in part)


def said(line: View) -> str:
    """Everything that a reader sees of a line but its sources."""
    parts = (line.get("name", ""), line.get("words", ""), line.get("small", ""))
    return " | ".join([part for part in (*parts, *line.get("notes", ())) if part])


def text(*rows: View) -> str:
    return "\n".join(said(line) for row in rows for line in lines(row))


def ids(rows: list[View]) -> list[str]:
    return [row["id"] for row in rows]


def by_id(rows: list[View]) -> dict[str, View]:
    return {row["id"]: row for row in rows}


def without(trial: Trial, field: str, at: int) -> Trial:
    """The same trial, as if one entry had not been confirmed."""
    entries = list(getattr(trial, field))
    entries[at] = entries[at].model_copy(update={"verified": False})
    return trial.model_copy(update={field: tuple(entries)})


def entries(field: str) -> list[Any]:
    """Every verified entry of the told trials under a field: the trial and its place."""
    return [
        pytest.param(trial, at, id=f"{trial.name} {entry.id}")
        for trial in TOLD.values()
        for at, entry in enumerate(getattr(trial, field))
        if entry.verified
    ]


# --- Not verified ---


@pytest.mark.parametrize(("trial", "at"), entries("baseline"))
def test_a_feature_that_was_not_confirmed_is_left_out(trial: Trial, at: int) -> None:
    gone = trial.baseline[at].id
    assert gone in ids(who_came(trial))
    assert ids(who_came(without(trial, "baseline", at))) == [
        id_ for id_ in ids(who_came(trial)) if id_ != gone
    ]


@pytest.mark.parametrize(("trial", "at"), entries("harms"))
def test_a_harm_that_was_not_confirmed_is_left_out(trial: Trial, at: int) -> None:
    harm = trial.harms[at]
    unsure = without(trial, "harms", at)
    before, after = by_id(harms(trial))[harm.event], by_id(harms(unsure)).get(harm.event)
    column = 2 if harm.basis == "treatment-related" else 1
    assert quote_harm(harm) in text({"cells": [before["cells"][column]]})
    others = [one for one in trial.harms if one.event == harm.event and one is not harm]
    if after is None:
        assert not others
    else:
        assert said(*after["cells"][column]) == "not reported"
        assert after["cells"][3 - column] == before["cells"][3 - column]


@pytest.mark.parametrize("trial", EVERY, ids=lambda trial: trial.name)
def test_no_outcome_that_was_not_confirmed_is_shown_anywhere(trial: Trial) -> None:
    unsure = trial.model_copy(
        update={
            "outcomes": tuple(
                one.model_copy(
                    update={
                        "verified": False,
                        "subgroups": tuple(
                            group.model_copy(update={"verified": False}) for group in one.subgroups
                        ),
                    }
                )
                for one in trial.outcomes
            )
        }
    )
    outcomes = {one.id for one in trial.outcomes}
    assert outcomes & {*ids(survival(trial)), *ids(extension(trial))}
    assert not outcomes & {*ids(survival(unsure)), *ids(extension(unsure))}
    assert not subgroups(unsure) and not months(unsure)
    if not trial.extends:
        assert in_formats(trial) and not in_formats(unsure)


@pytest.mark.parametrize("trial", TOLD.values(), ids=lambda trial: trial.name)
def test_a_subgroup_that_was_not_confirmed_is_left_out_and_the_others_stay(trial: Trial) -> None:
    at, outcome = next((n, one) for n, one in enumerate(trial.outcomes) if one.subgroups)
    first, *others = outcome.subgroups
    unsure = first.model_copy(update={"verified": False})
    changed = list(trial.outcomes)
    changed[at] = outcome.model_copy(update={"subgroups": (unsure, *others)})
    left = ids(subgroups(trial.model_copy(update={"outcomes": tuple(changed)})))
    gone = f"{outcome.id} {first.id}"
    assert gone in ids(subgroups(trial))
    assert left == [id_ for id_ in ids(subgroups(trial)) if id_ != gone]


@pytest.mark.parametrize("field", ["conduct", "labels"])
@pytest.mark.parametrize("trial", TOLD.values(), ids=lambda trial: trial.name)
def test_words_that_were_not_confirmed_say_so_and_only_they(trial: Trial, field: str) -> None:
    draw = every_remark if field == "conduct" else labels
    assert all(entry.verified for entry in getattr(trial, field)), "else this test proves nothing"
    assert tables.NOT_CONFIRMED not in text(*draw(trial))
    for at, entry in enumerate(getattr(trial, field)):
        found = by_id(draw(without(trial, field, at)))
        marked = [id_ for id_, row in found.items() if tables.NOT_CONFIRMED in text(row)]
        assert marked == [entry.id]


@pytest.mark.parametrize("trial", EVERY, ids=lambda trial: trial.name)
def test_of_sources_that_differ_each_reading_is_cited_or_not_confirmed(trial: Trial) -> None:
    found = by_id(conflicts(trial))
    assert list(found) == [one.id for one in trial.conflicts]
    for one in trial.conflicts:
        readings = found[one.id]["cells"][1]
        assert len(readings) == len(one.readings)
        for line, reading in zip(readings, one.readings, strict=True):
            assert (tables.NOT_CONFIRMED in said(line)) != reading.verified
            assert bool(line["sources"]) >= reading.verified


def test_some_reading_of_promid_is_not_confirmed() -> None:
    assert text(*conflicts(TOLD["promid"])).count(tables.NOT_CONFIRMED) == 3


# --- Sources ---


def is_ours(row: View) -> bool:
    """Whether a row says itself that we computed it."""
    return "computed" in text(row)


@pytest.mark.parametrize("draw", TABLES, ids=lambda draw: draw.__name__)
@pytest.mark.parametrize("trial", TOLD.values(), ids=lambda trial: trial.name)
def test_every_row_with_a_figure_leads_to_a_source(trial: Trial, draw: Rows) -> None:
    for row in draw(trial):
        cited = [source for line in lines(row) for source in line.get("sources", ())]
        assert all(source["id"] in LIBRARY.references for source in cited)
        if DIGIT.search(text(row)):
            assert cited or is_ours(row), row["id"]


@pytest.mark.parametrize("trial", EXTENDED, ids=lambda trial: trial.name)
def test_every_result_of_an_extension_leads_to_its_own_source(trial: Trial) -> None:
    for row, outcome in zip(extension(trial), trial.outcomes, strict=True):
        assert [s["id"] for line in lines(row) for s in line.get("sources", ())] == [outcome.source]


@pytest.mark.parametrize("trial", TOLD.values(), ids=lambda trial: trial.name)
def test_every_harm_leads_to_the_source_that_counted_it(trial: Trial) -> None:
    found = by_id(harms(trial))
    for harm in trial.harms:
        column = 2 if harm.basis == "treatment-related" else 1
        [line] = found[harm.event]["cells"][column]
        assert [source["id"] for source in line["sources"]] == [harm.source]


@pytest.mark.parametrize("trial", TOLD.values(), ids=lambda trial: trial.name)
def test_a_label_says_when_it_was_read(trial: Trial) -> None:
    for row, label in zip(labels(trial), trial.labels, strict=True):
        assert f"read on {label.read_on}" in text(row)
        assert isinstance(label.read_on, date)


# --- Harms ---


@pytest.mark.parametrize("trial", TOLD.values(), ids=lambda trial: trial.name)
def test_both_ways_of_counting_harms_have_a_column_and_none_is_not_reported(trial: Trial) -> None:
    titles = [column["title"] for column in tables.HARMS]
    assert titles[1:] == ["Any cause", "Put down to treatment"]
    wanted: dict[str, dict[str, Harm]] = {}
    for harm in trial.harms:
        wanted.setdefault(harm.event, {})[harm.basis] = harm
    assert ids(harms(trial)) == list(wanted)
    for row in harms(trial):
        of = wanted[row["id"]]
        for column, bases in ((1, ("any cause", "not said")), (2, ("treatment-related",))):
            counted = [quote_harm(of[basis]) for basis in bases if basis in of]
            shown = [line.get("words") or line["small"] for line in row["cells"][column]]
            assert shown == (counted or ["not reported"]), row["id"]


def test_diarrhoea_of_clarinet_has_two_numbers_and_an_event_of_no_said_cause_says_so() -> None:
    found = by_id(harms(TOLD["clarinet"]))
    _, any_cause, related = (said(*part) for part in found["diarrhoea"]["cells"])
    assert any_cause.startswith("35 against 35 %")
    assert related.startswith("26 against 9 %")
    _, counted, related = (said(*part) for part in found["new gallstones"]["cells"])
    assert counted.startswith("12 %") and "cause not said" in counted
    assert related == "not reported"


@pytest.mark.parametrize("trial", TOLD.values(), ids=lambda trial: trial.name)
def test_a_harm_that_was_counted_in_one_arm_says_in_which(trial: Trial) -> None:
    short = {arm.id: arm.short for arm in trial.arms}
    found = by_id(harms(trial))
    for harm in trial.harms:
        [line] = found[harm.event]["cells"][2 if harm.basis == "treatment-related" else 1]
        arms = {part.arm for part in (*harm.rates, *harm.counts)}
        alone = [short[arm] for arm in arms] if len(arms) == 1 else []
        # In a room notes are left out, so the arm stands beside the number.
        assert [name for name in short.values() if f"on {name}" in line["small"]] == alone


# --- Months ---


def test_months_of_28_days_turn_the_papers_median_into_the_labels() -> None:
    found = by_id(months(TOLD["clarinet"]))
    told = {id_: row["cells"][1][0] for id_, row in found.items()}
    assert list(told) == ["paper", "computed", "label"]
    assert (told["paper"]["name"], told["paper"]["words"]) == ("18.0", "(95 % CI 12.1 to 24.0)")
    assert told["computed"]["name"] == told["label"]["name"] == "16.6"
    assert told["label"]["words"] == "(95 % CI 11.2 to 22.1)"
    assert told["computed"]["words"] == "(95 % CI 11.1 to 22.1)"
    assert is_ours(found["computed"])
    assert not is_ours(found["paper"]) and not is_ours(found["label"])


def test_a_trial_with_one_kind_of_month_has_no_table_of_them() -> None:
    assert months(TOLD["promid"]) == []


# --- Before the result ---


def results_of(trial: Trial) -> Iterator[str]:
    """The figures that a learner is to predict or to be told only after that."""
    for outcome in trial.outcomes:
        if outcome.hr:
            yield quotes.quote_hr(outcome.hr)
        if outcome.medians:
            yield quotes.quote_medians(outcome.medians)
        if outcome.rates:
            yield quotes.quote_rates(outcome.rates)


@pytest.mark.parametrize("trial", TOLD.values(), ids=lambda trial: trial.name)
def test_what_is_about_survival_or_harms_does_not_stand_in_conduct(trial: Trial) -> None:
    apart = {about: ids(remarks(trial, about)) for about in ("conduct", "survival", "harms")}
    every = [id_ for found in apart.values() for id_ in found]
    assert sorted(every) == sorted(remark.id for remark in trial.conduct)
    for remark in trial.conduct:
        assert remark.id in apart[remark.about]
    early = text(*remarks(trial), *who_came(trial))
    assert not re.search(r"survival|surviv|gallstone|adverse|crossed over", early, re.IGNORECASE)
    assert not [told for told in results_of(trial) if told in early]


def test_a_remark_is_about_conduct_unless_it_says_otherwise() -> None:
    remark: dict[str, Any] = {
        "id": "a",
        "label": "A",
        "says": "So it was.",
        "sources": ["clarinet"],
    }
    remark["verified"] = True
    assert Remark.model_validate(remark).about == "conduct"
    assert Remark.model_validate(remark | {"about": "harms"}).about == "harms"
    with pytest.raises(ValidationError, match="about"):
        Remark.model_validate(remark | {"about": "results"})


def test_survival_is_told_with_what_blurs_it_and_with_quality_of_life() -> None:
    for trial in TOLD.values():
        found = ids(survival(trial))
        assert found == [
            *(one.id for one in trial.outcomes if one.endpoint == "OS"),
            *(one.id for one in trial.conduct if one.about == "survival"),
            *(one.id for one in trial.quality_of_life),
        ]
        assert "crossover" in found and "quality-of-life" in found


# --- Formats, subgroups, extension ---


@pytest.mark.parametrize("trial", TOLD.values(), ids=lambda trial: trial.name)
def test_a_room_reads_the_formats_without_their_sentences(trial: Trial) -> None:
    whole, brief = in_formats(trial), in_formats(trial, brief=True)
    assert ids(whole) == ids(brief) == [one.id for one in primary(trial)]
    for one, long, short in zip(primary(trial), whole, brief, strict=True):
        assert one.sentence in text(long) and one.sentence not in text(short)
        assert one.value in text(long) and one.value in text(short)
        # What is computed says so in a room too.
        assert one.origin in text(long) and one.origin in text(short)


def test_what_no_source_prints_says_from_what_it_was_computed() -> None:
    for trial in TOLD.values():
        found = by_id(in_formats(trial))
        assert is_ours(found["difference"]) and is_ours(found["hundred"])
        assert not is_ours(found["hazard-ratio"]) and not is_ours(found["median"])


@pytest.mark.parametrize("trial", TOLD.values(), ids=lambda trial: trial.name)
def test_every_subgroup_says_how_many_people_or_that_nobody_reported_it(trial: Trial) -> None:
    found = by_id(subgroups(trial))
    every = [(outcome, group) for outcome in trial.outcomes for group in outcome.subgroups]
    assert list(found) == [f"{outcome.id} {group.id}" for outcome, group in every]
    for outcome, group in every:
        name, people, told = (
            said(*part).replace("\N{NO-BREAK SPACE}", " ")
            for part in found[f"{outcome.id} {group.id}"]["cells"]
        )
        assert group.label in name and outcome.endpoint in name
        assert people == ("not reported" if group.n is None else f"n = {group.n}")
        assert results.PLANNED[group.prespecified] in told
        assert (quotes.quote_hr(group.hr) if group.hr else "") in told
        if not group.hr and not group.medians:
            assert sentence(group.says) in told


def test_a_subgroup_without_figures_shows_none() -> None:
    for row in subgroups(TOLD["clarinet"]):
        assert not re.search(r"HR|CI|median", text(row))


def test_no_result_of_an_extension_is_set_against_another_arm() -> None:
    [trial] = EXTENDED
    for row, outcome in zip(extension(trial), trial.outcomes, strict=True):
        [line] = row["cells"][1]
        assert " against " not in line["words"]
        assert [arm.short for arm in trial.arms if arm.short in line["words"]] == [
            arm.short for arm in trial.arms if arm.id in {m.arm for m in outcome.medians}
        ]


# --- Ours ---


def ours(trial: Trial) -> Trial:
    conduct = [one.model_copy(update={"ours": True}) for one in trial.conduct]
    return trial.model_copy(update={"conduct": tuple(conduct)})


@pytest.mark.parametrize("trial", TOLD.values(), ids=lambda trial: trial.name)
def test_our_inference_is_called_that_and_nothing_else_is(trial: Trial) -> None:
    assert tables.OUR_INFERENCE not in text(*every_remark(trial))
    for row in every_remark(ours(trial)):
        assert tables.OUR_INFERENCE in text(row)
    found = by_id(conflicts(trial))
    for one in trial.conflicts:
        assert (tables.OUR_INFERENCE in text(found[one.id])) == (one.ours and explained(one))


def explained(one: Conflict) -> bool:
    return bool(one.explanation)


@pytest.mark.parametrize("id_", WALKS)
def test_certainty_is_always_called_our_judgement(id_: str) -> None:
    judged = LIBRARY.walks[id_].certainty
    rows = results.certainty(judged, LIBRARY)
    assert ids(rows) == [one.result for one in judged]
    for row, one in zip(rows, judged, strict=True):
        result, level, reason = (said(*part) for part in row["cells"])
        assert (result, level) == (one.result, one.level.replace("-", " "))
        assert one.reason in reason and OURS in reason
        assert [source["id"] for source in row["cells"][2][0]["sources"]] == list(one.sources)


@pytest.mark.parametrize("id_", WALKS)
def test_a_prediction_stands_beside_what_was_found_and_why_it_tempts(id_: str) -> None:
    walk, trial = LIBRARY.walks[id_], TOLD[id_]
    made = []
    for dial in walk.dials:
        answer = predictions.answer(dial, trial)
        assert answer is not None
        made.append((dial, predictions.gap(dial, dial.limits[1], answer)))
    rows = results.gaps(made, trial, LIBRARY)
    assert ids(rows) == [dial.id for dial in walk.dials]
    for row, (dial, gap) in zip(rows, made, strict=True):
        assert f"You predicted {dial.limits[1]:g} {dial.unit}" in text(row)
        assert gap.verdict == "too high" and dial.high in text(row)
