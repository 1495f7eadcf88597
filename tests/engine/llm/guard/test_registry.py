"""The registry: tools are found by a walk, stand for actions that there are, and are described for a model."""

import pytest

from engine.ai.goap.performs import Performer
from engine.llm.guard.registry import ActionRegistry
from engine.llm.guard.tool import Tool
from engine.walk import walk_modules
from tests.engine.llm.guard.stage import shared_stage

OF_ERRANDS = {"interact", "weave_thread", "walk_to_errand", "follow"}
OWN = {"taunt", "mark_target", "combo", "echo_dash", "place_barricade", "mend_anchor", "stability_pulse", "raise_aegis"}


def test_each_file_holds_one_tool_that_is_called_as_the_file_is():
    for module in list(walk_modules("engine.llm.guard.tools"))[1:]:
        tools = [value for value in vars(module).values() if isinstance(value, Tool)]
        assert [tool.name for tool in tools] == [module.__name__.rpartition(".")[2]]


def test_there_are_the_engines_tools_and_those_of_the_projects_own_actions():
    found, here = ActionRegistry.found(), shared_stage().registry
    assert len(found.tools) >= 18
    assert set(here.tools) >= (set(found.tools) - OF_ERRANDS) | OWN


def test_what_a_scene_does_not_carry_out_is_not_offered_in_it():
    """Echo Grove has nothing to see to, and no Warden."""
    assert not set(shared_stage().registry.tools) & (OF_ERRANDS | {"cleave", "raise_ward"})


def test_each_tool_stands_for_an_action_that_the_scene_performs():
    systems = shared_stage().session.schedule.systems
    performed = {system.performed for system in systems if isinstance(system, Performer)}
    actions = [tool.action for tool in shared_stage().registry.tools.values() if tool.action is not None]
    assert len(actions) > 20
    assert all(action in performed for action in actions)


def test_the_schema_of_a_plan_knows_the_given_tools_alone_and_takes_nothing_else():
    schema = shared_stage().registry.plan_schema(["wait", "attack"])
    calls = schema["properties"]["calls"]["items"]["anyOf"]
    assert [call["properties"]["tool"]["const"] for call in calls] == ["attack", "wait"]
    assert not schema["additionalProperties"]
    for call in calls:
        assert not call["additionalProperties"]
        assert not call["properties"]["arguments"]["additionalProperties"]
        assert set(call["properties"]["arguments"]["required"]) == set(call["properties"]["arguments"]["properties"])


def test_what_is_described_says_unit_range_needs_and_effects():
    described = {each["name"]: each for each in shared_stage().registry.described()}
    seconds = described["attack"]["arguments"]["properties"]["seconds"]
    assert (seconds["unit"], seconds["minimum"], seconds["maximum"]) == ("s", 0.1, 10.0)
    assert described["attack"]["preconditions"] == ["can_melee", "in_melee_reach"]
    assert "enemy_harmed" in described["attack"]["effects"]


def test_one_name_is_one_tool():
    tools = list(ActionRegistry.found().tools.values())
    with pytest.raises(ValueError, match="rename"):
        ActionRegistry([*tools, Tool("wait", None, tools[0].parameters)])
