"""The strips after a move of another headline input, sent ahead so that they follow its thumb too.

Where nobody leads, whether some option waits for a test takes a whole reading: such a strip is not
sent, and the browser dims the one it has until the server answers.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from netlogic import sentences
from netlogic.content import Library
from netlogic.explore import Interval, Leading
from netlogic.nearby import Nearby, Values, around
from netlogic.pathway import Reading
from netlogic.patient import Value
from pages.parts.diagram.moves import BURDEN, View, on_grid, shown
from pages.parts.diagram.view import segment

Spans = list[tuple[float, float, Leading]]  # from where to where these lead


def burden_strip(now: Reading, scales: Sequence[str], library: Library) -> View:
    """The burden strip at every value of the scales."""
    near, here = _around(now, scales, library)

    def spans(values: Values) -> Spans:
        return [(*on_grid(led), led.leading) for led in near.along(BURDEN, values)]

    return _strip({fact: _along_scale(fact, here, spans, library) for fact in scales}, here)


def scale_strip(
    fact: str, now: Reading, burden: Sequence[Interval], scales: Sequence[str], library: Library
) -> View:
    """The strip of a scale along the burden, and at every value of the other scales."""
    near, here = _around(now, scales, library)

    def spans(values: Values) -> Spans:
        led = [near.leading({**values, fact: value}) for value in _values(fact, library)]
        together = groupby(enumerate(led), key=lambda one: frozenset(one[1]))
        groups = [list(group) for _, group in together]
        return [(group[0][0], group[-1][0], group[0][1]) for group in groups]

    moves = {BURDEN: list(_along_burden(burden, here, spans, library))}
    others = [other for other in scales if other != fact]
    return _strip(
        moves | {other: _along_scale(other, here, spans, library) for other in others}, here
    )


def _around(now: Reading, scales: Sequence[str], library: Library) -> tuple[Nearby, Values]:
    inputs = (BURDEN, *scales)
    return around(now.patient, inputs, library), {name: now.facts[name] for name in inputs}


def _strip(moves: dict[str, list[View]], here: Values) -> View:
    """As the picture has it: where the server's patient is, and the moves that lead away."""
    return {
        "now": {fact: here[fact] for fact in moves},
        "along": {fact: {"moves": found} for fact, found in moves.items()},
    }


def _along_scale(
    fact: str, here: Values, spans: Callable[[Values], Spans], library: Library
) -> list[View]:
    return [
        {"value": value, "shown": shown(fact, value, library)}
        | _segments(spans({**here, fact: value}), library)
        for value in _values(fact, library)
    ]


def _along_burden(
    burden: Sequence[Interval], here: Values, spans: Callable[[Values], Spans], library: Library
) -> Iterator[View]:
    for stretch in burden if here[BURDEN] is not None else ():
        low, high = on_grid(stretch)
        found = _segments(spans({**here, BURDEN: low}), library)
        yield {"low": low, "high": high} | found


def _values(fact: str, library: Library) -> tuple[Value | None, ...]:
    return (None, *library.telling[fact])


def _segments(spans: Spans, library: Library) -> View:
    if not all(led for *_, led in spans):
        return {}
    return {
        "segments": [
            segment(
                low,
                high,
                led,
                words=sentences.leading_words(led, library),
                title=sentences.leading_in_full(led, library),
                of=len(spans),
            )
            for low, high, led in spans
        ]
    }
