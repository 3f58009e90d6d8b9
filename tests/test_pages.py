"""Every page through the real entry point, without a browser: nothing is raised."""

import pytest
from streamlit.testing.v1 import AppTest

from deploy.run import APP

PAGES = (
    "pages/learn/start.py",
    "pages/decide/pathway.py",
    "pages/decide/decision_map.py",
    "pages/decide/trial_fit.py",
    "pages/decide/rulebook.py",
    "pages/about/sources.py",
    "pages/about/glossary.py",
    "pages/learn/observe_or_treat.py",
    "pages/learn/receptors.py",
    "pages/learn/reading_pfs.py",
    "pages/learn/pfs_lab.py",
    "pages/learn/promid.py",
    "pages/learn/clarinet.py",
    "pages/learn/side_by_side.py",
    "pages/learn/upfront_prrt.py",
    "pages/learn/after_progression.py",
)


def opened(page: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=30)
    for key, value in query.items():
        app.query_params[key] = value
    return app.run().switch_page(page).run()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("present", ["0", "1"])
def test_a_page_is_drawn_without_an_exception(page: str, present: str) -> None:
    app = opened(page, present=present)
    assert not app.exception
    assert not app.error
    assert len(app.title) == 1


def test_moving_every_headline_input_to_its_ends_raises_nothing() -> None:
    app = opened(PAGES[1])
    for value in (0, 25, 26, 50, 51, 70, 71, 100):
        app = app.slider(key="hepatic_burden").set_value(value).run()
        assert not app.exception
    for word in ("unknown", "0", "4"):
        app = app.select_slider(key="krenning").set_value(word).run()
        assert not app.exception


def test_every_choice_of_the_panel_can_be_taken() -> None:
    app = opened(PAGES[1])
    for name in ("primary", "tempo", "extrahepatic", "syndrome", "bulk_symptoms", "line"):
        for value in app.selectbox(key=name).options:
            app = app.selectbox(key=name).select(value).run()
            assert not app.exception, (name, value)
