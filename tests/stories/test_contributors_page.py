"""Everything that CONTRIBUTING.md shows is copied into a tree of its own, is found there and does what it says."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
PAGE = (HOUSE / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^```(?:python|toml)\n# (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
"""Path -> content of every example; its first line is the path."""
COMMANDS = re.findall(r"^(?:astraweave|cp) .*$", PAGE, re.MULTILINE)
ROOMS = ("editor", "engine", "panels", "resources", "projects/starter")

PLAY = """
import json
from engine.cli.console import open_scene
from engine.play.compile.scene import compile_scene
from engine.play.running.session import Session
from pathlib import Path

opened = open_scene(Path("night_watch"), scene="night", trust=True)
session = Session(compile_scene(opened.view, game=opened.game), 7)
hero = session.compiled.row_of("hero")
before = float(session.world.view["health"][hero])
session.advance(120)
print(json.dumps([before, float(session.world.view["health"][hero])]))
session.close()
"""
WINDOW = """
import json
from pathlib import Path
from PySide6.QtWidgets import QApplication
from editor.app import make_viewport
from editor.core.editor import Editor
from editor.ui.docks.panel_host import PanelHost
from editor.ui.shell.window import MainWindow
from editor.viewport.overlays.overlay import OverlayScene, find_overlays
from engine.present.draw_list import DrawList
import panels

application = QApplication([])
problems = []
editor = Editor()
window = MainWindow(editor, panels.find_panels(problems), lambda: None, make_viewport)
window.open_folder(Path("night_watch"), True)
editor.open_scene("night", None)
editor.actions.run("view.lanterns")
host = next(host for host in window.findChildren(PanelHost) if host.spec.id == "lanterns")
host.build()
picture = DrawList()
overlay = next(each for each in find_overlays() if each.id == "lanterns")
overlay.add(OverlayScene(editor.view, None, None, ()), picture)
row = host.view.rows.index(0, 0)
host.view.table.clicked.emit(row)
print(json.dumps({
    "problems": [problem.text for problem in problems],
    "error": str(host.error or ""),
    "cells": [host.view.rows.index(0, column).data() for column in range(3)],
    "selected": list(editor.selection.ids),
    "keys": editor.actions.keys("view.lanterns"),
    "menu": [action.id for group in editor.actions.in_menu("View") for action in group if action.id == "view.lanterns"],
    "conflicts": [ids for ids in editor.actions.conflicts().values() if "view.lanterns" in ids],
    "rings": [mark.radius for mark in picture.areas],
}))
window.shut_down()
"""


def run(tree: Path, *arguments: str) -> str:
    """What a Python of its own prints in that tree; an exit code other than 0 fails."""
    settings = {
        "NUMBA_DISABLE_JIT": "1",
        "ASTRAWEAVE_CACHE_DIR": str(tree / "cache"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env=os.environ | settings,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with every example of the page in its place, and a project of its own beside it."""
    tree = tmp_path_factory.mktemp("contributor") / "tree"
    for room in ROOMS:
        shutil.copytree(HOUSE / room, tree / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOUSE / "pyproject.toml", tree)
    (tree / "tests" / "panels").mkdir(parents=True)
    shutil.copy(HOUSE / "tests" / "conftest.py", tree / "tests")
    shutil.copytree(tree / "projects" / "starter", tree / "night_watch")
    (tree / "night_watch" / "game").mkdir()
    (tree / "night_watch" / "game" / "__init__.py").touch()
    for name, text in BLOCKS.items():
        assert not (tree / name).exists(), f"{name} is there already"
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text, encoding="utf-8")
    return tree


def command(verb: str) -> list[str]:
    """The page's own command with this verb, as arguments of Python."""
    line = next(line for line in COMMANDS if line.split()[1] == verb)
    return ["-m", "editor", *line.split()[1:]]


@pytest.mark.parametrize(
    "kind",
    [
        r"class \w+\(Component,",
        r"= column\(",
        r"@system\(",
        r"= Fact\(",
        r"= Action\(",
        r"= Goal\(",
        r"@performs\(",
        r"@rule\(",
        r"^PANEL = ",
        r"^NAME = ",
        r"= Overlay\(",
        r"@benchmark\(",
        r" Action\(",
        r"^def test_",
    ],
)
def test_the_page_shows_one_of_each_kind(kind: str):
    assert [name for name, text in BLOCKS.items() if re.search(kind, text, re.MULTILINE)]


def test_the_examples_are_written_as_the_house_writes(tree: Path):
    files = [str(tree / name) for name in BLOCKS if name.endswith(".py")]

    run(tree, "-m", "ruff", "check", "--no-cache", *files)
    run(tree, "-m", "ruff", "format", "--no-cache", "--check", *files)


def test_the_rule_finds_the_lantern_and_repairs_it(tree: Path):
    told = json.loads(run(tree, *command("validate"), "--json"))

    found = [finding for finding in told["findings"] if finding["severity"] != "hint"]
    assert [(finding["rule"], finding["entity"], finding["fix"]) for finding in found] == [
        ("lantern-unkept", "post", "Give it to Hero")
    ]


def test_the_system_mends_who_stands_in_the_light(tree: Path):
    before, after = json.loads(run(tree, "-c", PLAY))

    assert after == pytest.approx(before + 120 * 0.1, abs=0.01)


def test_the_goal_is_pursued_by_the_action_and_explained(tree: Path):
    run(tree, *command("play"))

    assert "Does bask, wants bask, for warm_up." in run(tree, *command("explain"))


def test_the_panel_the_action_and_the_overlay_are_in_the_window(tree: Path):
    seen = json.loads(run(tree, "-c", WINDOW))

    assert seen == {
        "problems": [],
        "error": "",
        "cells": ["Post", "6.00 m", "nobody"],
        "selected": ["post"],
        "keys": "Ctrl+Alt+Shift+L",
        "menu": ["view.lanterns"],
        "conflicts": [],
        "rings": [6.0],
    }


def test_the_verb_lists_the_lanterns(tree: Path):
    listed = run(tree, "-m", "editor", "lanterns", "night_watch", "--scene", "night", "--trust", "--json")

    assert json.loads(listed) == {"lanterns": ["Post"]}


def test_the_benchmark_is_listed_and_runs(tree: Path):
    assert "lantern.rows" in run(tree, "-m", "editor", "bench", "list")
    assert "count 1000" in run(tree, "-m", "editor", "bench", "lantern")


def test_the_test_of_the_page_passes(tree: Path):
    assert "1 passed" in run(tree, "-m", "pytest", "-q", "tests/panels/test_lanterns.py")


def test_the_list_of_columns_is_printed(tree: Path):
    (line,) = re.findall(r'`python -c "(from engine\.play\.compile\.parts .*?)"`', PAGE)

    assert "name='position'" in run(tree, "-c", line)
