"""The patient's widgets: the only file that draws them.

The address holds the patient by ids. Streamlit's own binding would write the labels of choices
there, and every change of wording would break published links; so the first run reads the address
into the widgets' state, and each later one writes it back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import streamlit as st

from netlogic.content import Library
from netlogic.library import library
from netlogic.patient import Patient
from netlogic.schema import InputFact
from netlogic.words import value_of
from pages.parts.frame import frame
from pages.parts.keys import (
    GROUPS,
    HEADLINE,
    KEPT,
    NUMBERS,
    SECTIONS,
    UNKNOWN,
    group_tokens,
    kept_in,
    kept_said,
    keys,
    number,
    patient_in,
    patient_of,
    query_of,
    token_label,
)

UNDOS = 50  # patients that a session can go back


@dataclass(frozen=True)
class Held:
    """What a session remembers: the patient, the one before, the one kept for comparison, those to
    undo with who was kept then, where the widgets were drawn last, and whether that was told twice.
    """

    now: Patient
    before: Patient | None = None
    kept: Patient | None = None
    earlier: tuple[tuple[Patient, Patient | None], ...] = ()
    place: str = ""
    settled: bool = False

    def followed_by(self, now: Patient, *, kept: Patient | None) -> "Held":
        """With another patient, from whom undo leads back to this one."""
        earlier = (*self.earlier, (self.now, self.kept))[-UNDOS:]
        return replace(self, now=now, before=self.now, kept=kept, earlier=earlier)


def begin(page: str) -> None:
    """Before any widget is drawn: the patient of the address, or the one this session has."""
    content = library()
    if not content.readable:
        return
    held: Held | None = st.session_state.get("held")
    if held is None:
        query = {key: st.query_params.get_all(key) for key in st.query_params}
        held = Held(patient_in(query, content), kept=kept_in(query.get(KEPT, []), content))
    place = f"{page} in the bar" if frame.presenting() else page
    if held.place != place:  # Streamlit forgets a widget's value when it is drawn elsewhere
        load(held.now)
    elif not held.settled:  # and says it once only, perhaps before the browser was ready to hear it
        load(patient_of(st.session_state, content))
    if wanted := st.session_state.pop("wanted", None):
        load(wanted)
    for key, value in keys(held.now, content).items():
        st.session_state.setdefault(key, value)  # a page that failed has lost its widgets
    st.session_state["held"] = replace(held, place=place, settled=held.place == place)


def patient() -> Patient:
    """The patient that the widgets describe; the address follows, and what was before is kept."""
    now = patient_of(st.session_state, library())
    held: Held = st.session_state["held"]
    if held.now != now:
        st.session_state["held"] = held.followed_by(now, kept=held.kept)
    carry()
    return now


def described() -> Patient:
    """The patient that the widgets describe, for what opens over the page that drew them."""
    return patient_of(st.session_state, library())


def carry() -> None:
    """Keeps the patient, and whoever is kept beside them, in the address of the page."""
    if "held" in st.session_state:
        held: Held = st.session_state["held"]
        content = library()
        query = query_of(held.now, content) | {KEPT: kept_said(held.kept, content)}
        frame.address(held.place, [*keys(held.now, content), KEPT], query)


def held() -> Patient | None:
    """The patient of this session, for a page that draws none; None where none can be read."""
    found: Held | None = st.session_state.get("held")
    return found.now if found else None


def before() -> Patient | None:
    """The last patient that differed from this one; None before the first change."""
    held: Held = st.session_state["held"]
    return held.before


def kept() -> Patient | None:
    """The patient kept for comparison; None while nobody is."""
    held: Held | None = st.session_state.get("held")
    return held.kept if held else None


def keep() -> None:
    """Keeps this patient for comparison, in place of whoever was; a callback."""
    now = patient_of(st.session_state, library())
    st.session_state["held"] = replace(st.session_state["held"], kept=now)


def release() -> None:
    """Keeps nobody any more; a callback."""
    st.session_state["held"] = replace(st.session_state["held"], kept=None)


def swap() -> None:
    """The kept patient becomes this one, and this one is kept; a callback."""
    held: Held = st.session_state["held"]
    if held.kept:
        load(held.kept)
        st.session_state["held"] = held.followed_by(held.kept, kept=held.now)


def load(wanted: Patient) -> None:
    """Makes this the patient, from anywhere; a callback: every widget is written at once."""
    for key, value in keys(wanted, library()).items():
        st.session_state[key] = value


def take(wanted: Patient) -> NoReturn:
    """Makes this the patient and draws the whole page anew: a fragment cannot redraw the panel."""
    st.session_state["wanted"] = wanted
    st.rerun()


def undo() -> None:
    """Back to the patient before the last change, and so on back; a callback.

    Who is kept stays, unless the change was a swap.
    """
    held: Held = st.session_state["held"]
    if not held.earlier:
        st.toast("There is nothing to undo.")
        return
    *rest, (last, beside) = held.earlier
    swapped = (last, beside) == (held.kept, held.now)
    load(last)
    st.session_state["held"] = replace(
        held,
        now=last,
        before=held.now,
        kept=beside if swapped else held.kept,
        earlier=tuple(rest),
    )


def _keep_last(group: str) -> None:
    """Of two tokens of one fact the later one wins."""
    meaning = group_tokens(group, library())
    last = {meaning[token][0]: token for token in st.session_state[group] if token in meaning}
    st.session_state[group] = [t for t in st.session_state[group] if t in last.values()]


def hold() -> None:
    """Says the headline inputs to the browser again; a callback of whatever else reruns their part.

    Pressed before the browser has drawn them, it would make them start from the ends of their
    scales: Streamlit says a value that was set only once.
    """
    for key in HEADLINE:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def headline() -> Mapping[str, Any]:
    """The three inputs the pathway is about. Gives a place under each, for its strip."""
    content = library()
    places = {}
    shares = st.columns([5, 4, 3.4])
    for share, (name, draw) in zip(shares, _HEADLINE, strict=True):
        with share, st.container(key=f"headline-{name}", gap=None):
            draw(name, content)
            places[name] = st.container(key=f"strip-{name}-place")
    return places


def _burden(name: str, content: Library) -> None:
    fact = content.inputs[name]
    low, high = fact.limits or (0, 100)
    unknown = bool(st.session_state.get(f"{name}_{UNKNOWN}"))
    st.slider(
        fact.label,
        int(low),
        int(high),
        step=int(fact.step or 1),
        format=f"%d {fact.unit.replace('%', '%%')}",
        key=name,
        disabled=unknown,
        help=_help(fact),
    )


def scale_options(name: str, content: Library) -> list[str]:
    """The values of a whole-number scale as its widget has them, unknown first."""
    return [UNKNOWN, *(str(value) for value in content.telling[name])]


def _scale(name: str, content: Library) -> None:
    fact = content.inputs[name]
    st.select_slider(
        fact.label,
        scale_options(name, content),
        format_func=lambda word: _scale_label(name, word, content),
        key=name,
        help=_help(fact),
    )


def _scale_label(name: str, word: str, content: Library) -> str:
    return "not known" if word == UNKNOWN else value_of(name, int(word), content)


def _segments(name: str, content: Library) -> None:
    fact = content.inputs[name]
    labels = {choice.id: choice.label for choice in fact.values} | {UNKNOWN: "Not known"}
    st.segmented_control(
        fact.label,
        list(labels),
        required=True,
        format_func=labels.__getitem__,
        key=name,
        help=_help(fact),
        width="stretch",
    )


_HEADLINE = tuple(zip(HEADLINE, (_burden, _scale, _segments), strict=True))


def panel() -> Mapping[str, Any]:
    """All other facts: the common ones at hand, the rarer behind "More".

    Gives a place at the end of each part, where the page says which facts cannot matter now.
    """
    content = library()
    places = {}
    st.toggle("Hepatic burden not known", key=f"hepatic_burden_{UNKNOWN}")
    for title, names in SECTIONS.items():
        st.markdown(f"**{title}**")
        for name in names:
            _common(name, content)
        places[title] = st.empty()
    with st.expander("More facts", key="more_facts"):
        for group in GROUPS:
            _group(group, content)
            places[group] = st.empty()
        for name in NUMBERS:
            _rare_number(name, content)
        places["numbers"] = st.empty()
    return places


def aside(*, whole: bool = False) -> Mapping[str, Any]:
    """The patient's panel in the sidebar; in presenter mode it is in the bar instead.

    `whole`: with the headline inputs, for a page that does not draw them above its picture.
    """
    if frame.presenting() or not library().readable:
        return {}
    with st.sidebar:
        st.markdown("## Patient")
        st.caption("a teaching case, never a real person")
        return _panel(whole)


def in_bar(*, whole: bool) -> None:
    """The patient's panel as a closed menu, for presenter mode."""
    if library().readable:
        with st.popover("Patient", key="patient_in_bar"):
            _panel(whole)


