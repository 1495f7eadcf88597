"""A panel is found where it lies: beside the built-in ones, or in another package that names it."""

import importlib
from importlib.metadata import EntryPoint

import pytest

import panels
from editor.app import make_viewport
from editor.core.editor import Editor
from editor.ui.docks.panel_host import load
from editor.ui.rooms import find_rooms
from editor.ui.shell.window import MainWindow

CODE = '''"""What is the weather?"""
from editor.api import PanelSpec
PANEL = PanelSpec(id="{id}", title="Weather", question="What is the weather?", icon="sun", model="model:Weather",
                  view="view:View", dock="bottom", workspaces=("Play",))
'''
MODEL = """class Weather:
    def __init__(self, editor):
        self.editor = editor
    def close(self):
        pass
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with a panel that is not part of this program."""

    def make(name, code):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").write_text(code, encoding="utf-8")
        (folder / "model.py").write_text(MODEL, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        importlib.invalidate_caches()
        return EntryPoint(name="weather", value=name, group=panels.GROUP)

    return make


def announce(monkeypatch, *entries):
    monkeypatch.setattr(panels, "entry_points", lambda group: list(entries) if group == panels.GROUP else [])


def test_every_folder_here_is_a_panel():
    problems = []

    found = panels.find_panels(problems)

    assert not problems
    assert {spec.package for spec in found} >= set(panels.panel_packages())


@pytest.mark.parametrize("spec", panels.find_panels(), ids=lambda spec: spec.id)
def test_every_panel_has_a_model_a_view_and_a_question(spec):
    assert spec.question.endswith("?")
    assert load(spec.package, spec.view)
    model = load(spec.package, spec.model)(Editor())
    model.close()


def test_another_package_is_found_by_its_entry_point(package, monkeypatch):
    announce(monkeypatch, package("weather_panel", CODE.format(id="weather")))

    spec = next(spec for spec in panels.find_panels() if spec.id == "weather")

    assert spec.package == "weather_panel"
    assert load(spec.package, spec.model).__name__ == "Weather"


def test_the_view_menu_and_the_palette_offer_it(package, monkeypatch, qtbot):
    announce(monkeypatch, package("weather_panel", CODE.format(id="weather")))
    editor = Editor()
    window = MainWindow(editor, panels.find_panels(), lambda: None, make_viewport)
    qtbot.addWidget(window)

    listed = [action.id for group in editor.actions.in_menu("View") for action in group]

    assert "view.panel_weather" in listed
    assert editor.actions.get("view.panel_weather").in_palette
    window.shut_down()


def test_a_panel_that_breaks_is_told_and_the_others_stay(package, monkeypatch):
    before = len(panels.find_panels())
    announce(monkeypatch, package("broken_panel", "raise RuntimeError('no sky')"))
    problems = []

    found = panels.find_panels(problems)

    assert len(found) == before
    (problem,) = problems
    assert "RuntimeError: no sky" in problem.text


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ('dock="bottom"', 'dock="botom"', "dock is 'botom'; expected one of left, right, bottom, centre"),
        ('("Play",)', '("Plya",)', "there is no workspace 'Plya'; expected some of Author, Play"),
        ('("Play",)', '("Play")', "there is no workspace 'P'; expected some of Author, Play"),
        ('"view:View"', '"view.View"', "'view.View' names no class; expected \"module:Class\""),
    ],
)
def test_a_slip_in_a_panels_spec_is_told_with_what_was_expected(package, monkeypatch, right, wrong, expected):
    announce(monkeypatch, package("slipped_panel", CODE.format(id="weather").replace(right, wrong)))
    problems = []

    found = panels.find_panels(problems)

    assert "weather" not in {spec.id for spec in found}
    assert expected in problems[0].text


def test_an_id_that_is_taken_is_told(package, monkeypatch):
    taken = panels.find_panels()[0].id
    announce(monkeypatch, package("copied_panel", CODE.format(id=taken)))
    problems = []

    panels.find_panels(problems)

    assert "already taken" in problems[0].text


def test_a_panel_cannot_take_the_place_of_one_of_the_editors_own(package, monkeypatch):
    own = find_rooms([])
    announce(monkeypatch, package("false_console", CODE.format(id="console")))
    problems = []

    found = panels.find_panels(problems, {spec.id: spec for spec in own})

    assert "console" not in {spec.id for spec in found}
    assert "already taken by editor.ui.rooms.console" in problems[0].text
