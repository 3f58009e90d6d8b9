"""What the pathway promises holds for every patient: of any kind, and around every limit."""

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlogic.content import Library, inputs_of, sets_standing
from netlogic.criteria import Criteria
from netlogic.pathway import NOTHING_TUMOUR, Reading, Standing, reading
from netlogic.patient import INPUTS, Patient
from netlogic.schema import Rule
from tests.strategies import (
    ANYONE,
    EDGES,
    LIBRARY,
    NUMBERS,
    around,
    changed,
    complete,
    hidden,
    partly_unknown,
    pertinent,
    somebody,
)

DATA = Path(__file__).parent / "data"
EXPECTED = json.loads((DATA / "expectations.json").read_text(encoding="utf-8"))
ALWAYS = [promise for promise in EXPECTED["invariants"] if promise["kind"] == "always"]
ORDER = [promise for promise in EXPECTED["invariants"] if promise["kind"] == "order"]
STANDING = {standing.words: standing for standing in Standing}
CLOSING = {id_ for id_, notice in LIBRARY.notices.items() if notice.closes}
LIMITS = [
    (fact, limit)
    for fact in INPUTS
    for limit in (LIBRARY.limits_of(fact) if fact in NUMBERS else ())
]
ARCHETYPES = [
    Patient.model_validate(EXPECTED["defaults"] | archetype["patient"])
    for archetype in EXPECTED["archetypes"]
]
DEFAULT = dict(LIBRARY.default_patient())

Claim = dict[str, Any]
Promise = dict[str, Any]


def condition(promise: Promise) -> Criteria:
    """When a promise speaks; `use` pulls in a condition that several share."""
    when = dict(promise.get("if", {}))
    shared = EXPECTED["conditions"][when.pop("use")] if "use" in when else {}
    return Criteria.model_validate(shared | when)


WHEN = {promise["id"]: condition(promise) for promise in EXPECTED["invariants"]}
FIT = Criteria.model_validate({"differentiation": "well"} | EXPECTED["conditions"]["fit"])


def broken(claim: Claim, read: Reading) -> list[str]:
    """What of a claim does not hold for a reading, in words."""
    if "notice" in claim:
        return [] if claim["notice"] in read.notices else [f"no notice {claim['notice']}"]
    if "lane" in claim:
        least = STANDING[claim["at_least"]]
        lane = [o for id_, o in read.options.items() if LIBRARY.options[id_].lane == claim["lane"]]
        some = any(option.standing >= least for option in lane)
        excused = set(claim.get("or_notice", ())) & set(read.notices)
        return [] if some or excused else [f"nothing in {claim['lane']} is {least.words}"]
    return [
        f"{id_} is {read.options[id_].standing.words}: {claim}"
        for id_ in LIBRARY.members(claim["option"])
        if not within(claim, read.options[id_].standing)
    ]


def within(claim: Claim, standing: Standing) -> bool:
    """Whether a standing is as a claim says."""
    return (
        standing == STANDING[claim.get("is", standing.words)]
        and standing <= STANDING[claim.get("at_most", standing.words)]
        and standing >= STANDING[claim.get("at_least", standing.words)]
    )


def told(read: Reading) -> tuple[object, ...]:
    """What a reading says, in no order."""
    return (
        {o.id: (o.standing, o.could_be, o.depends_on, o.balance) for o in read.options.values()},
        {id_: frozenset(option.arguments) for id_, option in read.options.items()},
        {step.id: (step.answer, step.unknown, frozenset(step.arguments)) for step in read.steps},
        frozenset(read.notices),
        read.leading,
    )


def heard(patient: Patient) -> tuple[object, ...]:
    """What a fact must touch to matter: a standing, the order of options, a notice."""
    read = reading(patient, LIBRARY)
    return {id_: (o.standing, o.balance) for id_, o in read.options.items()}, read.notices


def with_rules(rules: dict[str, Rule]) -> Library:
    return replace(LIBRARY, rules=rules)


@pytest.mark.parametrize("promise", ALWAYS, ids=lambda promise: promise["id"])
def test_a_promise_holds_for_everyone_it_speaks_of(promise: Promise) -> None:
    @settings(max_examples=25)
    @given(complete(WHEN[promise["id"]]))
    def holds(patient: Patient) -> None:
        read = reading(patient, LIBRARY)
        assert WHEN[promise["id"]].verdict(read.facts) is True
        assert not [words for claim in promise["then"] for words in broken(claim, read)]

    holds()


@pytest.mark.parametrize(("fact", "limit"), LIMITS)
def test_every_promise_holds_at_and_around_a_limit(fact: str, limit: float) -> None:
    spoken_of = 0
    for archetype in ARCHETYPES:
        for value in around(fact, limit):
            read = reading(changed(archetype, **{fact: value}), LIBRARY)
            for promise in ALWAYS:
                if WHEN[promise["id"]].verdict(read.facts):
                    spoken_of += 1
                    wrong = [words for claim in promise["then"] for words in broken(claim, read)]
                    assert not wrong, (promise["id"], fact, value)
    assert spoken_of > len(ARCHETYPES)