def _panel(whole: bool) -> Mapping[str, Any]:
    content = library()
    for name, draw in _HEADLINE if whole else ():
        draw(name, content)
    return panel()


def shown_with(place: str) -> tuple[str, ...]:
    """The facts that stand above a place of the panel."""
    if place in SECTIONS:
        return SECTIONS[place]
    return GROUPS[place][1] if place in GROUPS else NUMBERS


def _common(name: str, content: Library) -> None:
    fact = content.inputs[name]
    if fact.kind == "choice":
        labels = {choice.id: choice.label for choice in fact.values} | {UNKNOWN: "Not known"}
    elif fact.whole:
        options = scale_options(name, content)
        labels = {word: _scale_label(name, word, content) for word in [*options[1:], UNKNOWN]}
    else:
        _known_number(name, fact)
        return
    st.selectbox(
        fact.short,
        list(labels),
        format_func=labels.__getitem__,
        key=name,
        help=_help(fact),
    )


def _known_number(name: str, fact: InputFact) -> None:
    """A number with a default, and a tick for not known."""
    low, high = fact.limits or (0, 100)
    unknown = bool(st.session_state.get(f"{name}_{UNKNOWN}"))
    st.number_input(
        f"{fact.short} ({fact.unit})",
        number(low, fact),
        number(high, fact),
        step=number(fact.step, fact),
        format="%.1f" if fact.step and fact.step < 1 else None,
        key=name,
        disabled=unknown,
        help=_help(fact),
    )
    st.toggle(f"{fact.short} not known", key=f"{name}_{UNKNOWN}")


def _rare_number(name: str, content: Library) -> None:
    fact = content.inputs[name]
    if fact.default is not None:
        _known_number(name, fact)
        return
    low, high = fact.limits or (0, 100)
    st.number_input(
        f"{fact.short} ({fact.unit})",
        float(low),
        float(high),
        None,
        step=float(fact.step or 1),
        key=name,
        placeholder="not known",
        help=_help(fact),
    )


def _group(group: str, content: Library) -> None:
    meaning = group_tokens(group, content)
    st.multiselect(
        GROUPS[group][0],
        list(meaning),
        format_func=lambda token: token_label(*meaning[token], content),
        key=group,
        placeholder="nothing special",
        on_change=_keep_last,
        args=(group,),
        help="What is not chosen here has its usual value: none, normal or not done.",
    )


def _help(fact: InputFact) -> str:
    """What a fact is and why it is asked."""
    return f"{fact.help}\n\n*Why it is asked:* {fact.why}"
