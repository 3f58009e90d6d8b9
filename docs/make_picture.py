"""Make the README's picture, docs/pathway.png, from the running app.

python -m docs.make_picture [--path /pathway]
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from deploy.run import serve
from tests.browser.chromium import found, launch, settled

PICTURE = Path(__file__).parent / "pathway.png"


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the Pathway page at 1280 x 720 in the light theme, as a reader first meets it."""
    parser = argparse.ArgumentParser(description="Make docs/pathway.png from the running app.")
    parser.add_argument("--path", default="/pathway", help="page and patient to show")
    chosen = parser.parse_args(arguments)
    with serve() as server, sync_playwright() as playwright:
        browser = launch(playwright, found())
        page = browser.new_page(
            viewport={"width": 1280, "height": 720},
            color_scheme="light",
            # Nothing caught half-way.
            reduced_motion="reduce",
        )
        page.goto(server.url + chosen.path)
        settled(page).locator('.st-key-diagram [role="status"]').wait_for()
        # Streamlit fetches each kind of widget when it first meets one.
        page.wait_for_load_state("networkidle")
        page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")
        page.evaluate("() => document.fonts.ready.then(() => null)")
        page.screenshot(path=PICTURE)
        browser.close()
    print(f"Made docs/{PICTURE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
