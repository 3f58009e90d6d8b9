"""What every file of content/ promises: sources, honest dates, plain words, no typed result."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from netlogic.evidence import TOKEN
from netlogic.explore import leading
from netlogic.library import CONTENT, library
from netlogic.pathway import reading
from netlogic.patient import INPUTS
from netlogic.schema import Outcome
from netlogic.sentences import PANEL, argument

LIBRARY = library()
ROOT = CONTENT.parent
FILES = sorted(file.relative_to(CONTENT).as_posix() for file in CONTENT.rglob("*.toml"))
PROSE_FILES = sorted(
    str(file.relative_to(ROOT))
    for folder in (CONTENT, ROOT / "docs", ROOT)
    for file in (folder.glob("*.md") if folder == ROOT else folder.rglob("*.md"))
)
Said = tuple[tuple[str, ...], str]


def parsed(file: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / file).read_text(encoding="utf-8"))


def texts(value: Any, place: tuple[str, ...] = ()) -> Iterator[Said]:
    """Every text of a file with the way to it."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from texts(part, (*place, name))
    elif isinstance(value, list):
        for at, part in enumerate(value):
            yield from texts(part, (*place, str(at)))
    elif isinstance(value, str):
        yield place, value


SAID: dict[str, list[Said]] = {file: list(texts(parsed(file))) for file in FILES}


def prose(file: str, *without: str) -> list[Said]:
    """What readers see of a file; without the fields of these names."""
    return [(place, text) for place, text in SAID[file] if not set(place) & set(without)]


@pytest.mark.parametrize("file", FILES)
def test_a_file_loads_without_a_fault(file: str) -> None:
    assert not [str(fault) for fault in LIBRARY.faults if fault.file == f"content/{file}"]
    assert SAID[file]


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_plain_text_without_a_trailing_blank(file: str) -> None:
    content = (CONTENT / file).read_bytes()
    assert b"\r" not in content and b"\t" not in content
    assert not re.search(rb"[ \t]+\n", content)
    assert content.endswith(b"\n") and not content.endswith(b"\n\n")


def test_every_folder_and_file_is_read() -> None:
    assert {file.split("/")[0] for file in FILES if "/" in file} == {
        "benches",
        "cohorts",
        "options",
        "presets",
        "rules",
        "topics",
        "trials",
        "walks",
    }
    for folder, family in (
        ("benches", LIBRARY.benches),
        ("cohorts", LIBRARY.cohorts),
        ("options", LIBRARY.options),
        ("presets", LIBRARY.presets),
        ("topics", LIBRARY.topics),
        ("trials", LIBRARY.trials),
        ("walks", LIBRARY.walks),
    ):
        stems = {Path(file).stem for file in FILES if file.startswith(f"{folder}/")}
        assert stems == set(family)
    stems = {Path(file).stem for file in FILES if file.startswith("rules/")}
    assert stems == set(LIBRARY.step_of_rule.values())


def test_no_entry_was_left_out() -> None:
    rules = [id_ for file in FILES if file.startswith("rules/") for id_ in parsed(file)]
    assert sorted(rules) == sorted(LIBRARY.rules)
    for file, family in (
        ("inputs.toml", LIBRARY.inputs),
        ("derived.toml", LIBRARY.derived),
        ("groups.toml", LIBRARY.groups),
        ("notices.toml", LIBRARY.notices),
        ("steps.toml", LIBRARY.steps),
        ("disagreements.toml", LIBRARY.disagreements),
        ("references.toml", LIBRARY.references),
        ("scope.toml", LIBRARY.scope),
        ("appraisal.toml", LIBRARY.appraisal),
        ("misconceptions.toml", LIBRARY.misconceptions),
        ("terms.toml", LIBRARY.terms),
        ("grading.toml", LIBRARY.grading),
    ):
        assert set(parsed(file)) == set(family)
    assert len(parsed("thresholds.toml")["thresholds"]) == len(LIBRARY.thresholds)
    assert len(parsed("changes.toml")["changes"]) == len(LIBRARY.changes)
    assert set(parsed("about.toml")["parts"]) == set(LIBRARY.about.parts if LIBRARY.about else ())


ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def test_ids_are_lower_case_words_with_hyphens() -> None:
    ids = [
        *LIBRARY.rules,
        *LIBRARY.options,
        *LIBRARY.groups,
        *LIBRARY.notices,
        *LIBRARY.steps,
        *LIBRARY.disagreements,
        *LIBRARY.references,
        *LIBRARY.trials,
        *LIBRARY.presets,
        *LIBRARY.scope,
        *LIBRARY.terms,
        *LIBRARY.grading,
        *(outcome.id for trial in LIBRARY.trials.values() for outcome in trial.outcomes),
    ]
    assert not [id_ for id_ in ids if not ID.fullmatch(id_)]
    assert not set(LIBRARY.options) & set(LIBRARY.groups)


