"""`python -m netlogic explain`: facts of patients in, one line of JSON a patient out."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from netlogic import __main__ as command
from netlogic.explain import InputError, because, explained, lines, patients
from netlogic.library import library
from netlogic.pathway import reading
from netlogic.patient import INPUTS, Patient
from tests.strategies import partly_unknown, pertinent

LIBRARY = library()
ROOT = Path(__file__).resolve().parent.parent
STANDINGS = (
    "discuss first",
    "reasonable",
    "emerging",
    "not listed here",
    "usually avoid",
    "closed here",
)


def told(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines(text, LIBRARY)]


def same(one: str, other: str) -> bool:
    return told(one) == told(other)


def refused(text: str) -> str:
    with pytest.raises(InputError) as error:
        list(lines(text, LIBRARY))
    assert "\n" not in str(error.value)
    return str(error.value)


def run(*arguments: str, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "netlogic", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )


def has_its_shape(answer: dict[str, Any]) -> None:
    """Exactly the published fields, in their order, each of its type."""
    assert list(answer) == ["options", "steps", "undetermined", "notices", "out_of_scope"]
    assert list(answer["options"]) == list(LIBRARY.options)
    for id_, option in answer["options"].items():
        assert list(option) == ["standing", "could_be", "depends_on", "lane", "arguments"]
        assert option["standing"] in STANDINGS
        assert option["could_be"] in STANDINGS
        assert set(option["depends_on"]) <= set(INPUTS)
        assert option["lane"] == LIBRARY.options[id_].lane
        for argument in option["arguments"]:
            is_an_argument(argument, id_)
    assert [step["id"] for step in answer["steps"]] == list(LIBRARY.steps)
    for step in answer["steps"]:
        assert list(step) == ["id", "answer", "because"]
        answers = [one.id for one in LIBRARY.steps[step["id"]].answers]
        assert step["answer"] is None or step["answer"] in answers
        assert step["because"] and isinstance(step["because"], str)
    for open_ in answer["undetermined"]:
        assert list(open_) == ["fact", "test", "options"]
        assert open_["fact"] in INPUTS
        assert open_["test"] == LIBRARY.inputs[open_["fact"]].settled_by
        wanted = [i for i, o in answer["options"].items() if open_["fact"] in o["depends_on"]]
        assert open_["options"] == wanted
    named = {fact for o in answer["options"].values() for fact in o["depends_on"]}
    assert {open_["fact"] for open_ in answer["undetermined"]} == named
    assert answer["notices"] == sorted(answer["notices"])
    assert set(answer["notices"]) <= set(LIBRARY.notices)
    assert answer["out_of_scope"] is None or answer["out_of_scope"].endswith(".")


def is_an_argument(argument: dict[str, Any], option: str) -> None:
    rule = LIBRARY.rules[argument["rule"]]
    fields = ["rule", "argues", "strength", "because", "evidence", "sources"]
    assert list(argument) == fields + (["to"] if rule.strength == "limits" else [])
    assert argument["argues"] in ("for", "against")
    assert option in LIBRARY.members(str(rule.option))
    assert argument["strength"] == rule.strength
    assert argument["because"] == rule.because
    assert argument.get("to") == rule.to
    assert set(argument["evidence"]) <= set(LIBRARY.trials)
    assert set(argument["sources"]) <= set(LIBRARY.references)


@settings(max_examples=60)
@given(pertinent())
def test_the_answer_for_a_known_patient_has_its_shape(patient: Patient) -> None:
    has_its_shape(explained(patient, LIBRARY))


@settings(max_examples=40)
@given(partly_unknown())
def test_the_answer_for_a_patient_partly_unknown_has_its_shape(patient: Patient) -> None:
    has_its_shape(explained(patient, LIBRARY))


def test_the_answer_for_a_patient_of_whom_nothing_is_known_has_its_shape() -> None:
    [answer] = told(json.dumps(dict.fromkeys(INPUTS)))
    has_its_shape(answer)
    assert len(answer["undetermined"]) > 20


@settings(max_examples=30)
@given(partly_unknown())
def test_a_patient_written_as_json_comes_back_as_the_same_patient(patient: Patient) -> None:
    assert patients(json.dumps(patient.model_dump()), LIBRARY) == [patient]


@settings(max_examples=30)
@given(partly_unknown())
def test_the_answer_is_what_the_reading_says(patient: Patient) -> None:
    read, answer = reading(patient, LIBRARY), explained(patient, LIBRARY)
    for id_, option in read.options.items():
        said = answer["options"][id_]
        assert said["standing"] == option.standing.words
        assert said["could_be"] == option.could_be.words
        assert tuple(said["depends_on"]) == option.depends_on
        assert tuple(a["rule"] for a in said["arguments"]) == option.arguments
    assert [(s["id"], s["answer"]) for s in answer["steps"]] == [
        (step.id, step.answer) for step in read.steps
    ]
    assert tuple(answer["notices"]) == read.notices
    assert answer["out_of_scope"] == read.out_of_scope


def test_one_line_a_patient_compact_and_in_order() -> None:
    found = list(lines('{"ki67": 1}\n{"ki67": 30}\n{"ki67": 10}', LIBRARY))
    assert len(found) == 3
    disease = [json.loads(line)["steps"][0]["answer"] for line in found]
    assert disease == ["net-g1", "net-g3", "net-g2"]
    for line in found:
        assert "\n" not in line
        assert line == json.dumps(json.loads(line), ensure_ascii=False, separators=(",", ":"))


def test_a_fact_left_out_takes_its_default() -> None:
    defaults = {name: LIBRARY.inputs[name].default for name in INPUTS}
    assert same("{}", json.dumps(defaults))
    assert same('{"krenning": 1}', json.dumps(defaults | {"krenning": 1}))
    assert not same("{}", '{"krenning": 1}')


@pytest.mark.parametrize("fact", INPUTS)
def test_null_and_unknown_are_unknown_for_every_fact(fact: str) -> None:
    for value in (None, "unknown"):
        [patient] = patients(json.dumps({fact: value}), LIBRARY)
        assert getattr(patient, fact) is None


def test_unknown_is_not_the_default() -> None:
    [known], [unknown] = told("{}"), told('{"krenning": null}')
    assert "krenning" not in {open_["fact"] for open_ in known["undetermined"]}
    assert "krenning" in {open_["fact"] for open_ in unknown["undetermined"]}
    assert dict((s["id"], s["answer"]) for s in unknown["steps"])["receptors"] is None


@pytest.mark.parametrize(
    ("fact", "given_", "kept"),
    [
        ("ki67", "2.37", 2.37),
        ("hepatic_burden", "24.999", 24.999),
        ("hepatic_burden", "0", 0.0),
        ("hepatic_burden", "100", 100.0),
        ("ki67", "1e1", 10.0),
        ("krenning", "3", 3),
        ("krenning", "3.0", 3),
        ("performance_status", "2.0", 2),
        ("performance_status", "4", 4),
        ("frail", "true", True),
        ("frail", "false", False),
        ("primary", '"unknown-primary"', "unknown-primary"),
        ("fdg", '"not-done"', "not-done"),
    ],
)
def test_a_value_arrives_as_it_is(fact: str, given_: str, kept: object) -> None:
    [patient] = patients(f'{{"{fact}": {given_}}}', LIBRARY)
    value = getattr(patient, fact)
    assert value == kept
    assert type(value) is type(kept)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ('{"krening": 3}', "krening: there is no fact of this name"),
        ('{"grade": "G1"}', "grade: there is no fact of this name"),
        ('{"": 3}', "there is no fact of this name"),
        ('{"krenning": 3.5}', "krenning: 3.5 is not a whole number"),
        ('{"performance_status": 1.5}', "performance_status: 1.5 is not a whole number"),
        ('{"krenning": 5}', "krenning: 5 is outside 0 to 4"),
        ('{"krenning": -1}', "krenning: -1 is outside 0 to 4"),
        ('{"krenning": true}', "krenning: True is not a number"),
        ('{"krenning": false}', "krenning: False is not a number"),
        ('{"ki67": true}', "ki67: True is not a number"),
        ('{"ki67": "4"}', "ki67: '4' is not a number"),
        ('{"ki67": [4]}', "ki67: [4] is not a number"),
        ('{"ki67": 100.001}', "ki67: 100.001 is outside 0 to 100"),
        ('{"ki67": -0.1}', "ki67: -0.1 is outside 0 to 100"),
        ('{"ki67": 1e999}', "ki67: Infinity is not a number"),
        ('{"hepatic_burden": 101}', "hepatic_burden: 101 is outside 0 to 100"),
        ('{"frail": 1}', "frail: 1 is neither true nor false"),
        ('{"frail": 0}', "frail: 0 is neither true nor false"),
        ('{"frail": "yes"}', "frail: 'yes' is neither true nor false"),
        ('{"tempo": "quick"}', "tempo: 'quick' is none of stable, slow, progressive, rapid"),
        ('{"tempo": true}', "tempo: True is none of stable, slow, progressive, rapid"),
        ('{"tempo": {}}', "tempo: {} is none of stable, slow, progressive, rapid"),
        ('{"tempo": "Slow"}', "tempo: 'Slow' is none of stable"),
        ('{"ki67": 1, "ki67": 2}', "ki67: stands there twice"),
        ('{"ki67": 1, "ki67": 1}', "ki67: stands there twice"),
        ('{"ki67": NaN}', "ki67: NaN is not a number"),
        ('{"krenning": NaN}', "krenning: NaN is not a number"),
        ('{"ki67": Infinity}', "ki67: Infinity is not a number"),
        ('{"ki67": -Infinity}', "ki67: -Infinity is not a number"),
        ("[]", "a patient is an object of facts, not a list"),
        ("[{}]", "a patient is an object of facts, not a list"),
        ("3", "a patient is an object of facts, not a number"),
        ("3.5", "a patient is an object of facts, not a number"),
        ("null", "a patient is an object of facts, not null"),
        ("true", "a patient is an object of facts, not true or false"),
        ('"ki67"', "a patient is an object of facts, not a text"),
        ('{"ki67": 4', "this is not JSON: "),
        ('{"ki67": 4,}', "this is not JSON: "),
        ("{ki67: 4}", "this is not JSON: "),
        ("{} {}", "this is not JSON: "),
        ("ki67=4", "this is not JSON: "),
    ],
)
def test_bad_input_is_named_by_line_and_field(facts: str, says: str) -> None:
    assert refused(facts).startswith("line 1")
    assert says in refused(facts)
    assert refused("{}\n\n" + facts).startswith("line 3")
    assert says in refused("{}\n\n" + facts)


def test_nan_is_named_by_its_field() -> None:
    assert "ki67" in refused('{"ki67": NaN}')


@pytest.mark.parametrize("text", ["", " ", "\n", "\n \n\t\n"])
def test_empty_input_is_an_error(text: str) -> None:
    assert refused(text) == "line 1: there is no patient in the input"


def test_lists_within_lists_without_end_are_refused_in_words() -> None:
    assert refused("[" * 100_000).startswith("line 1")


def test_a_single_object_may_span_lines() -> None:
    assert same('{\n  "krenning": 1,\n\n  "ki67": 30\n}\n', '{"krenning": 1, "ki67": 30}')
    assert same('\n\n{\n"krenning": 1}', '{"krenning": 1}')
    assert "krenning: 9 is outside 0 to 4" in refused('\n\n{\n"krenning": 9}')
    assert refused('\n\n{\n"krenning": 9}').startswith("line 3")
    assert "ki67: stands there twice" in refused('{\n"ki67": 1,\n"ki67": 2\n}')
    assert "NaN is not a number" in refused('{\n"ki67":\nNaN}')


def test_two_objects_over_lines_are_refused() -> None:
    assert "this is not JSON" in refused('{\n"ki67": 1\n}\n{\n"ki67": 2\n}')


def test_blank_lines_are_skipped_and_counted() -> None:
    assert len(told("\n{}\n\n \n{}\n")) == 2
    assert refused('\n{}\n\n \n{"ki67": 200}\n').startswith("line 5: ki67")
    assert len(told("{}\r\n\r\n{}\r\n")) == 2


def test_all_input_is_checked_before_the_first_line() -> None:
    found = lines('{}\n{}\n{"ki67": 200}', LIBRARY)
    with pytest.raises(InputError):
        next(found)


def test_because_says_the_deciding_condition_in_words() -> None:
    [answer] = told('{"krenning": 1, "line": "after-ssa"}')
    said = {step["id"]: step["because"] for step in answer["steps"]}
    assert said["receptors"] == "Krenning score 1 (below liver)"
    assert said["line"] == f"{LIBRARY.inputs['line'].name}: after an SSA"
    [unknown] = told('{"krenning": null}')
    said = {step["id"]: step["because"] for step in unknown["steps"]}
    assert said["receptors"] == f"not known: {LIBRARY.inputs['krenning'].label}"


@settings(max_examples=50)
@given(partly_unknown())
def test_because_is_never_empty_and_never_an_id(patient: Patient) -> None:
    read = reading(patient, LIBRARY)
    for at, step in enumerate(read.steps):
        words = because(at, read, LIBRARY)
        assert words
        assert "_" not in words
        assert not re.search(r"\bNone\b(?! of)|\bTrue\b|\bFalse\b|; ;|; $", words)
        assert (step.answer is None) == words.startswith("not known")


def test_out_of_scope_is_a_reason() -> None:
    [net], [nec] = told("{}"), told('{"differentiation": "poor"}')
    assert net["out_of_scope"] is None
    assert nec["out_of_scope"] == LIBRARY.scope["carcinoma"].text
    [unknown] = told('{"differentiation": null}')
    assert unknown["out_of_scope"] == LIBRARY.scope["no-pathology"].text


# The command itself, each through an interpreter of its own.


def test_the_command_reads_a_file(tmp_path: Path) -> None:
    file = tmp_path / "patients.jsonl"
    file.write_text('{"ki67": 1}\n\n{"ki67": 30}\n', encoding="utf-8")
    done = run("explain", str(file))
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    assert done.stdout.decode("utf-8").splitlines() == list(
        lines('{"ki67": 1}\n{"ki67": 30}', LIBRARY)
    )
    assert done.stdout.endswith(b"}\n")


def test_the_command_reads_standard_input_even_with_a_mark_at_its_beginning() -> None:
    done = run("explain", "-", stdin=b'\xef\xbb\xbf{"krenning": 3.0}\r\n')
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("utf-8").splitlines() == list(lines('{"krenning": 3}', LIBRARY))


def test_a_bad_second_line_leaves_nothing_on_standard_output() -> None:
    done = run("explain", "-", stdin=b'{}\n{"ki67": 200}\n{}\n')
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().splitlines() == ["line 2: ki67: 200 is outside 0 to 100"]


def main(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, list[str]]:
    code = command.main(arguments)
    said = capsys.readouterr()
    return code, said.out, said.err.splitlines()


@pytest.mark.parametrize(
    "content",
    [b'{"ki67": NaN}', b"", b"{", b'{"nope": 1}', b"\xff\xfe{}", b"{}\n[]"],
)
def test_bad_input_gives_two_one_sentence_and_nothing_else(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.json"
    file.write_bytes(content)
    code, out, err = main("explain", str(file), capsys=capsys)
    assert (code, out, len(err)) == (2, "", 1)


def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = main("explain", str(tmp_path / "none.json"), capsys=capsys)
    assert (code, out) == (2, "")
    assert err == [f"{tmp_path / 'none.json'}: cannot be read: No such file or directory"]
    code, out, err = main("explain", str(tmp_path), capsys=capsys)
    assert (code, out, len(err)) == (2, "", 1)


@pytest.mark.parametrize("arguments", [(), ("explain",), ("explain", "a", "b"), ("help",)])
def test_a_wrong_call_shows_how_it_is_called(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = main(*arguments, capsys=capsys)
    assert (code, out) == (2, "")
    assert err[0].startswith("usage: python -m netlogic check")


def test_a_slip_in_an_object_over_lines_is_named_by_its_own_line() -> None:
    assert refused('{\n"ki67": 1,\n"krenning": }\n').startswith(
        "line 3, column 13: this is not JSON"
    )
