"""The Chromium of tests, benchmarks and the picture: find one, fetch one, start it.

`python -m tests.browser.chromium` makes sure that there is one.
"""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

SHELL = "chromium-headless-shell"  # first: with no windows to care for it takes a fifth less time
NAMES = (
    SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# Where the installer of macOS puts it; it is on no PATH there.
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS = (
    "--no-sandbox",  # build machines run as root in a container
    "--disable-gpu",
    "--disable-quic",
    # A browser that calls home would spoil "no request leaves for another host".
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No other host is found. A flag, because a route in its place would switch the cache off.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
# For many pages one after the other, a quarter less work: one process for all of them, and code
# compiled once and simply, because none of it runs for long.
MANY_PAGES = ("--renderer-process-limit=1", "--js-flags=--always-sparkplug")
# The script has run, and the page is connected to the server.
READY = (
    '[data-testid="stApp"]'
    '[data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
)


def found() -> str | None:
    """Path of a browser on this machine: the one named in CHROMIUM, else the first there is."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    if MAC.exists():
        return str(MAC)
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def launch(playwright: Playwright, path: str | None) -> Browser:
    """A headless Chromium; with no path Playwright takes its own."""
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS))


def kept(playwright: Playwright, path: str | None, folder: Path) -> BrowserContext:
    """A headless Chromium with a profile in a folder: it keeps the scripts it has compiled."""
    return playwright.chromium.launch_persistent_context(
        folder, executable_path=path, args=[*FLAGS, *MANY_PAGES]
    )


def settled(page: Page) -> Page:
    """The page once its script has run and nothing on it is left over from the run before.

    After a key press the state turns late: wait for the expected text first, then for this.
    """
    page.wait_for_selector(READY, timeout=30_000)
    page.wait_for_function("() => !document.querySelector('[data-stale=\"true\"]')")
    return page


def _fetch() -> None:
    if _can_install():
        subprocess.run(["apt-get", "update"], check=True)
        subprocess.run(["apt-get", "install", "-y", SHELL], check=True)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _fetch_shell() -> None:
    """Where there is another Chromium already; the tests run with that one too, only slower."""
    print(
        "Fetching the headless shell of Chromium, with which the tests are quicker ...", flush=True
    )
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(
            ["apt-get", "install", "-y", SHELL], check=True, capture_output=True, timeout=120
        )


def _can_install() -> bool:
    return _is_debian() and os.geteuid() == 0


def _is_debian() -> bool:
    # Not Ubuntu, whose "chromium" only points to a snap, which no container runs.
    release = Path("/etc/os-release")
    return release.exists() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def main() -> int:
    """Fetch a Chromium if there is none; say which one is used."""
    if found() is None:
        print("No Chromium here: fetching one for the browser tests ...", flush=True)
        _fetch()
    elif _can_install() and not os.environ.get("CHROMIUM") and not shutil.which(SHELL):
        _fetch_shell()
    path = found()
    print(f"Chromium: {path}" if path else "No Chromium: set CHROMIUM to the path of one")
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
