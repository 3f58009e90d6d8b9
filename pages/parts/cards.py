"""From a reading to the option cards: for, against, evidence, harms, sources. No Streamlit."""

from collections.abc import Iterable
from typing import Any

from netlogic import sentences, trial_fit
from netlogic.content import Library
from netlogic.evidence import headline
from netlogic.pathway import CAPS, OptionReading, Reading, Standing, rank
from netlogic.schema import Trial
from netlogic.words import sentence, source_name

View = dict[str, Any]
FOOTER = "teaching-tool"  # a notice that every page says at its foot


def view(now: Reading, content: Library) -> View:
    """Every option: those to discuss as cards, the others with the reason in one line."""
    ordered = sorted(now.options.values(), key=rank)
    carded = [option for option in ordered if _has_card(option, now, content)]
    tumour = [o for o in carded if content.options[o.id].lane == "tumour"]
    beside = [o for o in carded if content.options[o.id].lane != "tumour"]
    rest = [o for o in ordered if o not in carded and _concerns(o, now, content)]
    rest.sort(key=lambda option: (option.standing == Standing.NOT_LISTED, option.standing))
    return {
        "heading": "Options to discuss",
        "cards": [_card(option, now, content) for option in tumour + beside],
        "others_heading": "Not now, and why",
        "others": [
            {
                "id": option.id,
                "title": content.options[option.id].label,
                "standing": option.standing.words,
                "why": sentence(sentences.why_not(option, now, content)),
                "rule": sentences.rule_behind(option, now, content),
            }
            for option in rest
        ],
        "notices_heading": "To mind",
        "notices": _notices(now, content),
    }


def _has_card(option: OptionReading, now: Reading, content: Library) -> bool:
    """At least emerging, or could be: what waits for a test stays in sight, and so does support
    where no tumour option is reasonable.
    """
    support = content.options[option.id].lane == "support"
    return max(option.standing, option.could_be) >= Standing.EMERGING or (
        support and not now.leading
    )


def _notices(now: Reading, content: Library) -> list[View]:
    """How the patient fits the pathway at all, then every notice that no card repeats in full."""
    scope = [
        {"id": i, "text": content.scope[i].text, "team": False, "rules": []} for i in now.scope
    ]
    return scope + [
        {
            "id": id_,
            "text": notice.text,
            "team": notice.needs_mdt,
            "rules": [
                rule
                for rule, shown in content.notice_of.items()
                if shown == id_ and content.rules[rule].when.verdict(now.facts)
            ],
        }
        for id_ in now.notices
        if id_ not in (*now.scope, FOOTER) and (notice := content.notices.get(id_))
    ]


def _concerns(option: OptionReading, now: Reading, content: Library) -> bool:
    """Not the pointer for carcinoma where there is none, nor drugs of another syndrome."""
    available = content.options[option.id].available
    missing = set(available.unmet(now.facts))
    return not missing & {"differentiation", "syndrome"}


def _card(option: OptionReading, now: Reading, content: Library) -> View:
    words = content.options[option.id]
    ids = sentences.in_order(option, content)
    return {
        "id": option.id,
        "title": words.label,
        "standing": option.standing.words,
        "waits": sentences.depends(option, content),
        "weighing": _weighing(option),
        "for": [_argument(i, content) for i in ids if content.rules[i].argues == "for"],
        "against": [_argument(i, content) for i in ids if content.rules[i].argues == "against"],
        "caution": {"text": words.cautions, "sources": sources_of(words.sources, content)},
        "evidence": _evidence(option, now, content),
        "description": words.description,
        "harms": words.harms,
        "sources": sources_of(words.sources, content),
        "disagreements": _disagreements(ids, content),
        "notices": [
            content.notices[id_].text
            for id_ in now.notices
            if any(option.id in content.members(name) for name in content.notices[id_].on)
        ],
    }


def _weighing(option: OptionReading) -> str:
    """The balance of what only weighs; nothing when nothing does."""
    if not option.pros and not option.cons:
        return ""
    return f"{option.pros} for, {option.cons} against"


def _argument(id_: str, content: Library) -> View:
    rule = content.rules[id_]
    return {
        "rule": id_,
        "text": sentences.argument(rule),
        "strength": rule.strength,
        "to": CAPS[rule.to].words if rule.to else "",
        "sources": sources_of(rule.sources, content),
        "unsourced": sentences.unsourced(rule),
        "differs": list(rule.differs),
        "checked": f"{rule.verification}; {sentences.reviewed(rule)}",
    }


def sources_of(ids: Iterable[str], content: Library) -> list[View]:
    """Sources with their most lasting address; an empty one where there is none."""
    return [
        {
            "id": id_,
            "name": source_name(id_, content),
            "address": content.references[id_].address if id_ in content.references else "",
        }
        for id_ in ids
    ]


def _evidence(option: OptionReading, now: Reading, content: Library) -> list[View]:
    """The trials behind the arguments that apply, then the option's others; this site's first."""
    named = dict.fromkeys(t for i in option.arguments for t in content.rules[i].evidence)
    own = content.options[option.id].evidence
    ordered = [*(t for t in own if t in named), *(t for t in named if t not in own)]
    ordered += [t for t in own if t not in named]
    ordered.sort(key=lambda id_: id_ in content.trials and not _same_site(id_, now, content))
    return [
        {
            "name": trial.name,
            "result": "; ".join(headline(trial)),
            "population": _population(trial, now),
            "design": trial.design,
            "not_shown": trial.not_shown,
            "fit": trial_fit.sentence(trial_fit.fit(id_, now.facts, content)),
            "source": sources_of([trial.reference], content)[0],
        }
        for id_ in ordered
        if (trial := content.trials.get(id_))
    ]


def _same_site(trial: str, now: Reading, content: Library) -> bool:
    site = now.facts["site"]
    return site is None or site in content.trials[trial].sites


def _population(trial: Trial, now: Reading) -> str:
    """Who was in a trial; a trial of other sites says so first."""
    other = "" if now.facts["site"] in (None, *trial.sites) else "tumours of another site: "
    return f"{other}{trial.population}"


def _disagreements(ids: Iterable[str], content: Library) -> list[View]:
    """Where sources differ on what these arguments say: who says what."""
    named = dict.fromkeys(d for id_ in ids if (d := content.rules[id_].disagreement))
    return [
        {
            "topic": point.topic,
            "positions": [
                {
                    "who": position.who,
                    "says": position.says,
                    "source": sources_of([position.source], content)[0]
                    if position.source
                    else None,
                }
                for position in point.positions
            ],
            "point": point.point,
        }
        for id_ in named
        if (point := content.disagreements.get(id_))
    ]
