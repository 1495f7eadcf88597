"""`astraweave validate` over a project whose own code has a mistake: it says what, where, and what was expected."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from engine.cli import validate
from tests.engine.document.orchard import SCENE, plant

FIELD = """
from engine.schema.component import Component
from engine.schema.fields import prop

class Basket(Component, id="basket"):
    {line}
"""
SYSTEM = """
from engine.world.system import system

@system(slot="combat", writes="health")
def {name}({parameters}):
    pass
"""
RULE = """
from engine.rules import rule

@rule("{id}", "{severity}", "Baskets")
def baskets(scene):
    {line}
"""
ACTION = """
from engine.ai.goap.vocabulary import Action, Fact, GoalBonus
FULL = Fact("full", "It is full.", observed=False)
{line}
"""
COLUMN = """
from engine.world.columns import column
{line}
"""
MISTAKES = {
    "a type that no form knows": (
        FIELD.format(line="apples: dict = prop({}, doc='How many.')"),
        ["baskets.py, line 5", "Basket.apples", "can't be of type", "use float, int"],
    ),
    "a file that is no Python": (
        "def pick(:\n",
        ["baskets.py, line 1: SyntaxError: invalid syntax."],
    ),
    "a component's id that is taken": (
        FIELD.format(line="pass").replace("basket", "health"),
        ['left off: two components are called "health"', "Give one of them another id."],
    ),
    "a default of another type": (
        FIELD.format(line="apples: int = prop('three', doc='How many.')"),
        ["baskets.py, line 5", "Basket.apples: the default is 'three'; expected a whole number"],
    ),
    "a reference to nothing known": (
        FIELD.format(line="owner: str = prop('', ref='person', doc='Whose.')"),
        ["baskets.py, line 6", "ref is 'person'; expected one of entity, prefab"],
    ),
    "a column that nobody declares": (
        FIELD.format(line="apples: int = prop(3, column='apples', doc='How many.')"),
        ["basket.apples fills the column apples, which nobody declares", 'column("apples", "row"'],
    ),
    "an element type that there is not": (
        COLUMN.format(line="APPLES = column('apples', 'row', 'f5')"),
        ["baskets.py, line 3", "column apples: dtype is 'f5'; expected one of f4"],
    ),
    "a parameter that is no column": (
        SYSTEM.format(name="pick", parameters="posit, health"),
        ["system pick", "no column named posit (position?)"],
    ),
    "a system's name that is taken": (
        SYSTEM.format(name="mending", parameters="health"),
        ["the system mending is declared twice", "mending has one too", "rename one"],
    ),
    "signals that are one text": (COLUMN.format(line="SIGNALS = 'picked'"), ["SIGNALS is 'picked'; expected a tuple"]),
    "signals that are no names": (COLUMN.format(line="SIGNALS = ('all picked',)"), ["SIGNALS is ('all picked',)"]),
    "a severity that there is not": (
        RULE.format(id="baskets", severity="bad", line="yield"),
        ["baskets.py, line 4", "severity is 'bad'; expected one of error, warning, hint"],
    ),
    "a rule that raises": (
        RULE.format(id="baskets", severity="hint", line="yield 1 / 0"),
        ['"Baskets" (baskets) failed in baskets.py, line 6', "ZeroDivisionError", "The other rules ran"],
    ),
    "a rule without a yield": (
        RULE.format(id="baskets", severity="hint", line="return None"),
        ["failed in baskets.py, line 4", "it returned None; expected `yield scene.finding(...)`"],
    ),
    "a rule that yields a text": (
        RULE.format(id="baskets", severity="hint", line="yield 'Empty.'"),
        ["failed in baskets.py, line 4", "it told 'Empty.'; expected scene.finding(text, entity)"],
    ),
    "a rule's id that is taken": (
        RULE.format(id="no-player", severity="hint", line="yield scene.finding('Empty.')"),
        ['Two rules are called "no-player"', "engine.rules.builtin.no_player", "only the first is checked"],
    ),
    "a fact's name in place of the fact": (
        ACTION.format(line="PICK = Action('pick', 'Pick.', needs=('full',), gives=(FULL,))"),
        ["baskets.py, line 4", "'full' is no fact; expected a Fact, as ENEMY_SEEN"],
    ),
    "a forgotten comma": (
        ACTION.format(line="PICK = Action('pick', 'Pick.', gives=(FULL))"),
        ["baskets.py, line 4", "expected a tuple of facts, as (full,)"],
    ),
    "a bonus on no goal": (
        ACTION.format(line="BONUS = GoalBonus('fuller', goal='harvest', when=FULL, amount=1.0)"),
        ["No agent can plan", "there is no goal 'harvest'"],
    ),
}


def told(folder: Path, code: str, scene: str = SCENE) -> str:
    """Every sentence that validate has for a project with this code."""
    project = plant(folder, scenes_orchard=scene)
    (project / "game").mkdir()
    (project / "game" / "__init__.py").write_text("")
    (project / "game" / "baskets.py").write_text(code)
    app = typer.Typer()
    app.command(validate.NAME)(validate.command)
    result = CliRunner().invoke(app, [str(project), "--trust", "--json"], catch_exceptions=False)
    return "\n".join(finding["text"] for finding in json.loads(result.stdout)["findings"])


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_code_is_told_with_what_was_expected(tmp_path: Path, mistake: str):
    code, expected = MISTAKES[mistake]

    text = told(tmp_path, code)

    assert [part for part in expected if part not in text] == []


BASKET = COLUMN.format(line="APPLES = column('apples', 'row', 'i4')") + FIELD.format(
    line="apples: int = prop(3, column='apples', doc='How many.')"
)
LONELY = SCENE + "\n[entities.crate]\n[entities.crate.basket]\napples = 2\n"


def test_values_for_who_plays_on_who_does_not_are_told(tmp_path: Path):
    assert "basket does nothing, since Crate takes no part in play" in told(tmp_path, BASKET, LONELY)


def test_who_takes_part_by_that_very_component_is_no_fault(tmp_path: Path):
    code = BASKET.replace('id="basket"', 'id="basket", row=True')

    assert "basket does nothing" not in told(tmp_path, code, LONELY)
