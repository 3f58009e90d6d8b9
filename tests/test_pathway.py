"""What a reading means: standings, limits, availability, steps, leading options, silence."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings

from netlogic.content import Library, inputs_of, sets_standing
from netlogic.criteria import Criteria
from netlogic.pathway import NOTHING_TUMOUR, Reading, Standing, StepReading, reading, standing_of
from netlogic.patient import INPUTS, Facts, Patient, Value
from netlogic.schema import Option, Rule
from tests.strategies import LIBRARY, USUAL, changed, partly_unknown, pertinent

WORST_FIRST = (
    "closed here",
    "usually avoid",
    "not listed here",
    "emerging",
    "reasonable",
    "discuss first",
)


def rule(strength: str, *, option: str = "ssa", to: str | None = None, **when: Any) -> Rule:
    """A made-up argument."""
    against = strength in ("disfavours", "limits", "avoid", "exclude")
    return Rule.model_validate(
        {
            "option": option,
            "argues": "against" if against else "for",
            "strength": strength,
            "to": to,
            "because": "Made up for a test.",
            "verification": "design",
            "reviewed": {"drafted": "2026-11-24"},
            "when": when,
        }
    )


def made_up(*rules: Rule, **available: Any) -> Library:
    """The library with these rules only; `available` is when an SSA exists at all."""
    ssa = LIBRARY.options["ssa"].model_copy(update={"available": Criteria(available)})
    return replace(
        LIBRARY,
        rules={f"rule-{n}": rule for n, rule in enumerate(rules)},
        step_of_rule={f"rule-{n}": "first-line" for n in range(len(rules))},
        options={**LIBRARY.options, "ssa": ssa},
    )


def ssa(patient: Patient, *rules: Rule, **available: Any) -> str:
    return reading(patient, made_up(*rules, **available)).options["ssa"].standing.words


def test_standings_are_ordered_worst_first_and_have_the_words_used_everywhere() -> None:
    assert tuple(standing.words for standing in sorted(Standing)) == WORST_FIRST


@pytest.mark.parametrize(
    ("arguments", "standing"),
    [
        ([], "not listed here"),
        (["favours"], "not listed here"),
        (["disfavours"], "not listed here"),
        (["emerging"], "emerging"),
        (["option"], "reasonable"),
        (["standard"], "discuss first"),
        (["emerging", "option"], "reasonable"),
        (["emerging", "option", "standard"], "discuss first"),
        (["standard", "favours", "disfavours", "disfavours"], "discuss first"),
        (["standard", "limits option"], "reasonable"),
        (["standard", "limits emerging"], "emerging"),
        (["standard", "limits nothing"], "not listed here"),
        (["standard", "limits option", "limits emerging"], "emerging"),
        (["option", "limits option"], "reasonable"),
        (["emerging", "limits option"], "emerging"),
        (["limits option"], "not listed here"),
        (["limits nothing"], "not listed here"),
        (["avoid"], "usually avoid"),
        (["standard", "avoid"], "usually avoid"),
        (["standard", "avoid", "limits nothing"], "usually avoid"),
        (["exclude"], "closed here"),
        (["standard", "avoid", "exclude"], "closed here"),
    ],
    ids=lambda value: value if isinstance(value, str) else " and ".join(value) or "no argument",
)
def test_the_strongest_argument_for_sets_a_standing_and_those_against_cap_it(
    arguments: list[str], standing: str
) -> None:
    rules = [rule(w[0], to=w[1] if len(w) > 1 else None) for w in map(str.split, arguments)]
    for order in list(permutations(rules))[:24]:
        assert standing_of(list(order)).words == standing
    assert ssa(Patient(), *rules) == standing


def test_an_argument_that_does_not_apply_counts_for_nothing() -> None:
    rules = [rule("option"), rule("standard", krenning=4), rule("exclude", krenning=0)]
    assert ssa(Patient(krenning=4), *rules) == "discuss first"
    assert ssa(Patient(krenning=3), *rules) == "reasonable"
    assert ssa(Patient(krenning=0), *rules) == "closed here"


def test_an_argument_that_may_apply_does_not_count_yet() -> None:
    library = made_up(rule("option"), rule("standard", krenning=4), rule("exclude", krenning=0))
    option = reading(Patient(), library).options["ssa"]
    assert option.standing == Standing.REASONABLE
    assert option.could_be == Standing.DISCUSS_FIRST
    assert option.depends_on == ("krenning",)
    assert option.arguments == ("rule-0",)


def test_an_option_that_could_only_fall_depends_on_the_fact_too() -> None:
    option = reading(Patient(), made_up(rule("standard"), rule("avoid", dpd="complete")))
    assert option.options["ssa"].standing == option.options["ssa"].could_be
    assert option.options["ssa"].depends_on == ("dpd",)


def test_an_option_that_does_not_exist_for_a_patient_is_not_listed_and_has_no_arguments() -> None:
    library = made_up(rule("standard"), rule("exclude"), rule("favours"), line="first")
    option = reading(Patient(line="after-ssa"), library).options["ssa"]
    assert (option.standing, option.could_be) == (Standing.NOT_LISTED, Standing.NOT_LISTED)
    assert (option.arguments, option.depends_on, option.balance) == ((), (), 0)


def test_an_option_that_may_not_exist_is_not_listed_and_depends_on_that() -> None:
    option = reading(Patient(), made_up(rule("standard"), line="first")).options["ssa"]
    assert (option.standing, option.could_be) == (Standing.NOT_LISTED, Standing.DISCUSS_FIRST)
    assert option.depends_on == ("line",)


def test_a_closed_option_that_may_not_exist_is_not_listed() -> None:
    assert ssa(Patient(), rule("exclude"), line="first") == "not listed here"
    assert ssa(Patient(line="first"), rule("exclude"), line="first") == "closed here"


def test_arguments_that_favour_and_disfavour_are_counted_and_only_order() -> None:
    favours, against = rule("favours"), rule("disfavours")
    option = reading(Patient(), made_up(rule("option"), favours, favours, favours, against))
    ssa = option.options["ssa"]
    assert (ssa.pros, ssa.cons, ssa.balance) == (3, 1, 2)
    assert ssa.standing == Standing.REASONABLE


def test_a_rule_about_a_group_speaks_about_each_of_its_options() -> None:
    library = made_up(rule("option", option="prrt"))
    read = reading(Patient(line="first"), library)
    members = [id_ for id_, option in LIBRARY.options.items() if "prrt" in option.groups]
    assert len(members) > 1
    for id_ in members:
        here = LIBRARY.options[id_].available.verdict(read.facts) is True
        assert (read.options[id_].standing == Standing.REASONABLE) == here, id_


def test_leading_options_are_ordered_by_standing_then_balance_then_the_order_of_content() -> None:
    library = made_up(
        rule("option", option="surgery"),
        rule("standard", option="everolimus"),
        rule("option"),
        rule("favours"),
        rule("option", option="chemotherapy"),
        rule("emerging", option="observe"),
        rule("standard", option="mdt"),
        rule("standard", option="ssa-for-symptoms"),
    )
    everywhere = {
        id_: option.model_copy(update={"available": Criteria({})})
        for id_, option in library.options.items()
    }
    read = reading(Patient(), replace(library, options=everywhere))
    assert read.leading == ("everolimus", "ssa", "surgery", "chemotherapy")


def test_without_a_leading_option_a_net_gets_the_notice_that_nothing_leads() -> None:
    nothing = made_up(rule("emerging"))
    assert NOTHING_TUMOUR in reading(Patient(differentiation="well"), nothing).notices
    assert NOTHING_TUMOUR not in reading(Patient(differentiation="poor"), nothing).notices
    assert NOTHING_TUMOUR not in reading(Patient(), nothing).notices
    something = made_up(rule("option"))
    assert NOTHING_TUMOUR not in reading(Patient(differentiation="well"), something).notices


@settings(max_examples=80)
@given(partly_unknown())
def test_leading_options_are_the_tumour_options_at_reasonable_or_better(patient: Patient) -> None:
    read = reading(patient, LIBRARY)
    lane = {id_ for id_, option in LIBRARY.options.items() if option.lane == "tumour"}
    assert set(read.leading) == {
        id_ for id_ in lane if read.options[id_].standing >= Standing.REASONABLE
    }
    order = list(LIBRARY.options)
    keys = [
        (-read.options[id_].standing, -read.options[id_].balance, order.index(id_))
        for id_ in read.leading
    ]
    assert keys == sorted(keys)


# --------------------------------------------------------------- a second reader, from the words


def plain_verdict(when: Criteria, known: Facts) -> bool | None:
    """Whether criteria hold, worked out from their fields alone."""
    met: list[bool | None] = []
    for fact, condition in when.items():
        value = known[fact]
        met.append(None if value is None else plainly_met(condition, value))
    return False if False in met else None if None in met else True


COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "above": lambda value, limit: value > limit,
    "at_least": lambda value, limit: value >= limit,
    "at_most": lambda value, limit: value <= limit,
    "below": lambda value, limit: value < limit,
}


def plainly_met(condition: Any, value: Value) -> bool:
    if isinstance(condition, tuple):
        return any(value == wanted for wanted in condition)
    if isinstance(condition, bool | int | float | str):
        return value == condition
    limits = condition.model_dump(exclude_none=True)
    return all(COMPARE[word](float(value), limit) for word, limit in limits.items())


def plain_standing(option: str, known: Facts) -> str:
    """The standing in the order of the five sentences that define it."""
    content: Option = LIBRARY.options[option]
    certain = [
        rule
        for rule in LIBRARY.rules.values()
        if rule.option in (option, *content.groups) and plain_verdict(rule.when, known)
    ]
    strengths = {rule.strength for rule in certain}
    if not plain_verdict(content.available, known):
        return "not listed here"
    if "exclude" in strengths:
        return "closed here"
    if "avoid" in strengths:
        return "usually avoid"
    at_most = {rule.to for rule in certain if rule.strength == "limits"}
    if not strengths & {"standard", "option", "emerging"} or "nothing" in at_most:
        return "not listed here"
    if "emerging" in at_most or not strengths & {"standard", "option"}:
        return "emerging"
    return "discuss first" if "standard" in strengths and not at_most else "reasonable"


@settings(max_examples=80)
@given(partly_unknown())
def test_standings_and_notices_follow_from_the_rules_as_written(patient: Patient) -> None:
    read = reading(patient, LIBRARY)
    for id_, option in read.options.items():
        assert option.standing.words == plain_standing(id_, read.facts), id_
    shown = {
        rule.notice
        for rule in LIBRARY.rules.values()
        if rule.notice and plain_verdict(rule.when, read.facts)
    }
    assert set(read.notices) - {NOTHING_TUMOUR} == shown - {NOTHING_TUMOUR}


# --------------------------------------------------------------- steps


def answer_of(read: Reading, step: str) -> StepReading:
    return next(found for found in read.steps if found.id == step)


def test_steps_are_read_in_the_order_of_the_content() -> None:
    assert [step.id for step in reading(Patient(), LIBRARY).steps] == list(LIBRARY.steps)


@settings(max_examples=150)
@given(pertinent())
def test_a_known_patient_has_one_answer_at_every_step(patient: Patient) -> None:
    read = reading(patient, LIBRARY)
    for step in read.steps:
        answers = LIBRARY.steps[step.id].answers
        assert step.answer in {answer.id for answer in answers}, step.id
        assert step.unknown == (), step.id
        # The first answer that holds, all before it fail.
        holding = [answer.id for answer in answers if holds(answer, read)]
        assert holding[0] == step.answer, step.id


def holds(answer: Any, read: Reading) -> bool:
    """Whether an answer holds for a patient of whom everything is known."""
    return (
        plain_verdict(answer.when, read.facts) is True
        and all(read.options[id_].standing.words in s for id_, s in answer.standing.items())
        and (answer.applies is None or applies(answer, read))
    )


def applies(answer: Any, read: Reading) -> bool:
    return any(
        rule.strength in answer.applies.strength
        and LIBRARY.step_of_rule[id_] == answer.applies.step
        and plain_verdict(rule.when, read.facts) is True
        for id_, rule in LIBRARY.rules.items()
    )


@settings(max_examples=150)
@given(partly_unknown())
def test_an_unknown_answer_names_unknown_inputs_only(patient: Patient) -> None:
    read = reading(patient, LIBRARY)
    for step in read.steps:
        assert all(read.facts[name] is None for name in step.unknown), step.id
        assert list(step.unknown) == [name for name in INPUTS if name in step.unknown]
        if step.answer is None and not step.standing_of:
            assert step.unknown, step.id


def test_not_known_names_a_fact_even_where_the_standing_cannot_move() -> None:
    patient = changed(USUAL, bulk_symptoms="mild", hepatic_burden=None)
    read = reading(patient, LIBRARY)
    assert read.options["observe"].standing == read.options["observe"].could_be
    observe = answer_of(read, "observe")
    assert observe.answer is None
    assert observe.unknown == ("hepatic_burden",)


@pytest.mark.parametrize(
    ("step", "unknown", "facts"),
    [
        ("disease", ["differentiation"], ("differentiation",)),
        ("disease", ["ki67"], ("ki67",)),
        ("line", ["line"], ("line",)),
        ("receptors", ["krenning"], ("krenning",)),
        ("receptors", ["distribution", "fdg"], ("fdg",)),
        ("hormones", ["syndrome"], ("syndrome",)),
        ("pressure", ["tempo"], ("tempo",)),
        ("observe", ["hepatic_burden"], ("hepatic_burden",)),
        ("ssa", ["krenning"], ("krenning",)),
    ],
)
def test_not_known_names_the_facts_that_would_say(
    step: str, unknown: list[str], facts: tuple[str, ...]
) -> None:
    assert answer_of(reading(USUAL, LIBRARY), step).answer is not None
    found = answer_of(reading(changed(USUAL, **dict.fromkeys(unknown)), LIBRARY), step)
    assert (found.answer, found.unknown) == (None, facts)


def test_an_earlier_answer_that_holds_needs_no_later_fact() -> None:
    patient = Patient(differentiation="poor")
    read = reading(patient, LIBRARY)
    assert answer_of(read, "disease").answer == "carcinoma"
    assert answer_of(read, "observe").answer == "outside"
    assert answer_of(reading(Patient(krenning=1), LIBRARY), "receptors").answer == "negative"


def test_none_known_names_what_is_not_known() -> None:
    known = answer_of(reading(USUAL, LIBRARY), "limits")
    assert (known.answer, known.unknown) == ("nothing", ())
    hidden = reading(changed(USUAL, marrow=None, creatinine_clearance=None), LIBRARY)
    limits = answer_of(hidden, "limits")
    assert limits.answer == "nothing"
    assert set(limits.unknown) == {"marrow", "creatinine_clearance"}


@settings(max_examples=100)
@given(partly_unknown())
def test_none_known_names_every_fact_behind_a_limit_not_ruled_out(patient: Patient) -> None:
    read = reading(patient, LIBRARY)
    limits = answer_of(read, "limits")
    strengths = {"avoid", "exclude", "limits", "disfavours"}
    asked = [
        rule
        for id_, rule in LIBRARY.rules.items()
        if LIBRARY.step_of_rule[id_] == "comorbidity" and rule.strength in strengths
    ]
    open_ = [rule.when for rule in asked if plain_verdict(rule.when, read.facts) is None]
    behind = {name for when in open_ for name in inputs_of(when) if read.facts[name] is None}
    if limits.answer == "nothing":
        assert set(limits.unknown) == behind
    else:
        assert limits.arguments


def test_the_step_of_limits_names_the_arguments_that_apply() -> None:
    patient = changed(USUAL, creatinine_clearance=25, tempo="progressive")
    limits = answer_of(reading(patient, LIBRARY), "limits")
    assert limits.answer == "closes"
    assert limits.arguments
    for id_ in limits.arguments:
        assert LIBRARY.step_of_rule[id_] == "comorbidity"
        assert sets_standing(LIBRARY.rules[id_])
        assert "creatinine_clearance" in inputs_of(LIBRARY.rules[id_].when)


# --------------------------------------------------------------- silence and scope


@pytest.mark.parametrize("option", ["ssa", "observe"])
def test_a_silenced_option_has_no_standing_and_does_not_lead(option: str) -> None:
    before = reading(USUAL, LIBRARY)
    assert option in before.leading
    assert answer_of(before, option).answer is not None
    after = reading(USUAL, replace(LIBRARY, silenced=frozenset({option})))
    assert option not in after.options
    assert option not in after.leading
    assert answer_of(after, option).answer is None
    assert set(after.options) == set(before.options) - {option}
    assert set(after.leading) == set(before.leading) - {option}


def test_when_every_option_is_silenced_a_reading_still_has_its_steps_and_notices() -> None:
    silent = replace(LIBRARY, silenced=frozenset(LIBRARY.options))
    read = reading(USUAL, silent)
    assert (read.options, read.leading) == ({}, ())
    assert answer_of(read, "receptors").answer == "even"
    assert "teaching-tool" in read.notices


def test_a_carcinoma_and_a_tumour_without_pathology_are_out_of_scope() -> None:
    assert reading(USUAL, LIBRARY).out_of_scope is None
    carcinoma = reading(changed(USUAL, differentiation="poor"), LIBRARY)
    assert carcinoma.scope == ("carcinoma",)
    assert carcinoma.out_of_scope == LIBRARY.scope["carcinoma"].text
    unknown = reading(changed(USUAL, differentiation=None), LIBRARY)
    assert unknown.scope == ("no-pathology",)
    assert unknown.out_of_scope == LIBRARY.scope["no-pathology"].text


@pytest.mark.parametrize("primary", ["thymus", "unknown-primary"])
def test_a_primary_read_by_analogy_is_said_so_and_stays_in_scope(primary: str) -> None:
    read = reading(changed(USUAL, primary=primary), LIBRARY)
    assert read.scope == (primary,)
    assert read.out_of_scope is None


def test_an_unknown_primary_is_an_answer_and_a_primary_not_asked_is_none() -> None:
    searched = reading(changed(USUAL, primary="unknown-primary"), LIBRARY)
    not_asked = reading(changed(USUAL, primary=None), LIBRARY)
    assert searched.facts["site"] == "gi"
    assert "ssa" in searched.leading
    assert not_asked.facts["site"] is None
    assert "ssa" not in not_asked.leading
    assert "primary" in not_asked.undetermined
