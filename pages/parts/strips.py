"""The maps under the headline sliders."""

from collections.abc import Mapping
from typing import Any

from netlogic.content import Library
from netlogic.explore import Interval
from netlogic.pathway import Reading
from pages.parts import inputs
from pages.parts.diagram import ahead, component, view


def draw(
    places: Mapping[str, Any],
    now: Reading,
    burden: tuple[Interval, ...],
    scales: Mapping[str, view.Along],
    content: Library,
    *,
    present: bool,
) -> None:
    """What leads along burden and uptake, each under its slider."""
    at = now.patient.hepatic_burden
    others = tuple(scales)
    strip = view.burden_strip(burden, at, content, present=present)
    with places["hepatic_burden"]:
        component.strip(strip | ahead.burden_strip(now, others, content), key="strip-burden")
    order = inputs.scale_options("krenning", content)
    score = now.patient.krenning
    stand = inputs.UNKNOWN if score is None else str(score)
    strip = view.scale_strip("krenning", order, scales["krenning"], stand, content, present=present)
    with places["krenning"]:
        component.strip(
            strip | ahead.scale_strip("krenning", now, burden, others, content),
            key="strip-krenning",
        )
