"""Start NETlogic: run the Streamlit server, warm it, open the browser.

    python deploy/run.py [--port 8501] [--address 127.0.0.1] [--no-browser] [streamlit options]

A fresh server answers the first link to an inner page with "Page not found", until some run of
`app.py` has declared the pages. So one session is opened here before anybody is let in; it also
reads the content once, and the first reader does not wait for that.

`serve()` gives the same warmed server to tests, benchmarks and the picture of the README.
"""

import argparse
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "app.py"
USUAL_PORT = 8501
START_SECONDS = 90


class CannotStart(Exception):
    """Why the server is not there, in words for the person at the keyboard."""


@dataclass(frozen=True)
class Server:
    """A running, warmed server: its address without a slash at the end, and its process."""

    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def serve(
    port: int | None = None,
    browser: bool = False,
    *,
    app: Path = APP,
    address: str = "127.0.0.1",
    options: Sequence[str] = (),
) -> Iterator[Server]:
    """A warmed server for as long as the block lasts; a free port unless one is given."""
    port = port or _free_port(address)
    process = _started(app, address, port, options)
    # A server that listens on every address is reached here by the machine's own.
    host = "127.0.0.1" if address in ("", "0.0.0.0", "::") else address
    server = Server(f"http://{host}:{port}", process)
    try:
        _wait_for_health(server)
        _warm(server)
        if browser:
            webbrowser.open(server.url)
        yield server
    finally:
        _stop(process)


def main(arguments: Sequence[str] | None = None, app: Path = APP) -> int:
    """Serve until Ctrl-C; gives back the exit code of the server."""
    chosen, options = _command_line(arguments)
    browser = chosen.browser and _has_display()
    try:
        port = _port(chosen.port, chosen.address)
        _let_signals_interrupt()
        print("Starting NETlogic ...", flush=True)
        with serve(port, browser, app=app, address=chosen.address, options=options) as server:
            _forward_signals(server.process)
            print(f"NETlogic is at {server.url} (Ctrl-C stops it)", flush=True)
            code = server.process.wait()
    except CannotStart as reason:
        print(f"NETlogic did not start: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    # A shell writes "ended by signal n" as 128 + n; Popen as -n.
    return code if code >= 0 else 128 - code


def _command_line(arguments: Sequence[str] | None) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        description="Start NETlogic. Other options are passed on to `streamlit run`."
    )
    # Streamlit's own names are taken too: the launcher must know where to knock.
    parser.add_argument(
        "--port", "--server.port", type=int, help=f"default: {USUAL_PORT}, or a free one"
    )
    parser.add_argument(
        "--address",
        "--server.address",
        default="127.0.0.1",
        help="who may connect: this machine only (default), or 0.0.0.0 for the whole network",
    )
    parser.add_argument("--no-browser", dest="browser", action="store_false")
    return parser.parse_known_args(arguments)


def _port(wanted: int | None, address: str) -> int:
    if wanted is None:
        return USUAL_PORT if _is_free(USUAL_PORT, address) else _free_port(address)
    if not _is_free(wanted, address):
        raise CannotStart(f"port {wanted} is in use. Choose another: --port {wanted + 1}")
    return wanted


def _is_free(port: int, address: str) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name == "posix":
            # As the server does: a port in its closing minute counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def _free_port(address: str) -> int:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.bind((address, 0))
        return int(probe.getsockname()[1])


def _started(app: Path, address: str, port: int, options: Sequence[str]) -> subprocess.Popen[bytes]:
    if importlib.util.find_spec("streamlit") is None:
        raise CannotStart(
            "Streamlit is missing. Use `make run`, or pip install -r requirements.txt"
        )
    if not app.is_file():
        raise CannotStart(f"there is no {app.name} in {app.parent}")
    flags = {
        "server.address": address,
        "server.port": port,
        # The browser is opened here, after warming; and no question about an e-mail address.
        "server.headless": "true",
        "logger.hideWelcomeMessage": "true",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(app)]
        + [f"--{name}={value}" for name, value in flags.items()]
        + list(options),
        # Where .streamlit/config.toml is.
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        # A group of its own, so that Ctrl-C reaches the server once, from us.
        process_group=0 if os.name == "posix" else None,
    )


def _wait_for_health(server: Server) -> None:
    # A proxy set for the internet has no business between us and our own machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise CannotStart("the server ended by itself; its own words are above")
        try:
            with opener.open(f"{server.url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    raise CannotStart(f"the server gave no sign of life in {START_SECONDS} seconds")


def _warm(server: Server) -> None:
    """Run `app.py` once, as a browser would: ask for the first page, wait until it is drawn."""
    # Imported here: they come with Streamlit, whose absence is told in words above.
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from websockets.exceptions import WebSocketException
    from websockets.sync.client import connect
    from websockets.typing import Subprotocol

    request = BackMsg()
    # An empty page name is the default page.
    request.rerun_script.page_name = ""
    stream = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    # The server wants two: the protocol's name, and a place for a token that we do not need.
    subprotocols = [Subprotocol("streamlit"), Subprotocol("warm")]
    try:
        with connect(stream, subprotocols=subprotocols, max_size=None, proxy=None) as session:
            session.send(request.SerializeToString())
            deadline = time.monotonic() + START_SECONDS
            while True:
                answer = ForwardMsg()
                answer.ParseFromString(
                    session.recv(timeout=max(0, deadline - time.monotonic()), decode=False)
                )
                if answer.WhichOneof("type") == "script_finished":
                    break
    except TimeoutError:
        raise CannotStart(f"the first page took more than {START_SECONDS} seconds") from None
    except (OSError, WebSocketException) as error:
        raise CannotStart(f"the first page could not be asked for ({error})") from error
    if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
        raise CannotStart("app.py could not be read; the error is above")


def _has_display() -> bool:
    return sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _let_signals_interrupt() -> None:
    """While the server starts, `kill` and a closed terminal end us as Ctrl-C does: tidily."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def _forward_signals(process: subprocess.Popen[bytes]) -> None:
    """From now on Ctrl-C, a closed terminal and `kill` end the server, and we follow it."""

    def forward(number: int, frame: object) -> None:
        # Windows gives Ctrl-C to both of us; there it only has to be survived here.
        if os.name == "posix":
            process.send_signal(number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), forward)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
