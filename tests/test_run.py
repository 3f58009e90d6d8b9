"""The launcher: a fresh server is warmed, watched and ended tidily."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.run import ROOT, CannotStart, main, serve

NOTES_ITS_RUNS = """
import pathlib
import streamlit as st
runs = pathlib.Path(__file__).with_name("runs")
with runs.open("a") as file:
    file.write("run ")
st.write("hello")
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    path = tmp_path / "app.py"
    path.write_text(NOTES_ITS_RUNS, encoding="utf-8")
    return path


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield int(taken.getsockname()[1])


def test_the_app_has_run_once_before_anybody_is_let_in(app: Path) -> None:
    with serve(app=app):
        assert app.with_name("runs").read_text(encoding="utf-8") == "run "


def test_the_server_answers_inside_the_block_and_is_gone_after_it(app: Path) -> None:
    with serve(app=app) as server:
        with urllib.request.urlopen(f"{server.url}/_stcore/health") as answer:
            assert answer.status == 200
        assert server.process.poll() is None
    assert server.process.poll() is not None


def test_an_app_that_cannot_be_read_is_refused(app: Path) -> None:
    app.write_text("this is no python", encoding="utf-8")
    with pytest.raises(CannotStart, match="could not be read"), serve(app=app):
        pass


def test_a_missing_app_is_named() -> None:
    nothing = serve(app=ROOT / "nothing.py")
    with pytest.raises(CannotStart, match=r"there is no nothing\.py"), nothing:
        pass


def test_a_port_in_use_is_said_in_words(
    taken_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--port", str(taken_port), "--no-browser"]) == 1
    assert f"port {taken_port} is in use" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_kill_end_the_server_and_its_exit_code_is_ours(
    app: Path, number: signal.Signals
) -> None:
    start = (
        "import sys, pathlib, deploy.run;"
        f"sys.exit(deploy.run.main(['--no-browser'], pathlib.Path({str(app)!r})))"
    )
    launcher = subprocess.Popen(
        [sys.executable, "-c", start], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert launcher.stdout is not None
    with launcher, launcher.stdout:
        address = next(line for line in launcher.stdout if "NETlogic is at" in line).split()[3]
        launcher.send_signal(number)
        assert launcher.wait(20) == 0
    with pytest.raises(OSError), urllib.request.urlopen(f"{address}/_stcore/health"):
        pass
