"""The documentation names what there is, and what it names is there."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest
import typer

from api.cli.session import HOME_VARIABLE, PACKS_VARIABLE
from api.http import make_app
from graph.engines.spark_session import MASTER_VARIABLE, REMOTE_VARIABLE
from graph.stores.neo4j_settings import DATABASE_VARIABLE, PASSWORD_VARIABLE, URI_VARIABLE, USER_VARIABLE
from ingest.documents.hints import VARIABLE as NER_VARIABLE
from ingest.llm.settings import KEY_VARIABLE, MODEL_VARIABLE, URL_VARIABLE
from tests.api.workspaces import command_line

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "guide.zh-CN.md"
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "examples" / "README.md"))


def _text(*paths: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def _commands() -> dict[str, set[str]]:
    """Command → its long options, as the program itself has them."""
    group = typer.main.get_command(command_line.app)
    made = {}
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        options = {o for p in command.params for o in p.opts if o.startswith("--")}
        made[name] = options
    return made


def _examples(text: str) -> list[list[str]]:
    """Calls of the program in code blocks and code spans, as words."""
    pieces = re.findall(r"```[a-z]*\n(.*?)```", text, re.S) + re.findall(r"`([^`\n]+)`", text)
    calls = []
    for line in "\n".join(pieces).splitlines():
        match = re.match(r"\s*(?:\.venv/bin/)?scenariograph (.*)", line)
        if match:
            calls.append(shlex.split(match[1], comments=True))
    return calls


COMMANDS = _commands()


@pytest.mark.parametrize("name", COMMANDS)
def test_guide_names_every_command(name: str) -> None:
    assert re.search(rf"scenariograph (?:--home \S+ )?{name}\b", _text(GUIDE))


@pytest.mark.parametrize("name", COMMANDS)
def test_guide_has_a_row_with_the_options_of_every_command(name: str) -> None:
    row = re.search(rf"^\| `{name}` \|.*$", _text(GUIDE), re.M)
    assert row, f"no row for {name} in the table of commands"
    named = set(re.findall(r"`(--[a-z][a-z-]*)`", row[0]))
    of_lists = {"--format", "--output"} if "--format" in COMMANDS[name] and name not in ("extract", "export") else set()
    assert named == COMMANDS[name] - of_lists


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_calls_in_the_documentation_can_be_made(path: Path) -> None:
    for words in _examples(_text(path)):
        while words and words[0].startswith("--") and words[0] not in ("--help", "--version"):
            words = words[2:]
        if not words or words[0].startswith("--"):
            continue
        assert words[0] in COMMANDS, words
        used = {word for word in words[1:] if word.startswith("--")}
        assert used - COMMANDS[words[0]] == set(), words


@pytest.mark.parametrize(
    "name",
    [
        HOME_VARIABLE,
        PACKS_VARIABLE,
        URI_VARIABLE,
        USER_VARIABLE,
        PASSWORD_VARIABLE,
        DATABASE_VARIABLE,
        REMOTE_VARIABLE,
        MASTER_VARIABLE,
        NER_VARIABLE,
        URL_VARIABLE,
        MODEL_VARIABLE,
        KEY_VARIABLE,
    ],
)
def test_guide_names_every_setting(name: str) -> None:
    assert name in _text(GUIDE)


def test_every_setting_of_the_program_is_known_here() -> None:
    source = _text(*(p for room in ("schema", "graph", "ingest", "api") for p in (ROOT / room).rglob("*.py")))
    known = {HOME_VARIABLE, PACKS_VARIABLE, NER_VARIABLE, URL_VARIABLE, MODEL_VARIABLE, KEY_VARIABLE}
    assert set(re.findall(r"\"(SCENARIOGRAPH_\w+)\"", source)) - known == set()


@pytest.mark.parametrize("path", sorted(make_app(ROOT / "none").openapi()["paths"]))
def test_documentation_names_every_route(path: str) -> None:
    assert f"`{path}`" in _text(GUIDE)


def test_options_before_the_command_are_named() -> None:
    group = typer.main.get_command(command_line.app)
    assert {o for p in group.params for o in p.opts} - set(re.findall(r"--[a-z][a-z-]*", _text(GUIDE))) == set()


def test_documented_routes_are_there() -> None:
    routes = set(make_app(ROOT / "none").openapi()["paths"])
    assert set(re.findall(r"`(/(?:v1/|healthz|readyz)[^`\s?]*)`", _text(GUIDE))) - routes == set()


def test_both_readmes_show_the_same_commands() -> None:
    first, second = (
        [[word for word in call if word.isascii() and "." not in word and word != "ID"] for call in _examples(_text(p))]
        for p in READMES
    )
    without_names = [[w for w in call if w in COMMANDS or w.startswith("--")] for call in first]
    assert without_names == [[w for w in call if w in COMMANDS or w.startswith("--")] for call in second]
    assert without_names
    makes = [re.findall(r"^make (\w+)", _text(path), re.M) for path in READMES]
    assert makes[0] == makes[1] == ["run", "test"]


def test_make_targets_in_the_documentation_exist() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = set(re.findall(r"^make ([a-z-]+)", _text(*PAGES), re.M)) | set(
        re.findall(r"`make ([a-z-]+)`", _text(*PAGES))
    )
    assert named
    assert named <= targets


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_links_to_files_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", _text(path)):
        if not re.match(r"[a-z]+:|#", target):
            assert (path.parent / target.partition("#")[0]).exists(), target


def _tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], capture_output=True, cwd=ROOT)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [path for name in done.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


# Written in parts, so that this file does not hold what it looks for.
FOREIGN = {
    "a path of one machine": re.compile("/" + r"(?:work|home|Users|root)/[\w.-]+|[A-Z]:\\\\Users"),
    "the address of an index": re.compile(
        r"--(?:extra-)?index" + r"-url|https?://[\w.:-]+/(?:simple|pypi|artifactory)\b"
    ),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_tracked_files_hold_nothing_of_one_machine(what: str) -> None:
    found = []
    for path in _tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in FOREIGN[what].finditer(text)]
    # The Makefile says that no address is written; that is the opposite of writing one.
    assert [line for line in found if not line.startswith("Makefile: --")] == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a path of one machine", "see /ho" + "me/ada/data.csv"),
        ("the address of an index", "pip --index" + "-url x"),
        ("the address of an index", "https://mirror.example:8080/sim" + "ple"),
    ],
)
def test_foreign_words_are_found(what: str, text: str) -> None:
    assert FOREIGN[what].search(text)
