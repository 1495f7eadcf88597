"""Whatever breaks, the window says what, where and what to do, and nothing is lost."""

import importlib
import sys
import time

import pytest

import panels
from editor.viewport.presenters import choose, read_back
from editor.viewport.presenters.message import MessageCanvas
from editor.viewport.render.context import NoOpenGLError

RULE = '''"""A rule with a mistake."""
from engine.rules.rule import rule


@rule("divides-by-nobody", "warning", "How many there are for each enemy")
def divides_by_nobody(scene):
    """Whoever counts must not divide by nobody."""
    yield scene.finding(f"{len(scene.entities) / 0} each")
'''
PANEL = '''"""Will it break?"""
from editor.api import PanelSpec

PANEL = PanelSpec(id="worn", title="Worn", question="Will it break?", icon="lightbulb", model="model:Model",
                  view="view:View", dock="bottom", workspaces=("Author",))
'''
MODEL = '''"""A model that may not stand."""
IS_SOUND = {is_sound}


class Model:
    def __init__(self, editor):
        if not IS_SOUND:
            raise RuntimeError("the model found no ground to stand on")
        self.editor = editor

    def close(self):
        pass
'''
VIEW = '''"""A button that fails."""
from PySide6.QtWidgets import QPushButton


class View(QPushButton):
    def __init__(self, model, ui):
        super().__init__("Press")
        self.clicked.connect(self.fail)

    def fail(self):
        raise ValueError("the button has nothing behind it")
'''


def said(texts, *words):
    """Whether one of the texts holds all the words."""
    return any(all(word in text for word in words) for text in texts)


@pytest.fixture
def worn(tmp_path, monkeypatch):
    """Adds a panel that fails, at once or when its button is pressed."""

    def make(*, is_sound):
        folder = tmp_path / "more_panels" / "worn"
        folder.mkdir(parents=True)
        for name, text in (("__init__", PANEL), ("model", MODEL.format(is_sound=is_sound)), ("view", VIEW)):
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(panels, "__path__", [*panels.__path__, str(folder.parent)])
        importlib.invalidate_caches()

    yield make
    for name in [name for name in sys.modules if name.startswith("panels.worn")]:
        del sys.modules[name]
        vars(panels).pop("worn", None)


def test_a_broken_scene_file_is_named_with_its_line_and_left_alone(designer, starter):
    broken = starter / "scenes" / "cellar.toml"
    broken.write_text('format = 1\nkind = "scene"\ntitle = = "Cellar"\n', encoding="utf-8")
    before = broken.read_bytes()
    designer.open(starter)
    assert said(designer.problems(), "scenes/cellar.toml, line 3", "expected", "left as it is")
    designer.choose("Entity", "Add a prefab", "Hero")
    designer.press("Ctrl+S")
    designer.wait(lambda: not designer.editor.is_dirty)
    assert broken.read_bytes() == before


def test_a_broken_main_scene_leaves_the_rest_of_the_project_open(designer, starter):
    field = starter / "scenes" / "field.toml"
    field.write_text(field.read_text() + "[entities.hole\n", encoding="utf-8")
    before = field.read_bytes()
    assert designer.window.open_folder(starter, True)
    assert said(designer.problems(), "scenes/field.toml, line", "expected", "left as it is")
    assert designer.window.isVisible()
    assert field.read_bytes() == before


def test_a_broken_project_file_is_a_question_not_a_crash(designer, starter):
    (starter / "project.toml").write_text("title = Starter\n", encoding="utf-8")
    text = designer.answer("close", lambda: designer.window.open_folder(starter, True))
    assert said([text], "cannot be opened", "project.toml, line 1", "expected")
    assert designer.editor.document is None


def test_a_missing_prefab_names_its_entity_and_the_block_stays(designer, starter):
    scene = starter / "scenes" / "field.toml"
    scene.write_text(scene.read_text() + '\n[entities.ghost]\nname = "Ghost"\nprefab = "phantom"\n', encoding="utf-8")
    designer.open(starter)
    assert said(designer.problems(), "phantom", "no prefab")
    designer.select("ghost")
    designer.choose("Entity", "Add a prefab", "Hero")
    designer.press("Ctrl+S")
    designer.wait(lambda: not designer.editor.is_dirty)
    assert '[entities.ghost]\nname = "Ghost"\nprefab = "phantom"\n' in scene.read_text()


