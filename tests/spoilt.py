"""Content with one thing wrong: for each, what is said about it and which options fall silent.

A spoilt file is one edit of a copy of content/. `silent` are the options of which nobody can say
any more whether an argument is missing; all others must read exactly as in sound content.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from netlogic.library import library

Spoil = Callable[[Path], None]

NOBODY: tuple[str, ...] = ()
ANY = "*"  # of a file or a place: wherever it is said
EVERYBODY = ("*",)  # stands for every option
# Whether a name of a group is a slip cannot be said when the names cannot be read.
GROUPED = tuple(id_ for id_, option in library().options.items() if option.groups)
PRRT = ("prrt-after-ssa", "prrt-again", "prrt-upfront")  # the options of the group "prrt"


@dataclass(frozen=True)
class Spoilt:
    """One fault: the edit, the sentence about it in three parts, and the options that fall silent.

    `says` is what the last part of the sentence holds; `alone` when nothing else is at fault.
    """

    name: str
    edit: Spoil
    file: str
    where: str
    says: str
    silent: tuple[str, ...] = NOBODY
    alone: bool = True
    readable: bool = True


def instead(file: str, old: str, new: str, *, after: str = "") -> Spoil:
    """Replaces a text where it first stands; `after` is the entry that it belongs to."""

    def edit(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        start = text.index(after)
        at = text.index(old, start)
        (folder / file).write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")

    return edit


def added(file: str, entry: str) -> Spoil:
    """Puts one more entry at the end."""

    def edit(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8") as out:
            out.write(f"\n{entry}\n")

    return edit


def written(file: str, content: bytes) -> Spoil:
    """Writes a file anew."""

    def edit(folder: Path) -> None:
        (folder / file).write_bytes(content)

    return edit


def missing(name: str) -> Spoil:
    """Removes a file or a folder."""

    def edit(folder: Path) -> None:
        if (folder / name).is_dir():
            rmtree(folder / name)
        else:
            (folder / name).unlink()

    return edit


def a_folder(file: str) -> Spoil:
    """Puts a folder where a file was."""

    def edit(folder: Path) -> None:
        (folder / file).unlink()
        (folder / file).mkdir()

    return edit


def both(one: Spoil, other: Spoil) -> Spoil:
    """Two edits."""

    def edit(folder: Path) -> None:
        one(folder)
        other(folder)

    return edit


def with_mark(file: str) -> Spoil:
    """Puts the byte order mark of some Windows editors at the beginning."""

    def edit(folder: Path) -> None:
        (folder / file).write_bytes(b"\xef\xbb\xbf" + (folder / file).read_bytes())

    return edit


def copied(file: str, entry: str, to: str) -> Spoil:
    """Copies an entry of a family, to its next blank line before another entry, to another file."""

    def edit(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        found = text[text.index(f"[{entry}]") :]
        when = found.index(f"[{entry}.when]")
        end = found.find("\n\n[", when)
        added(to, found[:end] if end > 0 else found)(folder)

    return edit


RULE = 'because = "Made up."\nverification = "design"\nreviewed = { drafted = 2026-11-23 }'
RECEPTORS = "rules/receptors.toml"
NEEDS = "prrt-needs-receptors"  # excludes PRRT without receptors: the worst rule to lose
LIMIT = "krenning = { at_most = 1 }"


def of_rule(old: str, new: str) -> Spoil:
    """One edit of the rule that excludes PRRT without receptors."""
    return instead(RECEPTORS, old, new, after=f"[{NEEDS}]")


def rule_fault(name: str, edit: Spoil, where: str, says: str, **more: bool) -> Spoilt:
    """A fault for which that rule is lost, so that PRRT falls silent."""
    place = f"{NEEDS}: {where}" if where else NEEDS
    return Spoilt(name, edit, RECEPTORS, place, says, PRRT, **more)


def rule_slip(name: str, edit: Spoil, where: str, says: str) -> Spoilt:
    """A fault of that rule which leaves its argument sound."""
    return Spoilt(name, edit, RECEPTORS, f"{NEEDS}: {where}", says)


FILES = (
    Spoilt(
        "a missing equals sign in a trial",
        instead("trials/netter-1.toml", "question =", "question"),
        "trials/netter-1.toml",
        "",
        "Expected '=' after a key in a key/value pair (at line 2",
        alone=False,
    ),
    Spoilt(
        "a missing equals sign among rules, so nobody knows which options they were about",
        instead(RECEPTORS, "option =", "option"),
        RECEPTORS,
        "",
        "Expected '=' after a key",
        EVERYBODY,
        alone=False,
    ),
    Spoilt(
        "the same entry twice in a file",
        added("groups.toml", 'prrt = "PRRT"'),
        "groups.toml",
        "",
        "(at line",
        GROUPED,
        alone=False,
    ),
    Spoilt(
        "a source in the letters of another alphabet's encoding",
        written("scope.toml", '[thymus]\ntext = "Thymuskarzinoid älterer Art"'.encode("latin-1")),
        "scope.toml",
        "",
        "is not UTF-8 text",
    ),
    Spoilt(
        "bytes that are no text among rules",
        written("rules/symptoms.toml", b"\xff\xfe\x00"),
        "rules/symptoms.toml",
        "",
        "is not UTF-8 text",
        EVERYBODY,
        alone=False,
    ),
    Spoilt(
        "a folder where rules should be",
        a_folder("rules/mdt.toml"),
        "rules/mdt.toml",
        "",
        "cannot be read: Is a directory",
        EVERYBODY,
        alone=False,
    ),
    Spoilt(
        "no file of sources",
        missing("references.toml"),
        "references.toml",
        "",
        "the file is missing",
        alone=False,
    ),
    Spoilt(
        "no file of notices",
        missing("notices.toml"),
        "notices.toml",
        "",
        "the file is missing",
        alone=False,
    ),
    Spoilt(
        "no file of limits",
        missing("thresholds.toml"),
        "thresholds.toml",
        "",
        "the file is missing",
        alone=False,
    ),
    Spoilt("no file of steps", missing("steps.toml"), "steps.toml", "", "the file is missing"),
    Spoilt(
        "no file of disagreements",
        missing("disagreements.toml"),
        "disagreements.toml",
        "",
        "the file is missing",
        alone=False,
    ),
    Spoilt(
        "no file of facts",
        missing("inputs.toml"),
        "inputs.toml",
        "",
        "the file is missing",
        EVERYBODY,
        alone=False,
        readable=False,
    ),
    Spoilt(
        "no file of facts that follow",
        missing("derived.toml"),
        "derived.toml",
        "",
        "the file is missing",
        EVERYBODY,
        alone=False,
        readable=False,
    ),
    Spoilt(
        "a trial that options name is gone",
        missing("trials/telestar.toml"),
        "options/telotristat.toml",
        "evidence",
        "there is no content/trials/telestar.toml",
        alone=False,
    ),
)

RULES = (
    rule_fault(
        "a field that a rule does not have",
        of_rule("verification =", 'becuase = "A slip."\nverification ='),
        "",
        "no field called 'becuase'",
    ),
    rule_fault(
        "a rule without its reason", of_rule("because =", "# because ="), "because", "is missing"
    ),
    rule_fault(
        "a reason that is a number",
        of_rule("because =", "because = 3 #"),
        "because",
        "valid string",
    ),
    rule_fault(
        "a rule that never says when it holds",
        of_rule(f"[{NEEDS}.when]\n{LIMIT}", ""),
        "when",
        "is missing",
    ),
    rule_fault(
        "a fact that does not exist",
        of_rule(LIMIT, "krennning = { at_most = 1 }"),
        "when",
        "no fact called 'krennning'; known facts: primary, ",
    ),
    rule_fault(
        "a value that the fact never has",
        of_rule(LIMIT, 'distribution = "patchy"'),
        "when: distribution",
        "is never 'patchy'",
    ),
    rule_fault(
        "one impossible value in a list",
        of_rule(LIMIT, 'distribution = ["negative-lesions", "patchy"]'),
        "when: distribution",
        "is never 'patchy'",
    ),
    rule_fault(
        "a word for a fact that holds or not",
        of_rule(LIMIT, 'frail = "very"'),
        "when: frail",
        "is never 'very'",
    ),
    rule_fault(
        "yes for a fact that is a number",
        of_rule(LIMIT, "krenning = true"),
        "when: krenning",
        "is never True",
    ),
    rule_fault(
        "a number outside the scale",
        of_rule(LIMIT, "krenning = 7"),
        "when: krenning",
        "7 is outside 0 to 4",
    ),
    rule_slip(
        "a limit that nobody published",
        of_rule(LIMIT, "krenning = { at_most = 1.5 }"),
        "when: krenning",
        "the limit 1.5 is not in thresholds.toml",
    ),
    rule_fault(
        "a strength that does not exist",
        of_rule('"exclude"', '"forbid"'),
        "strength",
        "Input should be 'standard', 'option'",
    ),
    rule_fault(
        "a strength that does not fit what the rule argues",
        of_rule('"exclude"', '"standard"'),
        "",
        "strength: an argument against cannot be 'standard'",
    ),
    rule_fault(
        "limits that do not say to what",
        of_rule('"exclude"', '"limits"'),
        "",
        "to: goes with strength limits, and only with it",
    ),
    rule_fault(
        "to without limits",
        of_rule('"exclude"', '"exclude"\nto = "nothing"'),
        "",
        "to: goes with strength limits, and only with it",
    ),
    rule_fault(
        "an unverified rule that sets a standing",
        of_rule('verification = "verified"', 'verification = "unverified"'),
        "",
        "verification: unverified content never sets a standing",
    ),
    rule_fault(
        "a verified rule without a source",
        of_rule("sources =", "# sources ="),
        "",
        "sources: verified content names its source",
    ),
    rule_fault(
        "half a review: who, but not when",
        of_rule("drafted = 2026-11-23", 'drafted = 2026-11-23, by = "A. Example"'),
        "reviewed",
        "a review names both who (by) and when (on)",
    ),
    rule_fault(
        "half a review: when, but not who",
        of_rule("drafted = 2026-11-23", "drafted = 2026-11-23, on = 2026-11-24"),
        "reviewed",
        "a review names both who (by) and when (on)",
    ),
    rule_fault(
        "a date that is none",
        of_rule("2026-11-23", '"last week"'),
        "reviewed.drafted",
        "valid date",
    ),
    rule_fault(
        "an argument that is a notice as well",
        of_rule('option = "prrt"', 'option = "prrt"\nnotice = "borderline-uptake"'),
        "",
        "a notice has no option, argues, strength or to",
    ),
    rule_slip(
        "a source that does not exist",
        of_rule('"asco-2023"', '"asco-2032"'),
        "sources",
        "there is no 'asco-2032' in references.toml",
    ),
    rule_slip(
        "a trial that does not exist",
        of_rule('"netter-3"]', '"netter-9"]'),
        "evidence",
        "there is no content/trials/netter-9.toml",
    ),
    rule_slip(
        "a disagreement that does not exist",
        of_rule("how-much-uptake", "how-many"),
        "disagreement",
        "there is no 'how-many' in disagreements.toml",
    ),
    rule_slip(
        "a sentence that quotes no figure",
        of_rule("PRRT reaches", "{netter-1 pfs7} PRRT"),
        "because",
        "{netter-1 pfs7}: there is no such figure",
    ),
    rule_slip(
        "a brace that is left open",
        of_rule("PRRT reaches", "{netter-1 PRRT"),
        "because",
        "a brace that is no token",
    ),
    Spoilt(
        "a rule about nothing, so nobody knows which option it was about",
        added("rules/mdt.toml", f"[made-up]\n{RULE}\nwhen = {{}}"),
        "rules/mdt.toml",
        "made-up",
        "a rule needs option, argues and strength, or a notice",
        EVERYBODY,
    ),
    Spoilt(
        "a notice that does not exist",
        instead(RECEPTORS, 'notice = "receptor-negative"', 'notice = "receptor-free"'),
        RECEPTORS,
        "receptor-negative: notice",
        "there is no 'receptor-free' in notices.toml",
    ),
    Spoilt(
        "a notice with a strength",
        instead(
            RECEPTORS,
            'notice = "receptor-negative"',
            'notice = "receptor-negative"\nstrength = "avoid"',
        ),
        RECEPTORS,
        "receptor-negative",
        "a notice has no option, argues, strength or to",
    ),
    Spoilt(
        "one rule id in two files",
        copied("rules/mdt.toml", "teaching-tool", "rules/scope.toml"),
        "rules/scope.toml",
        "teaching-tool",
        "this id stands in rules/mdt.toml too",
    ),
)

NETTER_1 = tuple(
    Spoilt(
        name,
        instead("trials/netter-1.toml", old, new),
        "trials/netter-1.toml",
        where,
        says,
        alone=False,
    )
    for name, old, new, where, says in (
        (
            "an interval that does not contain its hazard ratio",
            "value = 0.214",
            "value = 2.14",
            "outcomes.0.hr",
            "the interval 0.13 to 0.33 does not contain 2.14",
        ),
        (
            "an interval the wrong way round",
            "low = 0.13, high = 0.33",
            "low = 0.33, high = 0.13",
            "outcomes.0.hr",
            "the interval 0.33 to 0.13 does not contain 0.214",
        ),
        (
            "an interval that does not contain its median",
            "value = 48.0",
            "value = 84.0",
            "outcomes.7.medians.0",
            "the interval 37.4 to 55.2 does not contain 84.0",
        ),
        (
            "an interval that does not contain its rate",
            "value = 65.2",
            "value = 45.2",
            "outcomes.1.rates.0",
            "the interval 50.0 to 76.8 does not contain 45.2",
        ),
        (
            "a hazard ratio of nothing",
            "value = 0.187",
            "value = 0",
            "outcomes.2.hr.value",
            "greater than 0",
        ),
        (
            "a rate above 100 %",
            "value = 18,",
            "value = 180,",
            "outcomes.5.rates.0.value",
            "less than or equal to 100",
        ),
        (
            "a figure that is a word",
            "value = 0.187",
            'value = "low"',
            "outcomes.2.hr.value",
            "valid number",
        ),
        (
            "a median of an arm that does not exist",
            'arm = "octreotide", value = 8.4',
            'arm = "octreotid", value = 8.4',
            "",
            "outcomes: pfs: there is no arm 'octreotid'",
        ),
        (
            "a median without a value",
            'arm = "octreotide", value = 8.4',
            'arm = "octreotide"',
            "outcomes.0.medians.1",
            "a median has a value, or not_reached = true",
        ),
        (
            "a median with a value that was not reached",
            'arm = "prrt", not_reached = true',
            'arm = "prrt", value = 3, not_reached = true',
            "outcomes.0.medians.0",
            "a median has a value, or not_reached = true",
        ),
        (
            "an outcome that gives nothing",
            "hr = { value = 0.187 }",
            "",
            "outcomes.2",
            "an outcome needs hr, medians, rates, change or counts",
        ),
        (
            "a reported trial without a primary outcome",
            "primary = true",
            "primary = false",
            "",
            "outcomes: a reported trial names its primary outcome",
        ),
        (
            "results of a trial that has none yet",
            '"reported"',
            '"no result yet"',
            "",
            "outcomes: a trial without a result has none",
        ),
        (
            "a role that no arm has",
            '"control"',
            '"controls"',
            "arms.1.role",
            "'experimental', 'control' or 'single'",
        ),
        ("a trial without its limits", "not_shown =", "# not_shown =", "not_shown", "is missing"),
        (
            "an outcome without its source",
            'source = "netter-1"\n',
            "",
            "outcomes.1.source",
            "is missing",
        ),
    )
)

TRIALS = (
    *NETTER_1,
    Spoilt(
        "a quoted figure that is not verified",
        instead("trials/telestar.toml", "verified = true", "verified = false", after='"response"'),
        "options/telotristat.toml",
        "description",
        "{telestar response rates}: the figure is not verified",
        alone=False,
    ),
    Spoilt(
        "a trial whose source does not exist",
        instead("trials/netter-3.toml", 'reference = "netter-3"', 'reference = "netter-33"'),
        "trials/netter-3.toml",
        "sources",
        "there is no 'netter-33' in references.toml",
    ),
)

_KI67 = '[[criteria]]\nasked = "Ki-67 below 10 %"'

ENTRY = (
    Spoilt(
        "a criterion about a fact that does not exist",
        instead("trials/clarinet.toml", "ki67 = {", "ki76 = {", after=_KI67),
        "trials/clarinet.toml",
        "criteria.0.when",
        "no fact called 'ki76'",
        alone=False,
    ),
    Spoilt(
        "a criterion beyond what the fact can be",
        instead("trials/clarinet.toml", "below = 10", "below = 1000", after=_KI67),
        "trials/clarinet.toml",
        "criteria.0: when: ki67",
        "1000 is outside 0 to 100",
    ),
    Spoilt(
        "a criterion with a value that the fact never has",
        instead("trials/promid.toml", '"stomach", "rectum"', '"gut", "rectum"', after="unless"),
        "trials/promid.toml",
        "criteria.0: unless: primary",
        "is never 'gut'",
    ),
    Spoilt(
        "a criterion that concerns nobody there is",
        instead("trials/compete.toml", 'site = "gi"', 'site = "gut"', after="concerns"),
        "trials/compete.toml",
        "criteria.1: concerns: site",
        "is never 'gut'",
    ),
    Spoilt(
        "a criterion that is judged without having been verified",
        instead("trials/clarinet.toml", "verified = true", "verified = false", after=_KI67),
        "trials/clarinet.toml",
        "criteria.0",
        "verified: a criterion that is not verified is not judged",
        alone=False,
    ),
    Spoilt(
        "a criterion that does not say what lies beyond it",
        instead("trials/clarinet.toml", "beyond =", "# beyond =", after=_KI67),
        "trials/clarinet.toml",
        "criteria.0",
        "beyond: goes with when or unless",
        alone=False,
    ),
    Spoilt(
        "a criterion whose source does not exist",
        instead("trials/clarinet.toml", '"clarinet"]', '"clarinett"]', after=_KI67),
        "trials/clarinet.toml",
        "sources",
        "there is no 'clarinett' in references.toml",
    ),
    Spoilt(
        "a field that a criterion does not have",
        instead("trials/clarinet.toml", "verified = true", "verifed = true", after=_KI67),
        "trials/clarinet.toml",
        "criteria.0",
        "no field called 'verifed'",
        alone=False,
    ),
    Spoilt(
        "two criteria in the same words",
        instead("trials/clarinet.toml", "measurable disease", "aged 18 or more"),
        "trials/clarinet.toml",
        "",
        "criteria: 'aged 18 or more' stands there twice",
        alone=False,
    ),
    Spoilt(
        "criteria without the day they were drafted",
        instead("trials/clarinet.toml", "reviewed =", "# reviewed ="),
        "trials/clarinet.toml",
        "",
        "reviewed: says when the criteria were drafted",
        alone=False,
    ),
)

TOLD = (
    Spoilt(
        "a rate that its count contradicts",
        instead("trials/promid.toml", "value = 66.7", "value = 76.7"),
        "trials/promid.toml",
        "outcomes.1.rates.0",
        "28 of 42 is not 76.7 %",
        alone=False,
    ),
    Spoilt(
        "more events than patients",
        instead("trials/promid.toml", "events = 5,", "events = 50,", after='"stopped-for-harm"'),
        "trials/promid.toml",
        "harms.0.counts.0",
        "50 of 42 patients",
        alone=False,
    ),
    Spoilt(
        "more patients than the arm had",
        instead("trials/promid.toml", "n = 42", "n = 52", after='id = "women"'),
        "trials/promid.toml",
        "",
        "baseline: women: 52 patients of 42 in octreotide",
        alone=False,
    ),
    Spoilt(
        "a subgroup larger than the whole",
        instead("trials/promid.toml", "n = 21", "n = 121", after='"high-load"'),
        "trials/promid.toml",
        "outcomes.4",
        "subgroups: high-load: 121 patients of 85",
        alone=False,
    ),
    Spoilt(
        "a subgroup that says nothing",
        instead("trials/promid.toml", "says =", "# says =", after='id = "functioning"'),
        "trials/promid.toml",
        "outcomes.0.subgroups.2",
        "a subgroup needs hr, medians, counts or says",
        alone=False,
    ),
    Spoilt(
        "deaths that do not add up",
        instead("trials/promid.toml", "events = 41", "events = 40", after='"os-2013"'),
        "trials/promid.toml",
        "outcomes.4",
        "counts: 41 events in the arms, 40 in all",
        alone=False,
    ),
    Spoilt(
        "a feature of an arm that does not exist",
        instead("trials/promid.toml", '"octreotide"', '"octretide"', after='id = "age"'),
        "trials/promid.toml",
        "",
        "baseline: age: there is no arm 'octretide'",
        alone=False,
    ),
    Spoilt(
        "two figures of one name",
        instead("trials/promid.toml", 'id = "women"', 'id = "ttp"'),
        "trials/promid.toml",
        "",
        "figures: 'ttp' stands there twice",
        alone=False,
    ),
    Spoilt(
        "a landmark without rates",
        instead("trials/promid.toml", 'landmark = "stable-6-months"', 'landmark = "os-2009"'),
        "trials/promid.toml",
        "",
        "landmark: there are no rates of 'os-2009'",
        alone=False,
    ),
    Spoilt(
        "a share above 100 %",
        instead("trials/promid.toml", "value = 81", "value = 181", after='"grade-1"'),
        "trials/promid.toml",
        "baseline.5",
        "values: a share is 0 to 100 %",
        alone=False,
    ),
    Spoilt(
        "a feature without a value",
        instead("trials/promid.toml", "{ value = 4.3 }", "{ sd = 4.3 }"),
        "trials/promid.toml",
        "baseline.2.values.0",
        "a measure has a value, or events and n",
        alone=False,
    ),
    Spoilt(
        "one source that differs from nobody",
        added(
            "trials/clarinet-extension.toml",
            '[[conflicts]]\nid = "alone"\ntopic = "t"\nused = "u"\n'
            'readings = [{ says = "s", source = "clarinet", verified = true }]',
        ),
        "trials/clarinet-extension.toml",
        "conflicts.3",
        "readings: a conflict has at least two",
        alone=False,
    ),
    Spoilt(
        "more severe than any",
        instead(
            "trials/clarinet.toml", "value = 6 }", "value = 60 }", after='id = "abdominal-pain"'
        ),
        "trials/clarinet.toml",
        "harms.4",
        "severe: more than had it at all",
        alone=False,
    ),
    Spoilt(
        "an extension that compares",
        instead("trials/clarinet-extension.toml", "compared = false", "compared = true"),
        "trials/clarinet-extension.toml",
        "",
        "outcomes: pfs-2016: compared: an extension compares nothing",
        alone=False,
    ),
    Spoilt(
        "a harm whose basis is no word for it",
        instead("trials/clarinet.toml", '"any cause"', '"all causes"', after="[[harms]]"),
        "trials/clarinet.toml",
        "harms.0.basis",
        "'any cause', 'treatment-related' or 'not said'",
        alone=False,
    ),
    Spoilt(
        "a verified reading without its source",
        instead("trials/promid.toml", 'source = "promid", ', "", after='id = "endpoint"'),
        "trials/promid.toml",
        "conflicts.2.readings.0",
        "source: what is verified names its source",
        alone=False,
    ),
    Spoilt(
        "an extension of a trial that does not exist",
        instead("trials/clarinet-extension.toml", 'extends = "clarinet"', 'extends = "clarinett"'),
        "trials/clarinet-extension.toml",
        "extends",
        "there is no content/trials/clarinett.toml",
    ),
    Spoilt(
        "a harm whose source does not exist",
        instead("trials/promid.toml", '"gallstones-2021"', '"gallstones"'),
        "trials/promid.toml",
        "sources",
        "there is no 'gallstones' in references.toml",
    ),
    Spoilt(
        "a remark that quotes a figure that is not there",
        instead("trials/promid.toml", "completed}", "completed deaths}", after='id = "completed"'),
        "trials/promid.toml",
        "conduct.3: says",
        "{promid completed deaths}: completed has no deaths",
    ),
    Spoilt(
        "a harm that is quoted and not verified",
        instead(
            "trials/clarinet.toml", "verified = true", "verified = false", after='id = "diarrhoea"'
        ),
        "trials/clarinet.toml",
        "conflicts.2: readings.0: says",
        "{clarinet diarrhoea}: the figure is not verified",
        alone=False,
    ),
)

OPTIONS = (
    Spoilt(
        "a lane that does not exist",
        instead("options/observe.toml", '"tumour"', '"tumor"'),
        "options/observe.toml",
        "lane",
        "'tumour', 'symptom' or 'support'",
        alone=False,
    ),
    Spoilt(
        "an option for whom no fact says",
        instead("options/observe.toml", "differentiation =", "diferentiation ="),
        "options/observe.toml",
        "available",
        "no fact called 'diferentiation'",
        alone=False,
    ),
    Spoilt(
        "a name too long for the picture",
        instead("options/observe.toml", 'short = "Watch"', 'short = "Active surveillance by CT"'),
        "options/observe.toml",
        "short",
        "at most 20 characters",
        alone=False,
    ),
    Spoilt(
        "an option that quotes a part which its figure does not have",
        instead("options/telotristat.toml", "response rates}", "response hr}"),
        "options/telotristat.toml",
        "description",
        "response has no hr",
    ),
    Spoilt(
        "an option with a source that does not exist",
        instead("options/mdt.toml", "asco-2023", "asco-2032"),
        "options/mdt.toml",
        "sources",
        "there is no 'asco-2032' in references.toml",
    ),
)

FACTS = (
    Spoilt(
        "a default outside the limits",
        instead("inputs.toml", "default = 4", "default = 400"),
        "inputs.toml",
        "ki67",
        "default: 400 is outside 0 to 100",
        EVERYBODY,
        alone=False,
        readable=False,
    ),
    Spoilt(
        "a default that is none of the values",
        instead("inputs.toml", 'default = "well"', 'default = "good"'),
        "inputs.toml",
        "differentiation",
        "default: 'good' is none of well, poor",
        EVERYBODY,
        readable=False,
    ),
    Spoilt(
        "a default that is neither yes nor no",
        instead("inputs.toml", "default = false", 'default = "no"', after="[bone_pain]"),
        "inputs.toml",
        "bone_pain",
        "default: 'no' is neither true nor false",
        EVERYBODY,
        readable=False,
    ),
    Spoilt(
        "a number without a step",
        instead("inputs.toml", "step = 0.1", ""),
        "inputs.toml",
        "ki67",
        "a number needs limits and step",
        EVERYBODY,
        alone=False,
        readable=False,
    ),
    Spoilt(
        "a fact with a field that does not exist",
        instead("inputs.toml", 'unit = "%"', 'units = "%"'),
        "inputs.toml",
        "ki67",
        "no field called 'units'",
        EVERYBODY,
        alone=False,
        readable=False,
    ),
    Spoilt(
        "a value of a fact dropped",
        instead("inputs.toml", '  { id = "thymus"', '  # { "'),
        "inputs.toml",
        "primary: values",
        "must be duodenum, lung-atypical",
        alone=False,
        silent=("everolimus", "ssa", "sunitinib"),
    ),
    Spoilt(
        "a fact dropped",
        instead("inputs.toml", "[frail]", "[frailty]"),
        "inputs.toml",
        "frailty",
        "the patient has no such fact",
        EVERYBODY,
        alone=False,
        readable=False,
    ),
    Spoilt(
        "a fact that follows without its phrases",
        instead("derived.toml", 'no = "no hormone syndrome"', ""),
        "derived.toml",
        "functioning",
        "a yes-no fact needs the phrases yes and no",
        EVERYBODY,
        readable=False,
    ),
    Spoilt(
        "a fact that nothing computes",
        added("derived.toml", '[lucky]\nlabel = "l"\nkind = "number"\ndefinition = "d"'),
        "derived.toml",
        "lucky",
        "the patient has no such fact",
        EVERYBODY,
        readable=False,
    ),
)

REST = (
    Spoilt(
        "a notice on an option that does not exist",
        instead("notices.toml", '"platinum-etoposide"', '"platinum"'),
        "notices.toml",
        "carcinoma: on",
        "there is no option 'platinum'",
    ),
    Spoilt(
        "a notice of a file of rules that does not exist",
        instead("notices.toml", 'step = "scope"', 'step = "scop"'),
        "notices.toml",
        "carcinoma: step",
        "there is no rules/scop.toml",
    ),
    Spoilt(
        "a notice that calls the team neither yes nor no",
        instead("notices.toml", "needs_mdt = true", 'needs_mdt = "often"'),
        "notices.toml",
        "carcinoma: needs_mdt",
        "valid boolean",
        alone=False,
    ),
    Spoilt(
        "a step explained by rules that do not exist",
        instead("steps.toml", 'rules = ["scope"]', 'rules = ["scop"]'),
        "steps.toml",
        "disease: rules",
        "there is no rules/scop.toml",
    ),
    Spoilt(
        "a step whose last answer has a condition",
        instead("steps.toml", 'words = "NET G1" }', 'words = "NET G1", when = { grade = "G1" } }'),
        "steps.toml",
        "disease",
        "answers: the last one must have no condition",
    ),
    Spoilt(
        "an answer without a place",
        instead("steps.toml", '"net-g1", "net-g2"', '"net-g2"'),
        "steps.toml",
        "disease",
        "places: must name every answer once",
    ),
    Spoilt(
        "an answer with an impossible value",
        instead("steps.toml", 'grade = "G3"', 'grade = "G4"'),
        "steps.toml",
        "disease: net-g3: grade",
        "is never 'G4'",
    ),
    Spoilt(
        "an answer by an option that does not exist",
        instead("steps.toml", "standing = { observe", "standing = { watch"),
        "steps.toml",
        "observe: watch",
        "there is no option 'watch'",
    ),
    Spoilt(
        "an answer by rules that do not exist",
        instead("steps.toml", 'step = "comorbidity"', 'step = "comorbid"'),
        "steps.toml",
        "limits: closes",
        "no rules/comorbid.toml",
    ),
    Spoilt(
        "a limit of a fact that does not exist",
        instead("thresholds.toml", 'fact = "bilirubin"', 'fact = "bile"'),
        "thresholds.toml",
        "bile",
        "there is no such fact",
        alone=False,
    ),
    Spoilt(
        "a limit that is a word",
        instead("thresholds.toml", "[3, 20]", '["three", 20]'),
        "thresholds.toml",
        "1. ki67: numbers.0",
        "valid number",
        alone=False,
    ),
    Spoilt(
        "a limit without its side",
        instead("thresholds.toml", "side =", "# side ="),
        "thresholds.toml",
        "1. ki67: side",
        "is missing",
        alone=False,
    ),
    Spoilt(
        "a source that does not say how much was read",
        instead("references.toml", "seen =", "# seen =", after="[insulinoma-drugs]"),
        "references.toml",
        "insulinoma-drugs: seen",
        "is missing",
        alone=False,
    ),
    Spoilt(
        "a remark on scope with an impossible value",
        instead("scope.toml", 'differentiation = "poor"', 'diff = "poor"'),
        "scope.toml",
        "carcinoma: when",
        "no fact called 'diff'",
    ),
    Spoilt(
        "a scenario with a number out of range",
        instead("presets/net-g3.toml", "ki67 = 30", "ki67 = 300"),
        "presets/net-g3.toml",
        "patient",
        "ki67: 300 is outside 0 to 100",
    ),
    Spoilt(
        "a scenario with a word for a number",
        instead("presets/net-g3.toml", "ki67 = 30", 'ki67 = "high"'),
        "presets/net-g3.toml",
        "patient",
        "ki67: 'high' is not a number",
    ),
    Spoilt(
        "a scenario with a value that does not exist",
        instead("presets/net-g3.toml", '"concordant"', '"matching"'),
        "presets/net-g3.toml",
        "patient",
        "fdg: 'matching' is none of not-done",
    ),
    Spoilt(
        "a scenario with a fact that does not exist",
        instead("presets/net-g3.toml", "ki67 = 30", "ki76 = 30"),
        "presets/net-g3.toml",
        "patient",
        "ki76: there is no fact of this name",
    ),
    Spoilt(
        "a scenario without a name",
        instead("presets/net-g3.toml", "name =", "# name ="),
        "presets/net-g3.toml",
        "name",
        "is missing",
    ),
)

MISLEADING = (  # each of these once kept a standing that it did not deserve, or crashed
    Spoilt(
        "no file of rules on organs",
        missing("rules/comorbidity.toml"),
        "steps.toml",
        "limits: closes",
        "there is no rules/comorbidity.toml",
        EVERYBODY,
        alone=False,
    ),
    Spoilt(
        "an empty file of rules on receptors",
        written(RECEPTORS, b""),
        "steps.toml",
        "receptors: rules",
        "there is no rules/receptors.toml",
        EVERYBODY,
        alone=False,
    ),
    Spoilt("no rules at all", missing("rules"), ANY, ANY, "", EVERYBODY, alone=False),
    Spoilt(
        "a rule about an option that does not exist",
        of_rule('option = "prrt"', 'option = "prtt"'),
        RECEPTORS,
        f"{NEEDS}: option",
        "there is no content/options/prtt.toml",
        EVERYBODY,
    ),
    Spoilt(
        "an option in a group that does not exist",
        instead("options/prrt-again.toml", '"prrt"', '"prtt"'),
        "options/prrt-again.toml",
        "groups",
        "there is no group 'prtt'",
        ("prrt-again",),
    ),
    Spoilt(
        "an option for whom nobody can be",
        instead("options/observe.toml", '"well"', '"wel"'),
        "options/observe.toml",
        "available: differentiation",
        "is never 'wel'",
        ("observe",),
    ),
    Spoilt(
        "one rule id in two files, with two meanings",
        copied(RECEPTORS, NEEDS, "rules/scope.toml"),
        "rules/scope.toml",
        NEEDS,
        "this id stands in rules/receptors.toml too",
        PRRT,
    ),
    rule_fault(
        "a list of no values",
        of_rule(LIMIT, "krenning = []"),
        "when.krenning",
        "a list needs at least one value",
    ),
    rule_fault(
        "yes in a list of numbers",
        of_rule(LIMIT, "krenning = [true]"),
        "when.krenning",
        "True cannot stand in a list of values",
    ),
    rule_fault(
        "a list within a list",
        of_rule(LIMIT, "krenning = [[1]]"),
        "when.krenning",
        "[1] cannot stand in a list of values",
    ),
    rule_fault(
        "limits between which nothing lies",
        of_rule(LIMIT, "krenning = { above = 3, at_most = 1 }"),
        "when.krenning",
        "nothing lies between 3 and 1",
    ),
    rule_fault(
        "a limit that is yes",
        of_rule(LIMIT, "krenning = { at_most = true }"),
        "when.krenning",
        "at_most: True is not a number",
    ),
    rule_fault(
        "a limit in quotes",
        of_rule(LIMIT, 'krenning = { at_most = "1" }'),
        "when.krenning",
        "at_most: '1' is not a number",
    ),
    rule_fault(
        "a limit with a misspelt word",
        of_rule(LIMIT, "krenning = { up_to = 1 }"),
        "when.krenning",
        "no limit called 'up_to'; limits are above, at_least, at_most, below",
    ),
    rule_fault(
        "limits that exclude each other",
        of_rule(LIMIT, "krenning = { above = 1, at_least = 1 }"),
        "when.krenning",
        "above and at_least exclude each other",
    ),
    rule_fault(
        "limits outside the scale",
        of_rule(LIMIT, "krenning = { at_most = 7 }"),
        "when: krenning",
        "7 is outside 0 to 4",
    ),
    Spoilt(
        "a rule that is no table",
        written("rules/mdt.toml", b"mdt-always = 3"),
        "rules/mdt.toml",
        "mdt-always",
        "is not a table",
        EVERYBODY,
        alone=False,
    ),
    Spoilt(
        "a disagreement of one",
        added(
            "disagreements.toml",
            '[alone]\ntopic = "t"\npoint = "p"\n'
            'positions = [{ who = "w", says = "s", source = "promid" }]',
        ),
        "disagreements.toml",
        "alone",
        "positions: a disagreement has at least two",
    ),
    Spoilt(
        "a position without a source",
        added(
            "disagreements.toml",
            '[alone]\ntopic = "t"\npoint = "p"\npositions = '
            '[{ who = "w", says = "s", source = "promid" }, { who = "w", says = "s" }]',
        ),
        "disagreements.toml",
        "alone: positions.1",
        "source: a position names its source or is marked unverified",
    ),
    Spoilt(
        "limits that are one number",
        written("thresholds.toml", b"thresholds = 3"),
        "thresholds.toml",
        "thresholds",
        "is not a list of tables",
        alone=False,
    ),
    Spoilt(
        "limits that are no tables",
        written("thresholds.toml", b"thresholds = [1, 2]"),
        "thresholds.toml",
        "1.",
        "is not a table",
        alone=False,
    ),
    Spoilt(
        "limits under another name",
        instead("thresholds.toml", "[[thresholds]]", "[[threshold]]"),
        "thresholds.toml",
        "threshold",
        "is not read",
        alone=False,
    ),
    Spoilt(
        "a reference that nothing cites",
        added(
            "references.toml",
            '[lonely]\nkind = "review"\ncitation = "c"\nseen = "none of it"\nread_on = 2026-11-26',
        ),
        "references.toml",
        "lonely",
        "nothing cites it",
    ),
    Spoilt(
        "a term that points to no term",
        instead("terms.toml", 'see = ["net", "nec", "differentiation"]', 'see = ["moon"]'),
        "terms.toml",
        "nen: see",
        "there is no 'moon'",
    ),
    Spoilt(
        "a term on a fact that does not exist",
        instead("terms.toml", 'facts = ["ki67"]', 'facts = ["ki68"]'),
        "terms.toml",
        "ki67: facts",
        "there is no 'ki68'",
    ),
    Spoilt(
        "a term without its meaning",
        instead("terms.toml", "means =", "meant ="),
        "terms.toml",
        "nen",
        "no field called 'meant'",
        alone=False,
    ),
    Spoilt(
        "a score of a trial that does not exist",
        instead("grading.toml", 'trial = "clarinet"', 'trial = "clarion"'),
        "grading.toml",
        "esmo-mcbs: scores",
        "there is no 'clarion'",
    ),
    Spoilt(
        "a published scale that was read nowhere",
        instead("grading.toml", 'sources = ["who-grade", "who-2019-table"]\n', ""),
        "grading.toml",
        "who-grade",
        "sources: a published scale names where it was read",
        alone=False,
    ),
    Spoilt(
        "a grade without limits",
        instead("grading.toml", "mitoses = { below = 2 }, ", ""),
        "grading.toml",
        "who-grade: grades.0",
        "mitoses: a grade has limits of its own, or those of another",
        alone=False,
    ),
    Spoilt(
        "a review with a name and no day",
        instead(
            "about.toml", "{ drafted = 2026-11-24 }", '{ drafted = 2026-11-24, by = "A. Example" }'
        ),
        "about.toml",
        "parts.trials.reviewed",
        "a review names both who (by) and when (on)",
    ),
    Spoilt(
        "nobody knows when a review is due",
        instead("about.toml", "due = 2027-05-24", 'due = "soon"'),
        "about.toml",
        "due",
        "date",
    ),
    Spoilt(
        "a change that names no place",
        instead("changes.toml", 'pages = ["glossary"]\n', ""),
        "changes.toml",
        "2. 2026-11-26",
        "names neither pages, rules, trials nor options",
    ),
    Spoilt(
        "a change of a trial that does not exist",
        instead("changes.toml", '"clarinet", "promid"', '"clarion", "promid"'),
        "changes.toml",
        "3. 2026-11-26: trials",
        "there is no 'clarion'",
    ),
    Spoilt(
        "a remark on scope for an unknown fact that does not exist",
        instead("scope.toml", 'unknown = "differentiation"', 'unknown = "diff"'),
        "scope.toml",
        "no-pathology: unknown",
        "no fact called 'diff'",
    ),
    Spoilt(
        "a default between two points of a scale",
        instead("inputs.toml", "default = 3", "default = 3.5", after="[krenning]"),
        "inputs.toml",
        "krenning",
        "default: 3.5 is not a whole number",
        EVERYBODY,
        alone=False,
        readable=False,
    ),
    Spoilt(
        "yes as the default of a number",
        instead("inputs.toml", "default = 4", "default = true"),
        "inputs.toml",
        "ki67",
        "default: True is not a number",
        EVERYBODY,
        alone=False,
        readable=False,
    ),
    Spoilt(
        "a fact that nobody reads",
        added(
            "inputs.toml",
            '[lucky]\nlabel = "l"\nshort = "s"\nname = "n"\ngroup = "g"\nprominence = "more"\n'
            'help = "h"\nwhy = "w"\nsettled_by = "s"\nkind = "yes-no"\nyes = "y"\nno = "n"',
        ),
        "inputs.toml",
        "lucky",
        "the patient has no such fact",
    ),
    Spoilt(
        "an answer by a standing that does not exist",
        instead("steps.toml", '"discuss first", "reasonable"', '"discus first"'),
        "steps.toml",
        "observe: watch",
        "there is no standing 'discus first'",
    ),
    Spoilt(
        "a group whose name is a number",
        instead("groups.toml", 'prrt = "', 'prrt = 3 # "'),
        "groups.toml",
        "prrt",
        "is not a text",
        PRRT,
        alone=False,
    ),
    Spoilt(
        "two arms of one name",
        instead("trials/netter-3.toml", 'id = "octreotide"', 'id = "prrt"'),
        "trials/netter-3.toml",
        "",
        "arms: 'prrt' stands there twice",
        alone=False,
    ),
    Spoilt(
        "two outcomes of one name",
        instead("trials/clarinet-forte.toml", 'id = "pfs-midgut"', 'id = "pfs-pancreas"'),
        "trials/clarinet-forte.toml",
        "",
        "outcomes: 'pfs-pancreas' stands there twice",
        alone=False,
    ),
)

WALK = "walks/promid.toml"
TOPIC = "topics/observe_or_treat.toml"
UPFRONT = "topics/upfront_prrt.toml"
LATER = "topics/after_progression.toml"
BODIES = "topics/receptors.toml"
LAB = "topics/pfs_lab.toml"
BENCH = "benches/scans.toml"
BOTH = "side_by_side.toml"
TAUGHT = (
    Spoilt(
        "a result that is typed",
        instead(WALK, "{promid ttp placebo}", "6.0 months"),
        WALK,
        "result.lead",
        "types the figure '6.0 months'; write a token for it",
    ),
    Spoilt(
        "a result told before it is predicted",
        instead(WALK, "what do you expect", "{promid ttp}: what do you expect"),
        WALK,
        "predict: lead",
        "{promid ttp} tells a result before it is predicted",
    ),
    Spoilt(
        "a result in a subtitle",
        instead(WALK, 'midgut NET"\nreviewed', 'midgut NET, {promid ttp medians}"\nreviewed'),
        WALK,
        "subtitle",
        "{promid ttp medians} tells a result before it is predicted",
    ),
    Spoilt(
        "a walk that quotes a figure that is not there",
        instead(WALK, "{promid ttp placebo}", "{promid ttp nobody}"),
        WALK,
        "result.lead",
        "{promid ttp nobody}",
    ),
    Spoilt(
        "a walk whose passage is from nowhere",
        instead(WALK, 'sources = ["promid-2017", "promid-2013"]', 'sources = ["promid-2031"]'),
        WALK,
        "sources",
        "there is no 'promid-2031' in references.toml",
    ),
    Spoilt(
        "a dial that begins at its answer",
        instead(WALK, "start = 50", "start = 66"),
        WALK,
        "dials: stable-octreotide: start",
        "is close to the answer and gives it away",
    ),
    Spoilt(
        "a dial that cannot reach its answer",
        instead(WALK, "limits = [0, 100]", "limits = [0, 60]"),
        WALK,
        "dials: stable-octreotide: limits",
        "leave out the answer",
    ),
    Spoilt(
        "a dial that nothing answers",
        instead(WALK, 'outcome = "stable-6-months"', 'outcome = "stable-9-months"'),
        WALK,
        "dials: stable-octreotide",
        "no verified figure of the trial answers it",
    ),
    Spoilt(
        "a mistake without a number",
        instead(WALK, 'misconception = "m9"', 'misconception = "m99"'),
        WALK,
        "harm: misconception",
        "there is no 'm99' in misconceptions.toml",
    ),
    Spoilt(
        "an explanation that explains nothing",
        instead(WALK, 'why = "The interval runs', 'why = "Wide."\n# "The interval runs'),
        WALK,
        "questions.0.alternatives.1",
        "an explanation has at least 12 words",
        alone=False,
    ),
    Spoilt(
        "a point of the checklist that is not answered",
        added("appraisal.toml", '[luck]\nlabel = "Luck"\nasks = "Was it luck?"'),
        WALK,
        "appraisal",
        "'luck' is not answered",
        alone=False,
    ),
    Spoilt(
        "a point of the checklist that asks nothing",
        instead("appraisal.toml", 'asks = "Did the trial enrol', '# "Did the trial enrol'),
        "appraisal.toml",
        "size: asks",
        "is missing",
        alone=False,
    ),
    Spoilt(
        "a topic whose curve is not there",
        instead(TOPIC, 'of = "clarinet-pfs"', 'of = "clarinet-ttp"'),
        TOPIC,
        "steps: untreated: of: cohort",
        "there is no content/cohorts/clarinet-ttp.toml",
    ),
    Spoilt(
        "a topic whose positions are not there",
        instead(TOPIC, 'of = "watch-or-start-ssa"', 'of = "watch-or-pray"'),
        TOPIC,
        "steps: positions: of",
        "there is no 'watch-or-pray' in disagreements.toml",
    ),
    Spoilt(
        "a block that needs no subject and has one",
        instead(TOPIC, 'kind = "options"', 'kind = "options"\nof = "ssa"'),
        TOPIC,
        "steps.6.passages.2",
        "of: goes with answer or bench or body or",
        alone=False,
    ),
    Spoilt(
        "a simulation that is not there",
        instead(LAB, 'of = "scans"', 'of = "scanned"'),
        LAB,
        "steps: scans: of",
        "there is no content/benches/scanned.toml",
    ),
    Spoilt(
        "a way to a trial that is not there",
        instead(LAB, 'trials = ["radiant-3"]', 'trials = ["radiant-9"]'),
        LAB,
        "steps: delay: trials",
        "there is no content/trials/radiant-9.toml",
    ),
    Spoilt(
        "a knob that its model does not know by this name",
        instead(BENCH, 'id = "every"', 'id = "each"'),
        BENCH,
        "knobs",
        "the model reads 'every', which is not there",
        alone=False,
    ),
    Spoilt(
        "a slider that begins outside its limits",
        instead(BENCH, "limits = [1, 12]", "limits = [4, 12]"),
        BENCH,
        "knobs.0",
        "start: 3.0 is no number from 4 to 12",
    ),
    Spoilt(
        "a block that says not what it is about",
        instead(TOPIC, 'of = "watch-or-start-ssa"', ""),
        TOPIC,
        "steps.5.passages.0",
        "of: is missing",
        alone=False,
    ),
    Spoilt(
        "a topic that names no trial",
        instead(UPFRONT, 'kind = "fit"\nof = "netter-2"', 'kind = "fit"\nof = "netter-9"'),
        UPFRONT,
        "steps: who: of: trial",
        "there is no content/trials/netter-9.toml",
    ),
    Spoilt(
        "evidence from a trial that is not there",
        instead(UPFRONT, 'trials = ["netter-3"]', 'trials = ["netter-9"]'),
        UPFRONT,
        "evidence: low-grade: trials",
        "there is no content/trials/netter-9.toml",
    ),
    Spoilt(
        "a family with a trial that is not there",
        instead(LATER, '"netter-1", "compete", "oclurandom"', '"netter-9", "compete"'),
        LATER,
        "families: prrt: trials",
        "there is no content/trials/netter-9.toml",
    ),
    Spoilt(
        "a family with an option that is not there",
        instead(LATER, 'options = ["everolimus"]', 'options = ["evrolimus"]'),
        LATER,
        "families: mtor: options",
        "there is no content/options/evrolimus.toml",
    ),
    Spoilt(
        "a treatment that could come next and is no option",
        instead(LATER, 'option = "sunitinib"', 'option = "sunitnib"'),
        LATER,
        "turns: sunitinib: option",
        "there is no content/options/sunitnib.toml",
    ),
    Spoilt(
        "a supposition that nobody can be",
        instead(LATER, 'lung_disease = "severe"', 'lung_disease = "awful"'),
        LATER,
        "weights: comorbidity: lung: facts",
        "'awful' is none of",
    ),
    Spoilt(
        "two weights that change one fact",
        instead(LATER, 'facts = { quality_of_life = "low" }', "facts = { frail = false }"),
        LATER,
        "",
        "weights: quality-of-life and comorbidity both change frail",
        alone=False,
    ),
    Spoilt(
        "a patient to be placed who cannot be",
        instead(TOPIC, 'tempo = "progressive"', 'tempo = "galloping"'),
        TOPIC,
        "cases: ileal-growing: patient",
        "'galloping' is none of",
    ),
    Spoilt(
        "a body that is not on the page",
        instead(BODIES, 'of = "gut"', 'of = "guts"'),
        BODIES,
        "steps: pattern: of",
        "there is no body 'guts' on this page",
    ),
    Spoilt(
        "a pattern with a score too few",
        instead(BODIES, "[4, 4, 4, 4, 4, 4, 0]", "[4, 4, 4, 4, 4, 4]"),
        BODIES,
        "bodies.0",
        "patterns: one-dark: scores: one for each lesion",
        alone=False,
    ),
    Spoilt(
        "a pattern with a score that the scale does not have",
        instead(BODIES, "[4, 4, 4, 4, 4, 4, 0]", "[4, 4, 4, 4, 4, 4, 5]"),
        BODIES,
        ANY,
        "less than or equal to 4",
        alone=False,
    ),
    Spoilt(
        "FDG in a lesion that is not there",
        instead(BODIES, 'fdg = ["right-liver"]', 'fdg = ["left-knee"]'),
        BODIES,
        "bodies.0",
        "patterns: fast-with-target: fdg: there is no lesion 'left-knee'",
        alone=False,
    ),
    Spoilt(
        "a body with two lesions in one place",
        instead(BODIES, 'place = "spine"', 'place = "pelvis"'),
        BODIES,
        "bodies.0",
        "lesions: place: one stands there twice",
        alone=False,
    ),
    Spoilt(
        "a pattern of a patient who cannot be",
        instead(BODIES, '"lung-atypical"', '"lung-odd"'),
        BODIES,
        "bodies: lung: atypical-uneven: supposes",
        "'lung-odd' is none of",
    ),
    Spoilt(
        "a share without its source",
        instead(BODIES, 'sources = ["sstr-by-grade"]', ""),
        BODIES,
        "shares.4.sources",
        "is missing",
        alone=False,
    ),
    Spoilt(
        "a question of a topic at no step",
        instead(TOPIC, 'step = "untreated"', 'step = "nowhere"'),
        TOPIC,
        "",
        "no-difference: there is no step 'nowhere'",
        alone=False,
    ),
    Spoilt(
        "a topic with a step twice",
        instead(TOPIC, 'id = "monday"', 'id = "who"'),
        TOPIC,
        "",
        "steps: an id stands there twice",
        alone=False,
    ),
    Spoilt(
        "a walk without its cohort",
        instead(WALK, 'cohort = "promid-ttp"', 'cohort = "promid-pfs"'),
        WALK,
        "cohort",
        "there is no content/cohorts/promid-pfs.toml",
    ),
    Spoilt(
        "a passage with a field that is not read",
        instead(WALK, 'kind = "fit"', 'sort = "fit"'),
        WALK,
        "who.passages.0",
        "no field called 'sort'",
        alone=False,
    ),
    Spoilt(
        "a mistake that is met on a page that is not there",
        instead("misconceptions.toml", '"promid catch"', '"promidd catch"'),
        "misconceptions.toml",
        "m7: met",
        "there is no step 'promidd catch'",
    ),
    Spoilt(
        "a comparison with a trial that is not there",
        instead(BOTH, 'trials = ["spinet"]', 'trials = ["spinett"]'),
        BOTH,
        "trials",
        "there is no content/trials/spinett.toml",
    ),
    Spoilt(
        "a row of a step that is not there",
        instead(BOTH, 'step = "people"', 'step = "peopl"'),
        BOTH,
        "",
        "primary: step: there is no part 'peopl'",
        alone=False,
    ),
    Spoilt("no comparison", missing(BOTH), BOTH, "", "the file is missing", alone=False),
)

ONCE_MORE = 'option = "prtt"\nargues = "against"\nstrength = "exclude"'
UNSAFE = (  # arguments are lost, yet the options they were about keep a standing
    Spoilt(
        "two rules about an option that does not exist",
        both(
            of_rule('option = "prrt"', 'option = "prtt"'),
            added(RECEPTORS, f"[made-up]\n{ONCE_MORE}\n{RULE}\nwhen = {{}}"),
        ),
        RECEPTORS,
        f"{NEEDS}: option",
        "there is no content/options/prtt.toml",
        EVERYBODY,
        alone=False,
    ),
    Spoilt(
        "an option that rules and a step speak about is gone",
        missing("options/observe.toml"),
        "rules/observe-or-treat.toml",
        "observe-ideal: option",
        "there is no content/options/observe.toml",
        alone=False,
    ),
)

COHORTS = (
    Spoilt(
        "a cohort whose patients are gone",
        missing("cohorts/promid-os.csv"),
        "cohorts/promid-os.csv",
        "",
        "the file is missing",
    ),
    Spoilt(
        "patients of no cohort",
        missing("cohorts/promid-os.toml"),
        "cohorts/promid-os.csv",
        "",
        "there is no promid-os.toml beside it",
    ),
    Spoilt(
        "a time that is no number",
        instead("cohorts/clarinet-pfs.csv", "lanreotide,2", "lanreotide,two"),
        "cohorts/clarinet-pfs.csv",
        "",
        "line 3: months: 'two.",
    ),
    Spoilt(
        "a patient of another arm",
        instead("cohorts/clarinet-pfs.csv", "lanreotide,", "octreotide,"),
        "cohorts/clarinet-pfs.csv",
        "arm",
        "the trial has no arm 'octreotide'",
        alone=False,
    ),
    Spoilt(
        "patients that give another hazard ratio",
        instead("cohorts/promid-ttp.csv", "placebo,6.00,1", "placebo,6.40,1"),
        "cohorts/promid-ttp.csv",
        "HR",
        "published is 0.34: run python -m netlogic cohorts",
    ),
    Spoilt(
        "a cohort of no trial",
        instead("cohorts/promid-os.toml", 'trial = "promid"', 'trial = "promis"'),
        "cohorts/promid-os.toml",
        "trial",
        "there is no content/trials/promis.toml",
    ),
    Spoilt(
        "a cohort of no outcome",
        instead("cohorts/promid-os.toml", 'outcome = "os"', 'outcome = "death"'),
        "cohorts/promid-os.toml",
        "outcome",
        "the trial has no outcome 'death'",
    ),
    Spoilt(
        "a cohort with a field that nobody reads",
        instead("cohorts/promid-os.toml", "horizon =", "horizont ="),
        "cohorts/promid-os.toml",
        "",
        "no field called 'horizont'",
        alone=False,
    ),
    Spoilt(
        "a tick beyond the axis",
        instead("cohorts/promid-os.toml", "horizon = 120", "horizon = 100"),
        "cohorts/promid-os.toml",
        "",
        "ticks: the last one is beyond the horizon",
    ),
    Spoilt(
        "a shape that rises",
        instead("cohorts/promid-os.toml", "survival = 0.36", "survival = 0.86"),
        "cohorts/promid-os.toml",
        "recipe.arms.0",
        "shape: months must rise and survival must fall",
    ),
    Spoilt(
        "a badge that quotes a figure nobody published",
        instead("cohorts/promid-os.toml", "{promid os hr}", "{promid so hr}"),
        "cohorts/promid-os.toml",
        "fitted",
        "{promid so hr}: there is no such figure",
    ),
)

CAUGHT = FILES + RULES + TRIALS + ENTRY + TOLD + OPTIONS + FACTS + REST + MISLEADING
CAUGHT += COHORTS + TAUGHT