def test_every_rule_of_the_published_list_is_there() -> None:
    listed = (ROOT / "tests" / "data" / "rule_ids.txt").read_text(encoding="utf-8").split()
    assert len(listed) == len(set(listed)) > 300
    assert not set(listed) - set(LIBRARY.rules)


# Figures

RESULT = re.compile(
    r"\bHR \d|hazard ratio (of )?\d|\d+ % CI\b|\d\.\d+ (against|and|versus|v) \d"
    r"|\d+(\.\d+)? months against|\d+\.\d+ months|\bp ?[<=] ?0?\.\d|\bmedian [A-Z]+ (of )?\d"
)
FIGURES_LIVE_HERE = ("trials/", "references.toml")


@pytest.mark.parametrize("file", [f for f in FILES if not f.startswith(FIGURES_LIVE_HERE)])
def test_no_result_is_typed_into_prose(file: str) -> None:
    for place, text in SAID[file]:
        assert not RESULT.search(TOKEN.sub("", text)), (place, text)


def decimals() -> set[str]:
    """The figures of all trials that can hardly stand in a text by chance."""
    found: set[str] = set()
    for trial in LIBRARY.trials.values():
        inner = [subgroup for one in trial.outcomes for subgroup in one.subgroups]
        for one in (*trial.outcomes, *inner):
            parts = [one.hr, *one.medians]
            parts += [one.change, *one.rates] if isinstance(one, Outcome) else []
            numbers = [n for part in parts if part for n in (part.value, part.low, part.high)]
            found |= {f"{n:g}" for n in numbers if n is not None and n != round(n)}
    return found


NO_RESULT = {"0.8", "2.5", "1.1"}  # two limits, and the version of a scale


def test_no_figure_of_a_trial_has_a_copy_in_other_prose() -> None:
    known = decimals()
    assert len(known) > 60
    for file in FILES:
        if file.startswith(FIGURES_LIVE_HERE):
            continue
        for place, text in SAID[file]:
            typed = set(re.findall(r"(?<![\d.])\d+\.\d+(?![\d.])", TOKEN.sub("", text)))
            assert not typed & (known - NO_RESULT), (file, place, text)


def test_prose_quotes_figures_and_every_token_was_filled() -> None:
    quoted = [t for file in FILES for _, text in SAID[file] for t in TOKEN.findall(text)]
    assert len(quoted) > 40
    for rule in LIBRARY.rules.values():
        assert "{" not in rule.because and "figure missing" not in rule.because


def test_only_verified_outcomes_are_primary() -> None:
    for id_, trial in LIBRARY.trials.items():
        assert all(one.verified for one in trial.outcomes if one.primary), id_


@pytest.mark.parametrize("id_", list(LIBRARY.trials))
def test_a_trial_is_told_honestly(id_: str) -> None:
    trial = LIBRARY.trials[id_]
    assert not trial.nct or re.fullmatch(r"NCT\d{8}", trial.nct)
    assert trial.year is None or 1990 < trial.year <= date.today().year
    assert trial.not_shown.endswith(".")
    assert trial.question.endswith("?")
    counted = [arm.n for arm in trial.arms]
    if trial.n is not None and None not in counted:
        assert sum(n for n in counted if n) <= trial.n
    for one in trial.outcomes:
        assert not (one.hr and not one.compared), "a ratio compares"
        controls = {arm.id for arm in trial.arms if arm.role == "control"}
        if one.hr:
            assert controls, one.id


