"""The patient as keys of widgets and the URL, and back. Knows no Streamlit.

Most facts have a key of their name. Rarer ones share a multiselect: its tokens say only what
differs from the default. `None` is unknown: the value "unknown" of a choice, a tick beside a
number, an empty box of a number that is unknown by default.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, urlencode

from netlogic.content import Library
from netlogic.patient import INPUTS, Patient, Value
from netlogic.schema import InputFact
from netlogic.words import value_of

UNKNOWN = "unknown"
KEPT = "a"  # the parameter that holds the patient kept for comparison
DEFAULT = "default"  # what it says of the default patient, whose own parameters are none
HEADLINE = ("hepatic_burden", "krenning", "distribution")
SECTIONS: dict[str, tuple[str, ...]] = {
    "Tumour": ("primary", "ki67", "tempo", "extrahepatic"),
    "Hormones and symptoms": ("syndrome", "bulk_symptoms"),
    "Treatment so far": ("line",),
    "Fitness": ("performance_status",),
}
# Rarer facts: each group is one multiselect, whose tokens say only what differs from the default.
GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "spread": (
        "Tumour and spread",
        (
            "differentiation",
            "extent",
            "bone",
            "bone_pain",
            "peritoneum",
            "bowel_obstruction",
            "resectability",
            "fdg",
            "liver_only_progression",
        ),
    ),
    "hormones": (
        "Hormones and daily life",
        (
            "syndrome_severity",
            "refractory",
            "main_symptom",
            "other_diarrhoea_excluded",
            "ileal_resection",
            "carcinoid_heart",
            "quality_of_life",
        ),
    ),
    "earlier": (
        "Earlier treatment",
        (
            "prior_everolimus",
            "prior_tki",
            "prior_cabozantinib",
            "prior_chemotherapy",
            "prior_radioembolisation",
            "capecitabine_recent",
            "prrt_unsuitable",
        ),
    ),
    "organs": (
        "Organs and risks",
        (
            "frail",
            "marrow",
            "liver_function",
            "portal_vein",
            "diabetes",
            "lung_disease",
            "cardiovascular",
            "bleeding_risk",
            "biliary",
            "dpd",
            "pregnancy",
        ),
    ),
}
NUMBERS = ("tumour_size", "prrt_benefit_months", "creatinine_clearance", "bilirubin")
IN_A_GROUP = {fact: group for group, (_, facts) in GROUPS.items() for fact in facts}


def tokens(fact: str, content: InputFact) -> dict[str, Value | None]:
    """The tokens of one fact, each with the value it stands for; the default has none."""
    if content.kind == "yes-no":
        named: dict[str, Value | None] = {fact: True, f"{fact}-no": False}
    else:
        named = {f"{fact}-{choice.id}": choice.id for choice in content.values}
    named[f"{fact}-{UNKNOWN}"] = None
    return {token: value for token, value in named.items() if value != content.default}


@lru_cache(maxsize=16)
def group_tokens(group: str, content: Library) -> dict[str, tuple[str, Value | None]]:
    """Every token of a group with its fact and value."""
    return {
        token: (fact, value)
        for fact in GROUPS[group][1]
        if fact in content.inputs
        for token, value in tokens(fact, content.inputs[fact]).items()
    }


def token_label(fact: str, value: Value | None, content: Library) -> str:
    words = content.inputs[fact]
    if value is True:
        return words.label
    if words.kind == "choice" and value is not None:
        return f"{words.short}: {value_of(fact, value, content)}"
    return f"{words.short}: {'no' if value is False else 'not known'}"


def patient_of(held: Mapping[str, Any], content: Library) -> Patient:
    """The patient whom the keys describe; a key that is missing stands for its default."""
    return content.patient({n: _read(n, f, held, content) for n, f in content.inputs.items()})


def _read(name: str, fact: InputFact, held: Mapping[str, Any], content: Library) -> Value | None:
    if group := IN_A_GROUP.get(name):
        meaning = group_tokens(group, content) if held.get(group) else {}
        said = [meaning[t][1] for t in held.get(group, ()) if meaning.get(t, ("",))[0] == name]
        return said[-1] if said else fact.default
    if held.get(f"{name}_{UNKNOWN}"):
        return None
    value = held.get(name, fact.default)
    if value is None or value == UNKNOWN:
        return None
    return _snapped(value, fact) if fact.kind == "number" else value


def _snapped(value: Any, fact: InputFact) -> Value:
    """A number on its step and within its limits, whatever the URL said."""
    low, high = fact.limits or (0, 100)
    step = fact.step or 1
    near = round(round((float(value) - low) / step) * step + low, 6)
    kept = min(max(near, low), high)
    return int(kept) if kept == int(kept) else kept


def keys(wanted: Patient, content: Library) -> dict[str, Any]:
    """Every patient key with the value it has for a patient, defaults included."""
    held: dict[str, Any] = {group: [] for group in GROUPS}
    for name, fact in content.inputs.items():
        value: Value | None = getattr(wanted, name)
        if group := IN_A_GROUP.get(name):
            held[group] += [t for t, v in tokens(name, fact).items() if v == value][:1]
        elif fact.kind == "choice" or fact.whole:
            held[name] = UNKNOWN if value is None else _widget_value(value, fact)
        elif fact.default is None:
            held[name] = None if value is None else float(value)
        else:
            held[f"{name}_{UNKNOWN}"] = value is None
            held[name] = number(fact.default if value is None else value, fact)
    return held


def _widget_value(value: Value, fact: InputFact) -> Value:
    return str(value) if fact.whole else value


def number(value: Any, fact: InputFact) -> float | int:
    """A number in the type of its widget, which follows the step, and on that step."""
    return float(value) if fact.step != int(fact.step or 1) else round(value)


def query_of(patient: Patient, content: Library) -> dict[str, list[str]]:
    """The parameters of an address that stand for a patient: every key that is not as usual.

    Ids, never labels, so that a change of wording breaks no link.
    """
    usual = keys(content.default_patient(), content)
    found = {}
    for key, value in keys(patient, content).items():
        if value != usual[key]:
            found[key] = [_said(v) for v in (value if isinstance(value, list) else [value])]
    return {key: values for key, values in found.items() if values}


def _said(value: Value | None) -> str:
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def patient_in(query: Mapping[str, list[str]], content: Library) -> Patient:
    """The patient of an address; whatever is forged or out of range falls back to its default."""
    held: dict[str, Any] = keys(content.default_patient(), content)
    for key, usual in list(held.items()):
        said = query.get(key, [])
        if isinstance(usual, list):
            held[key] = [token for token in said if token in group_tokens(key, content)]
        elif isinstance(usual, bool):
            held[key] = said[-1:] == ["true"]
        elif said:
            held[key] = _value_in(said[-1], content.inputs[key], usual)
    return patient_of(held, content)


def kept_said(kept: Patient | None, content: Library) -> list[str]:
    """The values of the parameter that holds the kept patient: one, or none where nobody is kept.

    It says what the address of that patient would say, so ids here too.
    """
    return [urlencode(query_of(kept, content), doseq=True) or DEFAULT] if kept else []


def kept_in(said: Sequence[str], content: Library) -> Patient | None:
    """The kept patient of an address; nobody where nothing in it is sound."""
    usual = content.default_patient()
    if said[-1:] == [DEFAULT]:
        return usual
    found = patient_in(parse_qs(said[-1]), content) if said else usual
    return None if found == usual else found


def _value_in(said: str, fact: InputFact, usual: Any) -> Any:
    """One value of an address in the form its widget holds it."""
    if fact.kind == "choice" or fact.whole:
        known = [choice.id for choice in fact.values] or [str(p.at) for p in fact.scale]
        return said if said in (*known, UNKNOWN) else usual
    if said == UNKNOWN and fact.default is None:
        return None
    try:
        value = float(said)
    except ValueError:
        return usual
    low, high = fact.limits or (0, 100)
    return value if low <= value <= high else usual


assert set(INPUTS) == {*HEADLINE, *IN_A_GROUP, *NUMBERS, *(n for s in SECTIONS.values() for n in s)}
