"""A spoilt file is named in plain words; what it could falsify falls silent, the rest stays."""

import os
import re
from pathlib import Path
from shutil import copytree

import pytest

from netlogic import __main__ as command
from netlogic.content import Fault, Library
from netlogic.library import CONTENT, ContentError, library, sound_library
from netlogic.pathway import reading
from netlogic.patient import Patient, Value
from tests.spoilt import (
    ANY,
    CAUGHT,
    EVERYBODY,
    RECEPTORS,
    UNSAFE,
    Spoil,
    Spoilt,
    instead,
    missing,
    of_rule,
    with_mark,
)

SOUND = library()
OTHERS: tuple[dict[str, Value | None], ...] = (
    {},
    {"krenning": 0},
    {"line": "after-ssa", "krenning": 1, "creatinine_clearance": 20},
    {"line": "after-prrt", "krenning": 4, "prrt_benefit_months": 24, "marrow": "impaired"},
    {"primary": "pancreas", "ki67": 30, "hepatic_burden": 60, "bulk_symptoms": "severe"},
    {"primary": "lung-atypical", "tempo": "stable", "bulk_symptoms": "none"},
    {"syndrome": "carcinoid", "syndrome_severity": "severe", "refractory": True, "frail": True},
    {"krenning": None, "line": None, "ki67": None, "syndrome": None},
    {"differentiation": "poor", "ki67": 80, "performance_status": 4},
    {"pregnancy": True, "line": "after-other", "hepatic_burden": 0},
)
PEOPLE = tuple(SOUND.patient(facts) for facts in OTHERS)
JARGON = re.compile(
    r"\n|validation error|type=|input_value|pydantic|Traceback|Error\b|None|Bounds|[Tt]uple|"
    r"instance of|https?:"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content that may be spoilt."""
    return Path(copytree(CONTENT, tmp_path / "content"))


def named(spoilt: Spoilt, found: Library) -> list[Fault]:
    """The sentences that say what is expected where it is expected."""
    return [
        fault
        for fault in found.faults
        if fault.file == f"content/{spoilt.file}" or spoilt.file == ANY
        if fault.where == spoilt.where or spoilt.where == ANY or spoilt.where.endswith(f": {ANY}")
        if spoilt.says in fault.problem
    ]


def said(found: Library) -> list[str]:
    return [str(fault) for fault in found.faults]


def silent(spoilt: Spoilt, found: Library) -> set[str]:
    return set(found.options) if spoilt.silent == EVERYBODY else set(spoilt.silent)


def is_caught(spoilt: Spoilt, folder: Path) -> None:
    """The fault is named once in its place, and what is not silent reads as before."""
    spoilt.edit(folder)
    found = library(folder)
    assert len(named(spoilt, found)) == 1 or ANY in (spoilt.file, spoilt.where), said(found)
    assert named(spoilt, found), said(found)
    assert not spoilt.alone or len(found.faults) == 1, said(found)
    assert not [line for line in said(found) if JARGON.search(line)]
    assert found.silenced == silent(spoilt, found)
    assert found.readable == spoilt.readable
    keeps_its_readings(found)


def keeps_its_readings(found: Library) -> None:
    """Every option that is left and not silenced says exactly what it says in sound content."""
    for person in PEOPLE if found.readable else ():
        before, after = reading(person, SOUND), reading(person, found)
        assert set(after.options) == set(found.options) - found.silenced
        for id_, option in after.options.items():
            assert option == before.options[id_], id_


def test_the_published_content_has_no_fault() -> None:
    assert [str(fault) for fault in SOUND.faults] == []
    assert not SOUND.silenced
    assert sound_library() is library(), "content that has not changed is read once"
    assert SOUND.readable


def test_the_patients_used_here_show_every_standing() -> None:
    standings = {o.standing for person in PEOPLE for o in reading(person, SOUND).options.values()}
    assert len(standings) == 6
    assert all(
        len({reading(person, SOUND).options[id_] for person in PEOPLE}) > 1 or id_ == "mdt"
        for id_ in SOUND.options
    )


@pytest.mark.parametrize("spoilt", CAUGHT, ids=lambda spoilt: spoilt.name)
def test_a_fault_is_named_and_the_sound_rest_stays(spoilt: Spoilt, folder: Path) -> None:
    is_caught(spoilt, folder)


@pytest.mark.parametrize("spoilt", UNSAFE, ids=lambda spoilt: spoilt.name)
def test_no_option_keeps_a_standing_when_nobody_knows_what_rules_spoke_about(
    spoilt: Spoilt, folder: Path
) -> None:
    is_caught(spoilt, folder)


def test_every_kind_of_content_is_spoilt() -> None:
    files = {spoilt.file for spoilt in CAUGHT}
    kinds = {entry.name for entry in CONTENT.iterdir() if entry.suffix in ("", ".toml")}
    spoilt_kinds = {file.split("/")[0] for file in files}
    assert kinds - spoilt_kinds == {"text"}  # prose of pages: read by them, not by the library
    assert len(CAUGHT) >= 30
    assert len({spoilt.name for spoilt in CAUGHT}) == len(CAUGHT)


@pytest.mark.parametrize("person", PEOPLE)
def test_without_its_exclusion_no_option_looks_better(person: Patient, folder: Path) -> None:
    of_rule("because =", "# because =")(folder)
    before, after = reading(person, SOUND), reading(person, library(folder))
    for id_, option in after.options.items():
        assert option.standing <= before.options[id_].standing
        assert option.could_be <= before.options[id_].could_be
    assert not set(after.leading) & library(folder).silenced


def test_a_silenced_option_keeps_its_words(folder: Path) -> None:
    of_rule("because =", "# because =")(folder)
    found = library(folder)
    assert set(found.options) == set(SOUND.options)
    assert found.options["prrt-again"] == SOUND.options["prrt-again"]


def test_several_faults_of_one_entry_are_all_named(folder: Path) -> None:
    of_rule("because =", 'becuase = "A slip."\nreason =')(folder)
    problems = {fault.problem for fault in library(folder).faults}
    assert problems == {"is missing", "no field called 'becuase'", "no field called 'reason'"}


def test_faults_of_several_files_are_all_named(folder: Path) -> None:
    of_rule("because =", "# because =")(folder)
    instead("presets/net-g3.toml", "ki67 = 30", "ki67 = 300")(folder)
    missing("steps.toml")(folder)
    files = {fault.file for fault in library(folder).faults}
    assert files == {
        f"content/{RECEPTORS}",
        "content/presets/net-g3.toml",
        "content/steps.toml",
    }


@pytest.mark.parametrize(
    "edit",
    [
        of_rule("because =", "# because ="),
        instead(RECEPTORS, "option =", "option"),
        instead("trials/netter-1.toml", "value = 0.214", "value = 2.14"),
        instead("presets/net-g3.toml", "ki67 = 30", "ki67 = 300"),
        missing("notices.toml"),
    ],
    ids=["rule", "syntax", "trial", "preset", "missing"],
)
def test_a_repair_is_seen_without_a_restart(edit: Spoil, folder: Path) -> None:
    assert not library(folder).faults
    edit(folder)
    assert library(folder).faults
    copytree(CONTENT, folder, dirs_exist_ok=True)
    assert not library(folder).faults
    assert not library(folder).silenced
    keeps_its_readings(library(folder))


def test_an_edit_of_equal_length_is_seen(folder: Path) -> None:
    file = folder / "trials" / "netter-1.toml"
    assert library(folder).trials["netter-1"].outcomes[0].hr.value == 0.214  # type: ignore[union-attr]
    instead("trials/netter-1.toml", "0.214", "0.215")(folder)
    later = file.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(later, later))  # some file systems tell only milliseconds apart
    assert library(folder).trials["netter-1"].outcomes[0].hr.value == 0.215  # type: ignore[union-attr]


def test_a_new_file_is_seen(folder: Path) -> None:
    assert len(library(folder).presets) == len(SOUND.presets)
    (folder / "presets" / "new.toml").write_text(
        'name = "New"\ndescription = "New."\norder = 99\n[patient]\nki67 = 2\n', encoding="utf-8"
    )
    assert list(library(folder).presets) == [*SOUND.presets, "new"]
    missing("presets/new.toml")(folder)
    assert list(library(folder).presets) == list(SOUND.presets)


def test_unchanged_content_is_read_once(folder: Path) -> None:
    assert library(folder) is library(folder)


def test_line_ends_of_windows_are_read(folder: Path) -> None:
    for file in (folder / "steps.toml", folder / RECEPTORS):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert not library(folder).faults
    keeps_its_readings(library(folder))


def test_the_invisible_mark_of_some_editors_does_no_harm(folder: Path) -> None:
    with_mark("scope.toml")(folder)
    assert not library(folder).faults


def test_a_spoilt_scenario_is_left_out(folder: Path) -> None:
    instead("presets/net-g3.toml", "ki67 = 30", "ki67 = 300")(folder)
    assert "net-g3" not in library(folder).presets


def test_a_figure_that_is_missing_is_named_in_its_place(folder: Path) -> None:
    instead("options/telotristat.toml", "response rates}", "reply rates}")(folder)
    text = library(folder).options["telotristat"].description
    assert "[figure missing: telestar reply rates]" in text
    assert "{" not in text


def test_a_figure_is_filled_in_from_its_one_place(folder: Path) -> None:
    instead("trials/telestar.toml", "value = 44", "value = 45")(folder)
    assert "44 against 20 %" in SOUND.options["telotristat"].description
    assert "45 against 20 %" in library(folder).options["telotristat"].description


def test_sound_library_refuses_spoilt_content_with_every_sentence(folder: Path) -> None:
    of_rule("because =", "# because =")(folder)
    instead("presets/net-g3.toml", "ki67 = 30", "ki67 = 300")(folder)
    with pytest.raises(ContentError) as refused:
        sound_library(folder)
    assert str(refused.value).splitlines() == [str(fault) for fault in library(folder).faults]
    assert len(str(refused.value).splitlines()) == 2


def test_a_fault_reads_as_file_entry_problem() -> None:
    assert str(Fault("content/x.toml", "entry: field", "is missing")) == (
        "content/x.toml: entry: field: is missing"
    )
    assert str(Fault("content/x.toml", "", "the file is missing")) == (
        "content/x.toml: the file is missing"
    )


def test_check_says_that_sound_content_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["check"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"Content is sound: {len(SOUND.rules)} rules, ")
    assert not said.err


def test_check_names_every_fault_and_exits_with_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    of_rule(" at_most = 1", " at_most = 1.5")(folder)
    monkeypatch.setattr(command, "library", lambda: library(folder))
    assert command.main(["check"]) == 1
    assert capsys.readouterr().out == (
        "content/rules/receptors.toml: prrt-needs-receptors: when: krenning: "
        "the limit 1.5 is not in thresholds.toml\n"
    )


def test_explain_refuses_spoilt_content(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    of_rule("because =", "# because =")(folder)
    monkeypatch.setattr(command, "sound_library", lambda: sound_library(folder))
    (folder / "patient.json").write_text("{}", encoding="utf-8")
    assert command.main(["explain", str(folder / "patient.json")]) == 1
    said = capsys.readouterr()
    assert not said.out
    assert said.err == "content/rules/receptors.toml: prrt-needs-receptors: because: is missing\n"