TOLD = [
    id_ for id_, trial in LIBRARY.trials.items() if trial.harms or trial.conflicts or trial.extends
]


def test_promid_clarinet_and_its_extension_are_told_in_full() -> None:
    assert {"promid", "clarinet", "clarinet-extension"} <= set(TOLD)
    for id_ in ("promid", "clarinet"):
        trial = LIBRARY.trials[id_]
        parts = (trial.baseline, trial.conduct, trial.quality_of_life, trial.harms, trial.labels)
        assert all((*parts, trial.conflicts, trial.not_found)), id_
        [primary] = [one for one in trial.outcomes if one.primary]
        assert primary.definition and primary.subgroups and primary.landmark


@pytest.mark.parametrize("id_", TOLD)
def test_what_a_trial_shows_is_verified_and_what_is_not_confirmed_has_no_source(id_: str) -> None:
    trial = LIBRARY.trials[id_]
    shown = (*trial.outcomes, *trial.baseline, *trial.harms, *trial.conduct, *trial.labels)
    assert all(one.verified for one in shown)
    assert all(sub.verified for one in trial.outcomes for sub in one.subgroups)
    for conflict in trial.conflicts:
        assert sum(said.verified for said in conflict.readings) >= 2, conflict.id
        for said in conflict.readings:
            assert said.verified == (said.source is not None), conflict.id


@pytest.mark.parametrize("id_", TOLD)
def test_no_token_is_left_in_what_a_trial_says(id_: str) -> None:
    said = str(LIBRARY.trials[id_].model_dump(exclude={"criteria"}))
    assert not TOKEN.search(said) and "figure missing" not in said


def test_time_to_progression_and_progression_free_survival_count_different_deaths() -> None:
    [ttp] = [one for one in LIBRARY.trials["promid"].outcomes if one.primary]
    [pfs] = [one for one in LIBRARY.trials["clarinet"].outcomes if one.primary]
    assert ttp.definition and pfs.definition
    assert ttp.definition.event == "progression or death from the tumour"
    assert pfs.definition.event == "progression or death"


def test_a_harm_from_any_cause_and_one_blamed_on_the_treatment_are_two_entries() -> None:
    harms = {one.id: one for one in LIBRARY.trials["clarinet"].harms}
    assert harms["diarrhoea"].event == harms["diarrhoea-related"].event
    assert harms["diarrhoea"].basis == "any cause"
    assert harms["diarrhoea-related"].basis == "treatment-related"


def test_a_figure_reaches_readers_as_it_was_published() -> None:
    """One figure is written down twice, so that a slip in reading files shows."""
    [primary] = [one for one in LIBRARY.trials["netter-2"].outcomes if one.primary]
    assert primary.hr is not None
    assert (primary.hr.value, primary.hr.low, primary.hr.high) == (0.276, 0.182, 0.418)
    assert [median.value for median in primary.medians] == [22.8, 8.5]


# Words

DOSE = re.compile(
    r"\d\s*(mg|µg|mcg|microgram|milligram|GBq|MBq|mCi|Gy)\b(?!\s*/\s*dL)|\bcycles? of\b", re.I
)
MAY_TELL_A_DOSE = {
    "options": {"description"},
    "trials": {"label", "population", "design", "not_shown", "note", "question"},
    "thresholds.toml": {"limit", "meaning"},
    "disagreements.toml": {"topic", "point", "says"},
    "inputs.toml": {"note"},
    "derived.toml": {"note"},
    "rules": {"note"},
    "side_by_side.toml": {"0", "1"},  # cells: one for each trial
}


