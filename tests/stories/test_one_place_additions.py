"""A component, an action, a rule and a panel are one file or folder each; the window has them without an edit."""

import importlib
import sys

import pytest

import panels
from editor.api import PanelSpec
from engine.ai.goap.reasons.explain import Explainer

COMPONENT = '''"""Torch: a light that an actor carries."""
from engine.schema.component import Component
from engine.schema.fields import prop


class Torch(Component, id="torch", icon="lightbulb"):
    """A light that an actor carries."""

    minutes: float = prop(5.0, unit="min", ge=0.0, doc="How long it burns.")
'''
ACTION = '''"""Bow: greet the field, at the start of a fight."""
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.world.columns import column

BOWED = Fact("bowed", "A bow was made.", observed=False)
BOW = Action("bow", "Bow.", gives=(BOWED,))
BE_POLITE = Goal("be_polite", "Be polite.", wants=(BOWED,))
BOWS = column("bows", "row", "i4")


@performs(BOW, writes="bows")
def bow(action, act_bow, bows):
    for i in range(len(action)):
        if action[i] == act_bow[0]:
            bows[i] += 1
'''
RULE = '''"""Everybody who carries a torch needs oil."""
from engine.rules.rule import rule
from .torch import Torch


@rule("torch-burns-out", "warning", "A torch that burns out too soon")
def torch_burns_out(scene):
    """A torch of less than a minute goes out before anything happens."""
    for entity, torch in scene.with_component(Torch):
        if torch.minutes < 1.0:
            text = f"{entity.name}: the torch burns {torch.minutes:g} min; expected 1 min or more."
            yield scene.finding(text, entity)
'''
PANEL = '''"""How long do the torches burn?"""
from editor.api import PanelSpec

PANEL = PanelSpec(id="torches", title="Torches", question="How long do the torches burn?", icon="lightbulb",
                  model="model:TorchesModel", view="view:TorchesView", dock="bottom", workspaces=("Author",))
'''
MODEL = '''"""Which torches there are."""


class TorchesModel:
    def __init__(self, editor):
        self.editor = editor

    def close(self):
        pass

    def count(self):
        return sum("torch" in entity.components for entity in self.editor.view.entities)
'''
VIEW = '''"""The number of torches."""
from PySide6.QtWidgets import QLabel


class TorchesView(QLabel):
    def __init__(self, model, ui):
        super().__init__(f"{model.count()} torches burn")
'''


@pytest.fixture
def furnished(starter):
    """The starter project with one file for each thing that a project may add."""
    for name, text in (("__init__", ""), ("torch", COMPONENT), ("bow", ACTION), ("torch_burns_out", RULE)):
        (starter / "game").mkdir(exist_ok=True)
        (starter / "game" / f"{name}.py").write_text(text, encoding="utf-8")
    return starter


@pytest.fixture
def torches_panel(tmp_path, monkeypatch):
    """A folder with a panel, beside the panels that come with the program."""
    folder = tmp_path / "more_panels" / "torches"
    folder.mkdir(parents=True)
    for name, text in (("__init__", PANEL), ("model", MODEL), ("view", VIEW)):
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(panels, "__path__", [*panels.__path__, str(folder.parent)])
    importlib.invalidate_caches()
    yield folder
    for name in [name for name in sys.modules if name.startswith("panels.torches")]:
        del sys.modules[name]
        vars(panels).pop("torches", None)


def test_a_component_file_is_a_section_of_the_inspector_and_a_block_in_the_scene(designer, furnished):
    designer.open(furnished)
    designer.choose("Entity", "Add a prefab", "Hero")
    assert designer.find_component("torch") == ["Torch"]
    designer.press_in_popup("Return")
    designer.type_in_inspector("torch.minutes", "3")
    assert designer.written("hero", "torch") == {"minutes": 3.0}


def test_an_action_file_is_planned_performed_and_explained(designer, furnished):
    designer.open(furnished)
    designer.choose("Entity", "Add a prefab", "Hero")
    designer.editor.run(designer.set("hero", "agent.actions", ["bow"]))
    designer.editor.run(designer.set("hero", "agent.goals", ["be_polite=1.0"]))
    designer.choose("Encounter", "Add victory condition")
    designer.choose("Encounter", "Add defeat condition")
    assert not [text for text in designer.problems() if "bow" in text or "polite" in text]
    designer.press("F4")
    designer.play()
    designer.editor.play.advance(0.5)
    session = designer.editor.play.session
    why = Explainer(session.compiled).explain_now(session, session.compiled.row_of("hero"), 0)
    assert (why.goal, why.action) == ("be_polite", "bow")
    assert session.world.view["bows"].max() > 0
    designer.stop()


def test_a_rule_file_speaks_in_problems(designer, furnished):
    designer.open(furnished)
    designer.choose("Entity", "Add a prefab", "Hero")
    designer.find_component("torch")
    designer.press_in_popup("Return")
    assert not [text for text in designer.problems() if "torch burns" in text]
    designer.type_in_inspector("torch.minutes", "0.5")
    designer.settle()
    assert "The torch burns 0.5 min; expected 1 min or more." in designer.problems()


def test_a_panel_folder_is_in_the_view_menu_and_opens_from_it(torches_panel, at_the_window, furnished):
    designer = at_the_window()
    assert isinstance(importlib.import_module("panels.torches").PANEL, PanelSpec)
    designer.open(furnished)
    designer.choose("View", "Panels", "Torches")
    designer.wait(lambda: designer.panel("torches") is not None)
    designer.wait(lambda: designer.window.docks.is_visible("torches"))
    assert designer.panel("torches").text() == "0 torches burn"
