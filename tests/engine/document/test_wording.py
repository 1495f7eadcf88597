"""Values in sentences carry their units as people write them."""

import pytest

from engine.document.commands import Set
from engine.document.path import Path
from engine.document.wording import value_words
from engine.schema.components.body import Body


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("acceleration", 32.0, "32 m/s²"), ("speed", 4.5, "4.5 m/s"), ("mass", 75.0, "75 kg")],
)
def test_a_value_is_said_with_its_unit(name, value, expected):
    spec = next(spec for spec in Body.fields() if spec.name == name)

    assert value_words(value, spec) == expected


def goals(old, new):
    return Set(path=Path.entity("scenes/glade", "kael", "agent", "goals"), old=old, new=new).sentence()


def test_a_change_of_a_list_of_names_tells_what_changed():
    have = ["evade=3.6", "defend"]
    assert goals(have, ["evade=9.0", "defend"]) == "Set the weight of Evade of Kael to 9"
    assert goals(have, ["evade", "defend"]) == "Reset the weight of Evade of Kael"
    assert goals(have, [*have, "hold_on"]) == "Add goal Hold on to Kael"
    assert goals(have, ["defend"]) == "Remove goal Evade from Kael"
    assert goals(have, ["defend", "evade=3.6"]) == "Reorder the goals of Kael"
    assert goals(have, ["search"]) == "Change 3 goals of Kael"


def test_no_value_makes_a_sentence_long():
    said = goals(None, [f"goal_{number}" for number in range(40)])
    assert said.startswith("Set Kael's agent goals to goal_0, goal_1")
    assert (len(said) <= 60, said[-1]) == (True, "…")


def test_one_value_is_one():
    assert (value_words({"goals": []}), value_words({"a": 1, "b": 2})) == ("1 value", "2 values")