@pytest.mark.parametrize("file", FILES)
def test_a_dose_stands_only_where_a_trial_or_label_is_described(file: str) -> None:
    allowed = MAY_TELL_A_DOSE.get(file.split("/")[0], set())
    for place, text in prose(file, "citation"):
        assert not DOSE.search(text) or place[-1] in allowed, (place, text)


def test_the_search_for_doses_finds_those_that_trials_gave() -> None:
    found = [t for f in FILES for p, t in prose(f, "citation") if DOSE.search(t)]
    assert len(found) > 15
    assert not DOSE.search("Bilirubin above 2 mg/dL")
    assert DOSE.search("lanreotide 120 mg every 14 days")


ORDERS = re.compile(
    r"recommended for|we recommend|your patient|you should|you must|should be given|"
    r"must be given|is the best|\bprescribe\b",
    re.I,
)


@pytest.mark.parametrize("file", FILES)
def test_nothing_gives_an_order(file: str) -> None:
    for place, text in prose(file, "citation"):
        assert not ORDERS.search(text), (place, text)


@pytest.mark.parametrize("file", PROSE_FILES)
def test_no_page_of_prose_gives_an_order(file: str) -> None:
    for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
        assert not re.search(r"recommended for|your patient|prescribe", line, re.I), line


AMERICAN = re.compile(
    r"\b(tumors?|diarrhea|randomi[z]ed|randomi[z]ation|hemato\w+|anemi[ac]|leukemi[ac]|edema|"
    r"esophag\w+|hemorrhag\w+|hypoglycemia|ischemia|colors?|centers?|favors?|favorable|fibers?|"
    r"behaviors?|labeled|labeling|locali[z]ed|emboli[z]ation|stabili[z]\w+|characteri[z]\w+|"
    r"summari[z]\w+|hospitali[z]\w+|metastasi[z]e\w*|utili[z]\w+|analogs?|judgment|gray|liters?|"
    r"millimeters?|centimeters?|catheteri[z]\w+)\b",
    re.I,
)


@pytest.mark.parametrize("file", FILES)
def test_spelling_is_british(file: str) -> None:
    for place, text in prose(file, "citation", "url"):
        assert not AMERICAN.search(text), (place, text)


@pytest.mark.parametrize("file", PROSE_FILES)
def test_spelling_of_prose_is_british(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not AMERICAN.search(re.sub(r"`[^`]*`|```.*?```", "", text, flags=re.S))


@pytest.mark.parametrize("file", FILES)
def test_prose_is_calm_and_without_markup(file: str) -> None:
    for place, text in prose(file, "citation", "url"):
        assert "!" not in text, (place, text)
        assert text == text.strip() and "  " not in text, (place, text)
        assert not re.search(r"<[a-z/]+>|\*\*|https?://", text), (place, text)
        assert not re.search(r" [,.;:]|\.\.$|,,", text), (place, text)


FULL_SENTENCES = {"because", "text", "description", "harms", "cautions", "not_shown", "definition"}


@pytest.mark.parametrize("file", FILES)
def test_a_sentence_begins_with_a_capital_and_ends_with_a_stop(file: str) -> None:
    for place, text in SAID[file]:
        if place[-1] in FULL_SENTENCES:
            assert text.endswith((".", "?")), (place, text)
            first = TOKEN.sub("X", text)[0]
            assert not first.islower(), (place, text)


# Sources


@pytest.mark.parametrize("id_", list(LIBRARY.references))
def test_a_source_has_an_address_or_claims_none(id_: str) -> None:
    source = LIBRARY.references[id_]
    assert not source.doi or re.fullmatch(r"10\.\d{4,9}/\S+", source.doi)
    assert not source.pmid or re.fullmatch(r"\d{6,8}", source.pmid)
    assert not source.pmc or re.fullmatch(r"PMC\d{5,8}", source.pmc)
    assert not source.nct or re.fullmatch(r"NCT\d{8}", source.nct)
    assert not source.url or re.fullmatch(r"https?://\S+", source.url)
    claimed = any((source.doi, source.pmid, source.pmc, source.nct, source.url))
    assert bool(source.address) == claimed
    assert not claimed or source.address.startswith(("https://", "http://"))
    assert len(source.seen) > 5
    assert source.read_on <= date.today()


def test_no_two_sources_are_the_same_paper() -> None:
    for kind in ("doi", "pmid"):
        held = [value for s in LIBRARY.references.values() if (value := getattr(s, kind))]
        assert len({value.lower() for value in held}) == len(held), kind


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"doi": "10.1/a", "pmid": "123456", "url": "https://x.org"}, "https://doi.org/10.1/a"),
        ({"pmid": "123456", "pmc": "PMC12345"}, "https://pubmed.ncbi.nlm.nih.gov/123456/"),
        ({"pmc": "PMC12345", "nct": "N"}, "https://pmc.ncbi.nlm.nih.gov/articles/PMC12345/"),
        ({"nct": "NCT1", "url": "https://x.org"}, "https://clinicaltrials.gov/study/NCT1"),
        ({"url": "https://x.org"}, "https://x.org"),
        ({}, ""),
    ],
)
def test_the_most_lasting_address_comes_first(fields: dict[str, str], address: str) -> None:
    blank = dict.fromkeys(("doi", "pmid", "pmc", "nct", "url"), "")
    source = LIBRARY.references["asco-2023"].model_copy(update=blank | fields)
    assert source.address == address