def test_a_rule_that_raises_is_switched_off_and_the_others_speak(designer, starter):
    (starter / "game").mkdir()
    (starter / "game" / "__init__.py").write_text("", encoding="utf-8")
    (starter / "game" / "divides_by_nobody.py").write_text(RULE, encoding="utf-8")
    designer.open(starter)
    found = designer.problems()
    assert said(found, "How many there are for each enemy", "ZeroDivisionError", "switched off", "other rules ran")
    assert said(found, "Nobody appears in this encounter yet")


def test_a_panel_that_cannot_be_built_says_why_in_its_place(worn, at_the_window, starter):
    worn(is_sound=False)
    designer = at_the_window()
    designer.open(starter)
    designer.choose("View", "Panels", "Worn")
    designer.wait(lambda: designer.panel("worn") is not None)
    designer.wait(lambda: designer.window.docks.is_visible("worn"))
    words = designer.words_in(designer.window.hosts["worn"])
    for word in ("Worn stopped working", "model.py, line 8", "no ground to stand on", "Open it again"):
        assert word in words
    assert said(designer.problems(), "The panel Worn failed", "model.py, line 8", "Reopen it")


def test_a_panel_that_fails_later_takes_nothing_with_it(worn, at_the_window, starter):
    worn(is_sound=True)
    designer = at_the_window()
    designer.open(starter)
    designer.choose("Entity", "Add a prefab", "Hero")
    before = designer.documents()
    designer.choose("View", "Panels", "Worn")
    designer.wait(lambda: designer.panel("worn") is not None)
    with designer.uncaught_errors_reach_the_window():
        designer.panel("worn").click()
        designer.wait(lambda: designer.window.hosts["worn"].error is not None)
    designer.wait(lambda: "nothing behind it" in designer.words_in(designer.window.hosts["worn"]))
    assert designer.documents() == before
    designer.press("Ctrl+Z")
    assert designer.editor.undo.index == 0


def test_without_opengl_the_editor_still_edits_and_saves(monkeypatch, at_the_window, starter):
    def none(*_: object) -> None:
        raise NoOpenGLError("The viewport found no OpenGL without a window. Install a graphics driver or Mesa.")

    monkeypatch.setattr(read_back, "offscreen_context", none)
    monkeypatch.setattr(choose, "window_renderer", lambda: "")
    designer = at_the_window()
    designer.open(starter)
    assert isinstance(designer.viewport.canvas, MessageCanvas)
    words = designer.words_in(designer.viewport)
    for word in ("The viewport cannot draw", "Install a graphics driver", "edit, validate and save", "Try again"):
        assert word in words
    designer.choose("Entity", "Add a prefab", "Hero")
    designer.type_in_inspector("transform.position.x", "4")
    designer.press("Ctrl+S")
    designer.wait(lambda: not designer.editor.is_dirty)
    assert designer.files() == designer.documents()


def test_without_a_place_for_the_journal_the_window_warns_and_everything_else_works(
    own_folders, at_the_window, starter, tmp_path
):
    state = tmp_path / "user" / "xdg_state_home"
    state.parent.mkdir(parents=True, exist_ok=True)
    state.write_text("a file where the folder should be", encoding="utf-8")
    designer = at_the_window()
    designer.open(starter)
    designer.choose("Entity", "Add a prefab", "Hero")
    edited = designer.documents()

    assert said(designer.problems(), "can't be kept for recovery", str(state), "save often")
    assert said([line.text for line in designer.editor.log.lines], "can't be kept for recovery", "Not a directory")
    designer.press("Ctrl+S")
    assert designer.files() == edited
    designer.press("Ctrl+Z")
    assert designer.documents() != edited


def test_a_clock_that_goes_back_is_told_and_turns_nothing_around(designer, starter, monkeypatch):
    designer.open(starter)
    designer.choose("Entity", "Add a prefab", "Hero")
    now = time.time() - 7200.0
    monkeypatch.setattr(time, "time", lambda: now)
    monkeypatch.setattr(designer.editor.clock, "_wall", lambda: now)
    designer.choose("Entity", "Add a prefab", "Hero")

    designer.wait(lambda: said([line.text for line in designer.editor.log.lines], "clock went back by 2 h"))

    designer.window.docks.focus("history")
    designer.wait(lambda: designer.panel("history") is not None)
    rows = designer.panel("history").rows
    designer.wait(lambda: rows.rowCount() == 3)
    assert [row.index for row in rows.rows()] == [2, 1, 0]
    ages = {row.when for row in rows.rows() if row.kind == "entry"}
    assert all(age == "now" or age.endswith(" s") for age in ages), f"nothing is two hours old: {ages}"
    designer.press("Ctrl+S")
    designer.wait(lambda: not designer.editor.is_dirty)
    assert designer.files() == designer.documents()
