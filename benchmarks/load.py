"""Many readers at once: sessions that move the burden slider, against a bare app in the same run.

    python -m benchmarks.load [--sessions 30] [--moves 12] [--think 2] [--limit 1500]

Each session speaks the protocol of Streamlit's own page: it opens a websocket, runs the page, finds
the slider among what the server sends, and moves it after a time to think, as a rerun of the
fragment that the slider stands in. Measured from the request to the end of its run. The sessions of
this process share the machine with the servers, so a ratio says more than a millisecond.
"""

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.browser import BARE, p50, p95
from deploy.run import APP, Server, serve

SLIDER = "hepatic_burden"
# The server wants two: the protocol's name, and a place for a token that we do not need.
SUBPROTOCOLS = [Subprotocol("streamlit"), Subprotocol("load")]
DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
# Whoever waits longer than this for an answer has gone.
PATIENCE_SECONDS = 30
MOST_SESSIONS, MOST_MOVES = 200, 100
OPENING_SECONDS = 0.2  # from one session to the next, as a class that opens a link
FIRST = 20  # the value of the slider at the start; from there one value up at each move


@dataclass
class Session:
    """One reader: the slider as the server described it, and the seconds of each answer."""

    socket: ClientConnection
    page: str = ""
    slider: str = ""
    fragment: str = ""
    seen: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)
    received: int = 0

    async def run(self, request: BackMsg) -> None:
        """Asks for a run and reads all it sends, to its end."""
        # As the browser does, it names the messages that it still has, so they are not sent anew.
        request.rerun_script.cached_message_hashes.extend(self.seen)
        await self.socket.send(request.SerializeToString())
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not self._is_end(await self._answer()):
                pass

    async def move(self, value: float) -> None:
        """Moves the slider and notes how long the answer takes."""
        request = BackMsg()
        rerun = request.rerun_script
        rerun.page_script_hash, rerun.fragment_id = self.page, self.fragment
        state = rerun.widget_states.widgets.add()
        state.id = self.slider
        state.double_array_value.data.append(value)
        start = time.perf_counter()
        await self.run(request)
        self.times.append(time.perf_counter() - start)

    async def _answer(self) -> ForwardMsg:
        data = await self.socket.recv(decode=False)
        self.received += len(data)
        answer = ForwardMsg()
        answer.ParseFromString(data)
        return answer

    def _is_end(self, answer: ForwardMsg) -> bool:
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            self.page = answer.new_session.page_script_hash
        elif kind == "delta":
            self._note(answer)
        return kind == "script_finished" and answer.script_finished in DONE

    def _note(self, answer: ForwardMsg) -> None:
        if answer.metadata.cacheable:
            self.seen.add(answer.hash)
        element = answer.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(f"the page failed: {element.exception.message}")
        if element.WhichOneof("type") == "slider" and element.slider.id.endswith(f"-{SLIDER}"):
            self.slider, self.fragment = element.slider.id, answer.delta.fragment_id


@dataclass(frozen=True)
class Load:
    """What one app did under the load: times in ms, processor in ms a rerun, memory in MB."""

    name: str
    sessions: int
    reruns: float
    p50: float
    p95: float
    processor: float
    memory: float
    kilobytes: float


# Heading, unit and width of what is told of a load, in the order of its fields.
COLUMNS = ("sessions", "reruns/s", "p50 ms", "p95 ms", "CPU ms/rerun", "MB/session", "kB/rerun")


def main(arguments: Sequence[str] | None = None) -> int:
    """Load both apps in turn, print the table, and fail above the limit."""
    chosen = _command_line(arguments)
    with ExitStack() as stack:
        bare = stack.enter_context(serve(app=BARE))
        app = stack.enter_context(serve(app=APP))
        loads = [
            asyncio.run(_load("bare app", bare, "", chosen)),
            asyncio.run(_load("pathway", app, "pathway", chosen)),
        ]
    print(f"{'':10}" + "".join(f"{column:>14}" for column in COLUMNS))
    for load in loads:
        print(f"{load.name:10}" + "".join(f"{_told(value):>14}" for value in _figures(load)))
    pairs = zip(_figures(loads[1]), _figures(loads[0]), strict=True)
    ratios = [f"{a / b:.2f}" if b > 0 else "-" for a, b in pairs]
    print(f"{'ratio':10}" + "".join(f"{ratio:>14}" for ratio in ratios))
    slow = loads[1].p95 > chosen.limit
    print(f"pathway p95 {loads[1].p95:.0f} ms (at most {chosen.limit})")
    return int(slow)


def _figures(load: Load) -> tuple[float, ...]:
    numbers = (load.reruns, load.p50, load.p95, load.processor, load.memory, load.kilobytes)
    return (load.sessions, *numbers)


def _told(value: float) -> str:
    return f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.1f}"


def _command_line(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Many sessions that move the burden slider.")
    parser.add_argument(
        "--sessions", type=int, default=30, choices=range(1, MOST_SESSIONS + 1), metavar="N"
    )
    parser.add_argument(
        "--moves",
        type=int,
        default=12,
        choices=range(1, MOST_MOVES + 1),
        metavar="N",
        help="of each session",
    )
    parser.add_argument("--think", type=float, default=2.0, help="seconds between two moves")
    parser.add_argument("--limit", type=int, default=1500, help="ms that p95 may take")
    return parser.parse_args(arguments)


async def _load(name: str, server: Server, page: str, chosen: argparse.Namespace) -> Load:
    process = psutil.Process(server.process.pid)
    await _one_session(server, page)  # whatever is loaded once, for all
    empty = process.memory_info().rss
    sessions = await asyncio.gather(
        *(_open(server, page, n * OPENING_SECONDS) for n in range(chosen.sessions))
    )
    held = process.memory_info().rss - empty
    received, busy, start = sum(s.received for s in sessions), _busy(process), time.perf_counter()
    await asyncio.gather(*(_play(s, chosen.moves, chosen.think) for s in sessions))
    took, busy = time.perf_counter() - start, _busy(process) - busy
    received = sum(s.received for s in sessions) - received
    times = [1e3 * seconds for session in sessions for seconds in session.times]
    await asyncio.gather(*(session.socket.close() for session in sessions))
    return Load(
        name=name,
        sessions=len(sessions),
        reruns=len(times) / took,
        p50=p50(times),
        p95=p95(times),
        processor=1e3 * busy / len(times),
        memory=held / 1e6 / len(sessions),
        kilobytes=received / 1e3 / len(times),
    )


async def _one_session(server: Server, page: str) -> None:
    session = await _open(server, page, 0)
    await session.move(FIRST + 1)
    await session.socket.close()


async def _open(server: Server, page: str, after: float) -> Session:
    await asyncio.sleep(after)
    stream = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    session = Session(
        await connect(
            stream, subprotocols=SUBPROTOCOLS, max_size=None, compression=None, proxy=None
        )
    )
    request = BackMsg()
    request.rerun_script.page_name = page
    await session.run(request)
    if not session.slider:
        raise RuntimeError(f"no slider {SLIDER} at {server.url}/{page}")
    return session


async def _play(session: Session, moves: int, think: float) -> None:
    """Moves, each after a time to think that differs, so that readers do not march in step."""
    for n in range(moves):
        await asyncio.sleep(think * random.uniform(0.5, 1.5))
        await session.move((FIRST + 1 + n) % 101)


def _busy(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


if __name__ == "__main__":
    sys.exit(main())