CAPPED = [
    promise
    for promise in ALWAYS
    if any(claim.keys() & {"at_most", "is"} for claim in promise["then"])
]


@pytest.mark.parametrize("promise", CAPPED, ids=lambda promise: promise["id"])
def test_no_unknown_fact_could_break_a_ceiling(promise: Promise) -> None:
    when = WHEN[promise["id"]]
    others = tuple(name for name in INPUTS if name not in inputs_of(when))

    @settings(max_examples=10)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        read = reading(data.draw(hidden(data.draw(complete(when)), others)), LIBRARY)
        for claim in promise["then"]:
            ceiling = claim.get("at_most", claim.get("is"))
            for id_ in LIBRARY.members(claim["option"]) if ceiling else ():
                assert read.options[id_].could_be <= STANDING[ceiling], id_

    holds()


def ordered(promise: Promise) -> list[Any]:
    """The values of a promise in its order; of a number also those around every limit."""
    wanted: list[Any] = promise["order"]
    if promise["vary"] not in NUMBERS:
        return wanted
    found = sorted({*wanted, *(v for v in EDGES[promise["vary"]] if isinstance(v, float | int))})
    return found if wanted[0] < wanted[-1] else found[::-1]


@pytest.mark.parametrize("promise", ORDER, ids=lambda promise: promise["id"])
def test_a_promise_of_order_holds_along_the_whole_scale(promise: Promise) -> None:
    fact, sign = promise["vary"], 1 if promise["direction"] == "never-lowers" else -1
    options = [id_ for name in promise["options"] for id_ in LIBRARY.members(name)]
    about = tuple(id_ for id_ in LIBRARY.rules_asking[fact] if LIBRARY.rules[id_].option)

    @settings(max_examples=25)
    @given(pertinent(about))
    def holds(patient: Patient) -> None:
        before: Reading | None = None
        for value in ordered(promise):
            after = reading(changed(patient, **{fact: value}), LIBRARY)
            for id_ in options if before else ():
                old, new = before.options[id_].standing, after.options[id_].standing  # type: ignore[union-attr]
                assert sign * old <= sign * new, (id_, value, old.words, new.words)
            before = after

    holds()


@pytest.mark.parametrize("rule", LIBRARY.rules)
def test_a_rule_is_met_by_some_patient(rule: str) -> None:
    met = somebody(LIBRARY.rules[rule].when)
    assert met is not None, "no patient meets it"
    read = reading(Patient.model_validate(DEFAULT | met), LIBRARY)
    assert LIBRARY.rules[rule].when.verdict(read.facts) is True
    notice = LIBRARY.rules[rule].notice
    assert notice is None or notice in read.notices


@given(partly_unknown(), st.integers(0, 2**32))
@settings(max_examples=40)
def test_the_order_of_rules_never_matters(patient: Patient, seed: int) -> None:
    items = list(LIBRARY.rules.items())
    random.Random(seed).shuffle(items)
    assert told(reading(patient, with_rules(dict(items)))) == told(reading(patient, LIBRARY))


@given(pertinent(), st.data())
@settings(max_examples=150)
def test_unknown_never_makes_a_claim_stronger(patient: Patient, data: st.DataObject) -> None:
    before = reading(patient, LIBRARY)
    after = reading(data.draw(hidden(patient)), LIBRARY)
    assert set(after.notices) - {NOTHING_TUMOUR} <= set(before.notices)
    for id_, option in after.options.items():
        known = before.options[id_].standing
        assert option.standing <= option.could_be, id_
        assert known <= option.could_be, id_
        assert known in (option.standing, option.could_be) or option.depends_on, id_
        if LIBRARY.options[id_].available.verdict(before.facts):
            assert set(option.arguments) <= set(before.options[id_].arguments), id_


@given(partly_unknown(), st.data())
@settings(max_examples=150)
def test_some_value_of_a_fact_gives_what_is_said_without_it(
    patient: Patient, data: st.DataObject
) -> None:
    fact = data.draw(st.sampled_from(INPUTS))
    without = reading(changed(patient, **{fact: None}), LIBRARY)
    tried = [reading(changed(patient, **{fact: value}), LIBRARY) for value in LIBRARY.telling[fact]]
    for id_, option in without.options.items():
        assert option.standing <= max(read.options[id_].standing for read in tried), id_
        assert option.could_be == max(read.options[id_].could_be for read in tried), id_


@given(partly_unknown())
@settings(max_examples=150)
def test_what_needs_receptors_depends_on_uptake_that_is_not_known(patient: Patient) -> None:
    read = reading(changed(patient, krenning=None), LIBRARY)
    for id_ in EXPECTED["needs_receptors"]:
        option = read.options[id_]
        if option.could_be >= Standing.REASONABLE:
            assert "krenning" in option.depends_on, id_
        if not option.depends_on:
            assert option.standing < Standing.REASONABLE, id_


