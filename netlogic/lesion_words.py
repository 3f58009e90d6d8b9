"""What a body of lesions shows, in words; the names of scores and facts are content's."""

from collections.abc import Iterable

from netlogic import words
from netlogic.bodies import Plan
from netlogic.content import Library
from netlogic.lesions import Body, Treatment, fast_without_target, where

NONE = "none"


def intensity(body: Body, content: Library) -> str:
    """`4 (above spleen) in the typical lesion`."""
    if body.typical is None:
        return f"not known in the typical lesion: {_gaps(body)}"
    return f"{words.value_of('krenning', body.typical, content)} in the typical lesion"


def span(body: Body) -> str:
    """`lowest 0, highest 4`, and how many have no score."""
    if not body.scores:
        return "no lesion has a score"
    said = f"lowest {body.scores[0]}, highest {body.scores[-1]}"
    return f"{said}; {_gaps(body)}" if len(body.scores) < len(body.lesions) else said


def distribution(body: Body, content: Library) -> str:
    """`some lesions negative`, `even`; where none has receptors, that."""
    if all(one.negative for one in body.lesions):
        return "every lesion negative"
    return words.value_of("distribution", body.distribution, content)


def negative(body: Body, plan: Plan) -> str:
    """`spine and pelvis`: the lesions without receptors, where others have them."""
    lost = [at for at, one in enumerate(body.lesions) if one.negative]
    return named(lost, plan) if len(lost) < len(body.lesions) else ""


def fdg(body: Body, content: Library) -> str:
    """`positive, without receptors`."""
    return words.value_of("fdg", body.fdg, content)


def discordant(body: Body, plan: Plan) -> str:
    """`spine`: the lesions that take up FDG and lack the target."""
    return named(fast_without_target(body), plan)


def reached(by: Treatment, body: Body) -> str:
    """`6 of 7 lesions`."""
    return f"{len(where(body, by, 'reached'))} of {len(body.lesions)} lesions"


def beside(by: Treatment, body: Body, plan: Plan) -> str:
    """`at the border: spine; not known: pelvis`; empty where nothing is in between."""
    between = (
        ("at the border", where(body, by, "border")),
        ("not known", where(body, by, "unknown")),
    )
    return "; ".join(f"{said}: {named(found, plan)}" for said, found in between if found)


def left(by: Treatment, body: Body, plan: Plan) -> str:
    """The lesions that a treatment does not reach: `spine and pelvis`, `none`."""
    return named(where(body, by, "missed"), plan) or NONE


def named(places: Iterable[int], plan: Plan) -> str:
    """Lesions by name; all of them together are `all lesions`."""
    found = list(places)
    if len(found) == len(plan.lesions):
        return "all lesions"
    return words.joined(plan.lesions[at].label for at in found)


def _gaps(body: Body) -> str:
    count = len(body.lesions) - len(body.scores)
    return f"{count} {'lesion has' if count == 1 else 'lesions have'} no score"


def settles(fact: str, body: Body, content: Library) -> str:
    """`settled by SSTR imaging, lesion by lesion`; empty where the fact is known."""
    known = body.facts[fact] is not None
    return "" if known else f"settled by {content.inputs[fact].settled_by}"
