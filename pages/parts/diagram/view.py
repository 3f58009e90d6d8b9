"""From readings to the view that the pathway picture and the strips draw. Knows no Streamlit."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from netlogic import sentences
from netlogic.content import Library
from netlogic.explore import Interval, Leading, leaders, leading, merged
from netlogic.pathway import WORDS, OptionReading, Reading, Standing
from pages.parts.diagram import beside
from pages.parts.diagram.moves import BURDEN, Along, View, along, on_grid, sentence, state

Said = tuple[str, str, str | None]  # for, against or note; the words; the rule that says them
LINES = 6  # reasons in the box under the picture; the card below has them all
LINES_PRESENT = 2  # on a projector more would not fit on one screen


def pathway(
    now: Reading,
    before: Reading | None,
    burden: tuple[Interval, ...],
    scales: Mapping[str, Along],
    library: Library,
    *,
    kept: Reading | None = None,
    present: bool,
) -> View:
    """Everything the picture shows, with the readings along the headline inputs for later.

    `kept` is the reading of a second patient, A, whose route is drawn beside this one's.
    """
    lines = LINES_PRESENT if present else LINES
    why = reasons(now, library, lines)
    if kept:
        why |= _reasons_beside(kept, now, why, library, lines)
    return {
        "present": present,
        "title": "Treatment pathway",
        "columns": _columns(library),
        "options": [_option(id_, library) for id_ in in_picture(now, kept, library)],
        "others": [
            _option(id_, library) | {"lane": option.lane}
            for id_, option in library.options.items()
            if id_ in now.options and option.lane != "tumour"
        ],
        "standings": [WORDS[standing] for standing in reversed(Standing)],
        "now": {fact: now.facts[fact] for fact in (BURDEN, *scales)},
        "state": state(now, library),
        "before": state(before, library) if before else None,
        "sentence": sentence(now, before, burden, scales, library),
        "reasons": why,
        "along": along(now, burden, scales, library),
        "kept": beside.view(kept, now, burden, scales, library, present=present) if kept else None,
    }


def _columns(library: Library) -> list[View]:
    return [
        {
            "id": id_,
            "question": step.question,
            "short": step.short,
            "places": [
                {"id": place, "words": next(a.words for a in step.answers if a.id == place)}
                for place in step.places
            ],
        }
        for id_, step in library.steps.items()
    ]


def _option(id_: str, library: Library) -> View:
    return {"id": id_, "short": library.options[id_].short, "label": library.options[id_].label}


def in_picture(now: Reading, kept: Reading | None, library: Library) -> list[str]:
    """The tumour options in their fixed order; the pointer for carcinoma only where it is one."""
    kinds = {None, "well", *(read.facts["differentiation"] for read in (now, kept) if read)}
    return [
        id_
        for id_, option in library.options.items()
        if id_ in now.options
        and option.lane == "tumour"
        and option.available.root.get("differentiation") in kinds
    ]


def reasons(now: Reading, library: Library, lines: int) -> View:
    """Why each answer and each option stands as it does, for whoever chooses it."""
    found: View = {}
    for n, (id_, step) in enumerate(library.steps.items()):
        answer = now.steps[n].answer
        found[f"step:{id_}"] = _why_answer(n, now, library, lines)
        for other in step.places:
            if other != answer:
                title = f"{step.question} Not: {_words(library, id_, other)}"
                why = sentences.why_other(id_, other, library)
                found[f"step:{id_}:{other}"] = _reason(title, [("note", why, None)], lines)
        if answer is not None and not now.steps[n].unknown:
            known = "Everything that this step asks for is known."
            found[f"step:{id_}:?"] = _reason(
                f"{step.question} Not: not known", [("note", known, None)], 1
            )
    for option in now.options.values():
        found[f"option:{option.id}"] = _why_option(option, now, library, lines)
    return found


def _reasons_beside(kept: Reading, now: Reading, why: View, library: Library, lines: int) -> View:
    """Why the kept patient answers otherwise, and how else their options stand."""
    found: View = {}
    for n, (theirs, ours) in enumerate(zip(kept.steps, now.steps, strict=True)):
        if theirs.answer != ours.answer:
            reason = _why_answer(n, kept, library, lines)
            found[f"step:{theirs.id}:{theirs.answer or '?'}"] = reason | {
                "title": f"A: {reason['title']}"
            }
    for id_, option in kept.options.items():
        if option.standing != now.options[id_].standing:
            title = f"{why[f'option:{id_}']['title']}; A: {option.standing.words}"
            found[f"option:{id_}"] = why[f"option:{id_}"] | {"title": title}
    return found


def _words(library: Library, step: str, answer: str) -> str:
    return next(a.words for a in library.steps[step].answers if a.id == answer)


def _why_answer(n: int, now: Reading, library: Library, lines: int) -> View:
    read = now.steps[n]
    step = library.steps[read.id]
    answer = _words(library, read.id, read.answer) if read.answer else "not known"
    said = [("note", text, rule) for text, rule in sentences.why_answer(n, now, library)]
    return _reason(f"{step.question} {answer}", said, lines)


def _why_option(option: OptionReading, now: Reading, library: Library, lines: int) -> View:
    content = library.options[option.id]
    said: list[Said] = [
        (str(library.rules[id_].argues), sentences.argument(library.rules[id_]), id_)
        for id_ in sentences.in_order(option, library)
    ]
    if option.standing < Standing.EMERGING and not said:
        rule = sentences.rule_behind(option, now, library)
        said.append(("note", sentences.why_not(option, now, library), rule))
    if waits := sentences.depends(option, library):
        said.insert(0, ("note", waits, None))
    return _reason(f"{content.label}: {option.standing.words}", said, lines)


def _reason(title: str, said: list[Said], lines: int) -> View:
    more = len(said) - lines
    return {
        "title": title,
        "lines": [{"mark": mark, "text": text, "rule": rule} for mark, text, rule in said[:lines]],
        "more": f"and {more} more" if more > 0 else "",
    }


# ------------------------------------------------------------------------------------------ strips
def burden_strip(
    stretches: tuple[Interval, ...], at: float | None, library: Library, *, present: bool
) -> View:
    """The map of the burden slider: what leads along it, and the published limits."""
    together = merged(stretches)
    return {
        "present": present,
        "fact": BURDEN,
        "label": f"Along {library.inputs[BURDEN].name}",
        "kind": "number",
        "min": 0,
        "max": 100,
        "value": at,
        "segments": [
            _segment(
                on_grid(group[0])[0],
                on_grid(group[-1])[1],
                group[0].reading,
                len(together),
                library,
            )
            for group in together
        ],
        "ticks": _ticks(BURDEN, library),
    }


def _segment(low: float, high: float, read: Reading, of: int, library: Library) -> View:
    words = sentences.stretch_words(read, library)
    title = sentences.stretch_in_full(read, library)
    return segment(low, high, leading(read), words=words, title=title, of=of)


def segment(low: float, high: float, led: Leading, *, words: str, title: str, of: int) -> View:
    """One of so many stretches of a strip, along which these lead."""
    first = any(standing == Standing.DISCUSS_FIRST for _, standing in led)
    return {
        "from": low,
        "to": high,
        "words": f"{words}: the leading options stay" if of == 1 else words,
        "tone": 1 if first else 2 if led else 0,
        "title": title,
    }


def _ticks(fact: str, library: Library) -> list[View]:
    """Published cut-offs; of several sources with one limit the tooltip names all."""
    limits = sorted(
        ((n, t) for t in library.thresholds if t.fact == fact and t.who for n in t.numbers),
        key=lambda pair: pair[0],
    )
    return [
        {
            "at": at,
            "words": f"{at:g}",
            "title": "; ".join(dict.fromkeys(limit.meaning for _, limit in group)),
        }
        for at, members in groupby(limits, key=lambda pair: pair[0])
        for group in [list(members)]
    ]


def scale_strip(
    fact: str, order: Iterable[str], readings: Along, at: str, library: Library, *, present: bool
) -> View:
    """The map of a scale with "unknown" among its values; the same leaders side by side are one."""
    options = list(order)
    by_word = {"unknown" if v is None else str(v): read for v, read in readings.items()}
    spans = [
        list(span)
        for _, span in groupby(range(len(options)), key=lambda n: leaders(by_word[options[n]]))
    ]
    return {
        "present": present,
        "fact": fact,
        "label": f"Along {library.inputs[fact].name}",
        "kind": "choice",
        "options": options,
        "value": at,
        "segments": [
            _segment(span[0], span[-1], by_word[options[span[0]]], len(spans), library)
            for span in spans
        ],
        "ticks": [
            {"at": n, "words": "?" if word == "unknown" else word} for n, word in enumerate(options)
        ],
    }