@given(complete(FIT))
@settings(max_examples=150)
def test_every_fit_patient_has_something_to_discuss_or_a_reason_why_not(patient: Patient) -> None:
    read = reading(patient, LIBRARY)
    assert read.leading or CLOSING & set(read.notices)


@given(pertinent())
@settings(max_examples=150)
def test_nobody_with_a_net_is_left_without_a_reason(patient: Patient) -> None:
    read = reading(changed(patient, differentiation="well"), LIBRARY)
    assert read.leading or (CLOSING - {NOTHING_TUMOUR}) & set(read.notices)
    assert bool(read.leading) != (NOTHING_TUMOUR in read.notices)


COMORBIDITY = tuple(id_ for id_, step in LIBRARY.step_of_rule.items() if step == "comorbidity")


@given(pertinent(COMORBIDITY))
@settings(max_examples=150)
def test_comorbidity_adds_no_option_but_supportive_care(patient: Patient) -> None:
    rest = {id_: rule for id_, rule in LIBRARY.rules.items() if id_ not in COMORBIDITY}
    without, read = reading(patient, with_rules(rest)), reading(patient, LIBRARY)
    for id_, option in read.options.items():
        assert id_ == "supportive" or option.standing <= without.options[id_].standing, id_


def test_no_comorbidity_rule_argues_for_an_option_but_supportive_care() -> None:
    found = [LIBRARY.rules[id_] for id_ in COMORBIDITY]
    assert {rule.option for rule in found if rule.argues == "for"} == {"supportive"}


UNVERIFIED = tuple(id_ for id_, rule in LIBRARY.rules.items() if rule.verification == "unverified")


@given(pertinent(UNVERIFIED))
@settings(max_examples=100)
def test_unverified_rules_never_set_a_standing(patient: Patient) -> None:
    rest = {id_: rule for id_, rule in LIBRARY.rules.items() if id_ not in UNVERIFIED}
    without, read = reading(patient, with_rules(rest)), reading(patient, LIBRARY)
    for id_, option in read.options.items():
        assert option.standing == without.options[id_].standing, id_


def test_there_are_unverified_rules_and_none_argues_for_a_standing() -> None:
    assert UNVERIFIED
    assert not [id_ for id_ in UNVERIFIED if sets_standing(LIBRARY.rules[id_])]


@pytest.mark.parametrize("strength", ["standard", "option", "emerging", "limits", "avoid"])
def test_an_unverified_rule_that_sets_a_standing_is_refused(strength: str) -> None:
    content = {
        "option": "ssa",
        "argues": "against" if strength in ("limits", "avoid") else "for",
        "strength": strength,
        "because": "Somebody said so.",
        "reviewed": {"drafted": "2026-11-24"},
        "when": {},
    } | ({"to": "option"} if strength == "limits" else {})
    Rule.model_validate(content | {"verification": "design"})
    with pytest.raises(ValueError, match="unverified content never sets a standing"):
        Rule.model_validate(content | {"verification": "unverified"})


@pytest.mark.parametrize("fact", INPUTS)
def test_a_fact_matters_to_a_standing_an_order_or_a_notice(fact: str) -> None:
    for id_ in LIBRARY.rules_asking[fact]:
        patient = Patient.model_validate(DEFAULT | (somebody(LIBRARY.rules[id_].when) or {}))
        said = heard(patient)
        if any(heard(changed(patient, **{fact: v})) != said for v in LIBRARY.telling[fact]):
            return
    pytest.fail("no rule that asks for it ever says anything else because of it")


@pytest.mark.parametrize("fact", LIBRARY.derived)
def test_a_derived_fact_is_asked_by_something(fact: str) -> None:
    conditions = [rule.when for rule in LIBRARY.rules.values()]
    conditions += [option.available for option in LIBRARY.options.values()]
    conditions += [answer.when for step in LIBRARY.steps.values() for answer in step.answers]
    used_by_facts = {"heavily_symptomatic", "liver_limited", "quiet_disease"}
    assert fact in used_by_facts or any(fact in when for when in conditions)


@pytest.mark.parametrize("promise", EXPECTED["invariants"], ids=lambda promise: promise["id"])
def test_a_promise_speaks_of_somebody_and_of_things_that_exist(promise: Promise) -> None:
    assert somebody(WHEN[promise["id"]]) is not None
    assert WHEN[promise["id"]] == ANYONE or inputs_of(WHEN[promise["id"]])
    options = [claim["option"] for claim in promise.get("then", ()) if "option" in claim]
    assert all(LIBRARY.members(name) for name in [*options, *promise.get("options", ())])
    notices = [claim["notice"] for claim in promise.get("then", ()) if "notice" in claim]
    assert set(notices) <= set(LIBRARY.notices)
