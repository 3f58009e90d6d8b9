"""The colours of all figures, each with one meaning, in the light theme and in the dark.

Python does not know which theme a reader has, and does not run again when it changes. Streamlit's
theme for Plotly therefore keeps placeholders (streamlit/elements/lib/streamlit_plotly_theme.py),
which the browser replaces by the colours of .streamlit/config.toml: the first chart colour of the
theme, the second, and so on. A test holds that they are still replaced.
"""

EXPERIMENTAL = "#000001"
CONTROL = "#000002"
MUTED = "#000003"
INK = "#000037"
PAGE = "#000038"
CLEAR = "rgba(0,0,0,0)"

# An arm's colour is never alone: its line differs, and its marks.
COLOURS = {"experimental": EXPERIMENTAL, "control": CONTROL}
DASHES = {"experimental": "solid", "control": "6px,4px"}
SYMBOLS = {"experimental": "circle", "control": "square"}
