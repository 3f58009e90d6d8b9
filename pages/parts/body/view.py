"""From a body of lesions to what the browser draws. No Streamlit."""

from typing import Any

from netlogic import words
from netlogic.bodies import Examined, Place, Plan
from netlogic.content import Library
from netlogic.lesions import LIVER, SCORES

# Where a place lies in the picture: no two nearer than a fingertip.
AT: dict[Place, tuple[int, int]] = {
    "lung": (86, 88),
    "mediastinum": (140, 58),
    "spine": (140, 112),
    "right-liver": (72, 172),
    "middle-liver": (114, 200),
    "left-liver": (152, 164),
    "mesentery": (112, 258),
    "bowel": (168, 270),
    "pelvis": (96, 322),
}


def view(
    plan: Plan, now: Examined, content: Library, *, fdg: bool, turn: int, present: bool
) -> dict[str, Any]:
    """The lesions in their places, and the words for every score.

    `fdg`: with the marks of an FDG-PET; `turn` counts what was loaded in place of a change.
    """
    scores = {str(score): words.value_of("krenning", score, content) for score in SCORES}
    sites = [
        {"id": site.id, "name": words.sentence(site.label)[:-1], "x": x, "y": y}
        for site in plan.lesions
        for x, y in (AT[site.place],)
    ]
    return {
        "label": f"Body with {plan.label}",
        "lesions": sites,
        "scores": scores | {"u": words.UNKNOWN},
        "said": [words.name_of("krenning", content), *scores.values()],
        "body": now.body.said,
        "liver": LIVER,
        "fdg": fdg,
        "turn": turn,
        "present": present,
    }
