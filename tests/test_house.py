"""Promises about the repository: who imports whom, what stands where, how long it may be."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LARGEST = 500_000  # bytes
LONGEST = 80  # lines of a page and of app.py


def code(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def named(files: list[Path]) -> list[str]:
    return [str(file.relative_to(ROOT)) for file in files]


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path) -> set[str]:
    """Every module that a file imports anywhere, `from a import b` as `a` and `a.b`."""
    found: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import"
            found |= {str(node.module)} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def reaches(file: Path, *modules: str) -> set[str]:
    """The imports that are one of these modules or inside it."""
    wanted = {m for m in imports(file) for name in modules if m == name or m.startswith(f"{name}.")}
    return wanted


NETLOGIC = code("netlogic")
PARTS = code("pages/parts")
PAGES = [file for file in code("pages") if file not in PARTS]
FIGURES = [file for file in PARTS if "figures" in file.relative_to(ROOT).parts]
OURS = [ROOT / "app.py", *NETLOGIC, *code("pages"), *code("deploy"), *code("benchmarks")]


def test_there_is_something_to_look_at() -> None:
    assert len(NETLOGIC) > 8
    assert len(PAGES) >= 2
    assert len(PARTS) > 3
    assert (ROOT / "app.py").is_file()


@pytest.mark.parametrize("file", named(NETLOGIC))
def test_the_logic_knows_neither_streamlit_nor_plotly_nor_pages(file: str) -> None:
    assert not reaches(ROOT / file, "streamlit", "plotly", "pages", "app", "tests", "pandas")


# They compute with arrays.
STATISTICS = {f"netlogic/{n}.py" for n in ("survival", "calibration", "simulate", "replicates")}


@pytest.mark.parametrize("file", named(NETLOGIC))
def test_the_logic_needs_nothing_but_python_and_pydantic_and_statistics_numpy(file: str) -> None:
    outside = {name.split(".")[0] for name in imports(ROOT / file)}
    allowed = {"netlogic", "pydantic"} | ({"numpy"} if file in STATISTICS else set())
    assert outside - set(sys.stdlib_module_names) <= allowed


def test_the_statistics_know_nothing_else_of_ours() -> None:
    """The arithmetic of survival knows no content, so that it can be checked against R alone."""
    assert not reaches(ROOT / "netlogic/survival.py", "netlogic", "pydantic")
    for file in ("netlogic/simulate.py", "netlogic/replicates.py"):
        known = {name.split(".")[1] for name in reaches(ROOT / file, "netlogic") if "." in name}
        assert known <= {"survival", "simulate"}


def test_only_the_command_makes_cohorts() -> None:
    makers = [file for file in OURS if reaches(file, "netlogic.calibration")]
    assert makers == [ROOT / "netlogic/__main__.py"]


def test_figures_know_no_streamlit() -> None:
    assert not [file for file in FIGURES if reaches(file, "streamlit")]


@pytest.mark.parametrize("file", named(PAGES))
def test_a_page_imports_no_page(file: str) -> None:
    for module in reaches(ROOT / file, "pages"):
        assert module.startswith("pages.parts") or module == "pages.parts", module


@pytest.mark.parametrize("file", named(PARTS))
def test_what_pages_are_made_of_imports_no_page(file: str) -> None:
    for module in reaches(ROOT / file, "pages"):
        assert module.startswith("pages.parts"), module
    assert not reaches(ROOT / file, "app", "tests")


@pytest.mark.parametrize("file", named(PAGES))
def test_a_page_is_short_and_says_what_it_is(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert ast.get_docstring(tree(ROOT / file))


@pytest.mark.parametrize("file", named(PAGES))
def test_a_function_of_a_page_is_short(file: str) -> None:
    for node in ast.walk(tree(ROOT / file)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 25, node.name


def test_the_table_of_contents_is_short() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_no_script_lies_directly_in_pages() -> None:
    """On a fresh server it would be shown without its frame at the first deep link."""
    assert not list((ROOT / "pages").glob("*.py"))


def menu() -> list[tuple[str, dict[str, str]]]:
    """Every `st.Page(path, ...)` of app.py with its text arguments."""
    found = []
    for node in ast.walk(tree(ROOT / "app.py")):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page":
            [path] = node.args
            assert isinstance(path, ast.Constant)
            words = {str(k.arg): ast.unparse(k.value).strip("'\"") for k in node.keywords}
            found.append((str(path.value), words))
    return found


def test_the_menu_equals_the_files() -> None:
    paths = [path for path, _ in menu()]
    assert len(set(paths)) == len(paths)
    assert set(paths) == set(named(PAGES))


def test_the_address_of_a_page_is_its_stem_and_the_first_page_has_none() -> None:
    first = [path for path, words in menu() if words.get("default") == "True"]
    assert len(first) == 1
    for path, words in menu():
        assert words.get("title")
        stem = Path(path).stem.replace("_", "-")
        assert words.get("url_path", stem) in (stem, Path(path).stem)
        assert path not in first or "url_path" not in words


def test_the_menu_section_is_the_folder() -> None:
    [contents] = [
        node.value
        for node in ast.walk(tree(ROOT / "app.py"))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
    ]
    sections = 0
    for key, value in zip(contents.keys, contents.values, strict=True):
        assert isinstance(key, ast.Constant)
        for node in ast.walk(value):
            if isinstance(node, ast.Constant) and str(node.value).startswith("pages/"):
                assert str(node.value).split("/")[1] == str(key.value).lower()
                sections += 1
    assert sections == len(PAGES)


OWN_HTML = {
    "body",
    "diagram",
    "frame",
    "lab",
    "tables",
}  # the rooms with HTML, CSS and JavaScript of their own


def test_only_body_diagram_frame_lab_and_tables_write_html() -> None:
    html = re.compile(r"unsafe_allow_html|st\.html\b|components\.v[12]\b|\bstyle=|<(div|span|br)\b")
    # Figures write Plotly's own markup, which no browser reads as HTML.
    parts = [f for f in PARTS if not OWN_HTML & set(f.parts) and f not in FIGURES]
    looked = [ROOT / "app.py", *PAGES, *parts]
    assert len(looked) > 5
    found = {str(f.relative_to(ROOT)) for f in looked if html.search(f.read_text("utf-8"))}
    assert not found
    assert any(html.search(f.read_text("utf-8")) for f in PARTS), "the search finds nothing"


def test_scripts_and_styles_of_the_browser_stand_in_those_rooms_only() -> None:
    found = [f for end in ("js", "css", "html") for f in (ROOT / "pages").rglob(f"*.{end}")]
    assert found
    assert {f.relative_to(ROOT / "pages" / "parts").parts[0] for f in found} <= OWN_HTML


def test_nothing_of_ours_loads_from_another_host() -> None:
    loads = re.compile(r"""(src|href|url|import|fetch)\s*[=(]?\s*["'(]+\s*(https?:)?//""")
    for folder in ("pages", ".streamlit"):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in (".js", ".css", ".html", ".toml", ".py"):
                assert not loads.search(file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert wanted
    for line in wanted:
        assert re.fullmatch(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\d+(\.\d+)+(\s*;.*)?", line), line


def test_what_runs_needs_only_what_is_required() -> None:
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    required = set(re.findall(r"^([a-z0-9_-]+)==", pins, flags=re.M))
    brought = {"websockets", "google", "numpy"}  # streamlit brings them; requirements.txt says so
    ours = {"netlogic", "pages"}
    running = [ROOT / "app.py", *NETLOGIC, *code("pages"), *code("deploy")]
    for file in running:
        outside = {name.split(".")[0] for name in imports(file)} - set(sys.stdlib_module_names)
        assert outside - ours - {"deploy"} <= required | brought, file


NESTS = {".venv", ".git", "__pycache__", ".hypothesis"}
NESTS |= {".mypy_cache", ".pytest_cache", ".ruff_cache"}


def committed() -> list[Path]:
    """What git keeps or would keep; without git, everything outside the usual nests."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = [ROOT / line for line in done.stdout.splitlines()]
    except (OSError, subprocess.CalledProcessError):
        found = [f for f in ROOT.rglob("*") if not NESTS & set(f.parts)]
    return [file for file in found if file.is_file()]


FILES = committed()
TEXT = {".py", ".toml", ".md", ".txt", ".js", ".css", ".html", ".svg", ".sh", ".yml", ".yaml", ""}


def test_no_file_is_large() -> None:
    assert len(FILES) > 50
    data = ROOT / "tests" / "data"
    large = [f for f in FILES if f.stat().st_size > LARGEST and data not in f.parents]
    assert not large


def test_no_file_names_a_place_on_one_machine() -> None:
    homes = ("/" + "home/", "/" + "Users/", "/" + "work/", "C:" + "\\", "/" + "root/")
    for file in FILES:
        if file.suffix in TEXT:
            text = re.sub(r"https?://\S+", "", file.read_text(encoding="utf-8"))
            assert not [home for home in homes if home in text], file


def test_texts_are_utf_8_with_plain_line_ends_and_a_last_line() -> None:
    for file in FILES:
        if file.suffix in TEXT and file.stat().st_size:
            content = file.read_bytes()
            content.decode("utf-8")
            assert b"\r" not in content, file
            assert content.endswith(b"\n"), file


@pytest.mark.parametrize("file", named(OURS))
def test_every_module_says_what_it_is(file: str) -> None:
    assert ast.get_docstring(tree(ROOT / file))


@pytest.mark.parametrize("file", named([f for f in OURS if f.name == "__init__.py"]))
def test_the_beginning_of_a_package_is_a_description_only(file: str) -> None:
    assert len(tree(ROOT / file).body) == 1


@pytest.mark.parametrize("file", named([*NETLOGIC, *PARTS, *PAGES]))
def test_no_import_is_by_star_and_no_name_means_nothing(file: str) -> None:
    assert not [name for name in imports(ROOT / file) if name.endswith(".*")]
    vague = {"utils", "helpers", "common", "misc", "manager", "engine", "service"}
    assert Path(file).stem not in vague


def test_no_page_holds_a_clinical_limit() -> None:
    """Limits stand in content/ or in a named fact: a page compares with no number of its own."""
    for file in PAGES:
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Compare):
                numbers = [
                    c.value
                    for c in ast.walk(node)
                    if isinstance(c, ast.Constant)
                    and isinstance(c.value, int | float)
                    and not isinstance(c.value, bool)
                ]
                assert not [n for n in numbers if n not in (0, 1)], file