def test_a_rule_whose_only_source_is_the_panel_says_so() -> None:
    panel = {id_ for id_, rule in LIBRARY.rules.items() if rule.sources == (PANEL,)}
    assert panel
    for id_, rule in LIBRARY.rules.items():
        assert argument(rule).endswith("(panel opinion)") == (id_ in panel)
        assert id_ not in panel or rule.verification != "verified"
        assert id_ not in panel or rule.strength != "standard"


def test_every_tick_beside_a_slider_has_sources_numbers_and_a_meaning() -> None:
    ticks = [limit for limit in LIBRARY.thresholds if limit.who]
    assert len(ticks) > 5
    for limit in ticks:
        assert limit.sources and limit.numbers and limit.meaning, limit.limit
        low, high = LIBRARY.inputs[limit.fact].limits or (0, 0)
        assert all(low <= number <= high for number in limit.numbers)


def test_every_limit_has_a_source_and_says_where_it_falls() -> None:
    for limit in LIBRARY.thresholds:
        assert limit.sources, (limit.fact, limit.limit)
        assert limit.side


def test_every_rule_without_a_source_says_how_little_is_known() -> None:
    for id_, rule in LIBRARY.rules.items():
        if not rule.sources:
            assert rule.verification in ("design", "unverified"), id_


# Trials on which no argument of the pathway rests, and why they are here all the same.
NO_ARGUMENT = {
    "a021202": "pazopanib is no option here; a longer PFS that was not pursued is taught",
    "action-1": "no result yet",
    "arnold-2005": "interferon is no option here; medians far apart and not significant are taught",
    "axinet": "axitinib is no option here; its two readings are taught",
    "carefndr": "no result yet",
    "compose": "no result yet",
    "cooperate-2": "pasireotide is no option here; that adding it gained nothing is taught",
    "elect": "rescue with octreotide, not growth",
    "level": "no result yet",
    "luna": "the arms were not to be compared",
    "net-retreat": "no result yet",
    "netter-r": "no control; the trials of PRRT in the pancreas are cited",
    "pasireotide-carcinoid": "pasireotide is no option here; negative",
    "radiant-2": "formally negative",
    "reminet": "maintenance, which the pathway does not ask",
    "retnet": "no result on growth yet",
    "rubin-1999": "doses of octreotide for symptoms, which the pathway does not ask",
    "sanet-ep": "surufatinib is no option here; its two readings are taught",
    "sanet-p": "surufatinib is no option here",
    "sorento": "no result yet",
    "sunitinib-phase-4": "one arm; the arguments rest on the randomised trial",
    "talent": "lenvatinib is no option here; one arm",
    "telecast": "fewer bowel movements than the arguments for telotristat speak of",
}


