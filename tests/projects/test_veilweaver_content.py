"""Veilweaver's files: everything opens without a finding, and the numbers are those that the design names."""

import numpy as np
import pytest

from engine.document import view
from engine.rules import check
from engine.world.project import load_game
from tests.projects.shipped import PROJECTS, echo_grove, opened, shipped_view


def component(entity, name):
    return shipped_view("veilweaver", "echo_grove", "tutorial").get(entity).components[name]


def test_echo_grove_opens_without_a_finding():
    document = opened(PROJECTS / "veilweaver")
    assert document.load_findings == []
    scene = view(document, "echo_grove", "tutorial")
    assert [problem.text for entity in scene.entities for problem in entity.problems] == []
    assert [finding.text for finding in check(scene, document.vocabulary)] == []


def test_four_stalkers_and_a_sentinel_meet_the_player_and_three_companions():
    prefabs = [entity.prefab for entity in shipped_view("veilweaver", "echo_grove", "tutorial").entities]
    cast = ("talren", "aria", "lyra", "kael", "rift_stalker", "echo_sentinel", "anchor")
    assert [prefabs.count(prefab) for prefab in cast] == [1, 1, 1, 1, 4, 1, 3]


@pytest.mark.parametrize(
    ("entity", "name", "values"),
    [
        ("talren", "health", {"maximum": 100.0}),
        ("talren", "melee", {"damage": 20.0}),
        ("talren", "ranged", {"damage": 12.0, "range": 18.0, "cooldown": 0.5}),
        ("talren", "echo_dash", {"length": 10.0, "damage": 30.0, "cost": 1, "cooldown": 1.0}),
        ("aria", "support", {"heal_fraction": 0.2, "heal_time": 3.0, "heal_below": 0.55}),
        ("lyra", "mark", {"bonus": 0.15, "time": 6.0}),
        ("kael", "combo", {"stagger": 250.0, "cooldown": 8.0}),
        ("stalker_01", "health", {"maximum": 60.0}),
        ("stalker_01", "melee", {"damage": 20.0}),
        ("stalker_01", "body", {"speed": 5.0}),
        ("stalker_01", "echo_reward", {"amount": 1}),
        ("sentinel", "health", {"maximum": 200.0, "armour": 0.3}),
        ("sentinel", "melee", {"damage": 25.0}),
        ("sentinel", "body", {"speed": 1.5}),
        ("sentinel", "area_attack", {"damage": 25.0, "radius": 6.0, "cooldown": 3.0}),
        ("sentinel", "echo_reward", {"amount": 2}),
        ("anchor_dawn", "anchor", {"decay_per_minute": 0.01, "fight_loss": 0.05, "repair": 0.3, "repair_time": 5.0}),
    ],
)
def test_the_design_says_so(entity, name, values):
    found = component(entity, name)
    assert {field: getattr(found, field) for field in values} == values


@pytest.mark.parametrize("companion", ["aria", "lyra", "kael"])
def test_companions_weigh_their_goals_as_designed(companion):
    weights = dict(goal.split("=") for goal in component(companion, "agent").goals)
    designed = {"protect_player": 3.0, "exploit_stagger": 2.2, "hold_position": 1.5}
    if companion == "aria":
        designed["stabilize_threads"] = 2.8
    assert {goal: float(weights[goal]) for goal in designed} == designed


def test_every_action_and_goal_that_an_agent_names_exists():
    parts = echo_grove().parts
    for entity in shipped_view("veilweaver", "echo_grove", "tutorial").with_component("agent"):
        agent = entity.components["agent"]
        assert set(agent.actions) <= set(parts.actions), entity.id
        assert {goal.split("=")[0] for goal in agent.goals} <= set(parts.goals), entity.id


def test_the_states_of_an_anchor_follow_its_stability():
    states = next(module for module in load_game(PROJECTS / "veilweaver") if module.__name__.endswith("anchor_states"))
    levels = (1.0, 0.99, 0.7, 0.69, 0.4, 0.39, 0.1, 0.09)
    names = [states.STATES[states.state_of(np.float32(level))].name for level in levels]
    assert names == ["Perfect", "Stable", "Stable", "Unstable", "Unstable", "Critical", "Critical", "Broken"]
    assert [state.hum_hz for state in reversed(states.STATES)] == [440, 430, 400, 350, 0]
    assert [state.particles_per_s for state in reversed(states.STATES)] == [0, 5, 20, 50, 0]