def test_a_rule_names_its_evidence_by_trials_that_exist() -> None:
    named = {trial for rule in LIBRARY.rules.values() for trial in rule.evidence}
    named |= {trial for option in LIBRARY.options.values() for trial in option.evidence}
    extensions = {id_ for id_, trial in LIBRARY.trials.items() if trial.extends}
    assert named <= set(LIBRARY.trials) - extensions, "an extension compares nothing"
    assert set(LIBRARY.trials) - extensions - named == set(NO_ARGUMENT)


@pytest.mark.parametrize("id_", list(LIBRARY.rules))
def test_a_review_lies_in_the_past_and_follows_the_draft(id_: str) -> None:
    review = LIBRARY.rules[id_].reviewed
    assert review.drafted <= date.today()
    assert review.on is None or review.drafted <= review.on <= date.today()


def test_every_disagreement_has_two_sides_and_its_quotes_filled() -> None:
    for id_, point in LIBRARY.disagreements.items():
        assert len({(p.who, p.says) for p in point.positions}) == len(point.positions) >= 2, id_
        assert not [p for p in point.positions if "{" in p.says]


# What is shown in order


def test_orders_are_unique() -> None:
    for family in (LIBRARY.options, LIBRARY.presets):
        orders = [entry.order for entry in family.values()]
        assert len(set(orders)) == len(orders)
        assert orders == sorted(orders)


def test_names_are_unique() -> None:
    for names in (
        [option.label for option in LIBRARY.options.values()],
        [option.short for option in LIBRARY.options.values()],
        [preset.name for preset in LIBRARY.presets.values()],
        [fact.label for fact in LIBRARY.inputs.values()],
        [fact.short for fact in LIBRARY.inputs.values()],
    ):
        assert len(set(names)) == len(names)


def test_every_option_every_group_and_every_notice_is_spoken_of() -> None:
    assert all(LIBRARY.rules_about[option] for option in LIBRARY.options)
    assert all(LIBRARY.members(group) for group in LIBRARY.groups)
    shown = set(LIBRARY.notice_of.values())
    assert set(LIBRARY.notices) - shown == {"no-tumour-option"}  # follows from a reading


def test_there_are_at_least_six_scenarios_and_each_is_another_patient() -> None:
    assert len(LIBRARY.presets) >= 6
    patients = [LIBRARY.patient(preset.patient) for preset in LIBRARY.presets.values()]
    assert len(set(patients)) == len(patients)
    shown = {leading(reading(patient, LIBRARY)) for patient in patients}
    assert len(shown) >= 6


@pytest.mark.parametrize("id_", list(LIBRARY.presets))
def test_a_scenario_holds_only_what_differs_from_the_defaults(id_: str) -> None:
    for fact, value in LIBRARY.presets[id_].patient.items():
        assert fact in INPUTS
        assert value != LIBRARY.inputs[fact].default, fact


def test_the_first_scenario_is_the_default_patient() -> None:
    first = next(iter(LIBRARY.presets.values()))
    assert LIBRARY.patient(first.patient) == LIBRARY.default_patient()


def test_every_column_of_the_picture_names_rules_and_places() -> None:
    assert len(LIBRARY.steps) == 8
    for step in LIBRARY.steps.values():
        assert step.question.endswith("?") and step.short.endswith("?")
        for answer in step.answers:
            assert len(answer.words) <= 32  # two lines of the picture


def test_a_default_of_a_number_lies_on_a_step_of_its_widget() -> None:
    for name, fact in LIBRARY.inputs.items():
        if fact.kind == "number" and fact.default is not None:
            assert fact.limits and fact.step
            steps = (float(fact.default) - fact.limits[0]) / fact.step
            assert abs(steps - round(steps)) < 1e-9, name


def test_a_scale_of_points_is_whole_and_complete() -> None:
    for name, fact in LIBRARY.inputs.items():
        if fact.scale:
            assert fact.limits and fact.step == 1
            points = [point.at for point in fact.scale]
            assert points == list(range(int(fact.limits[0]), int(fact.limits[1]) + 1)), name
