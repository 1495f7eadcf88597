"""Tasks in play become plans of the tools that the question offers, in the form that the guard reads."""

import json
import math
from itertools import pairwise
from typing import Any

import pytest

from engine.llm.client.request import Message, Request
from engine.llm.evaluation.answer import read
from engine.llm.evaluation.discovery import find_scenarios
from engine.llm.evaluation.harness import Harness
from engine.llm.evaluation.prompt import request_for
from engine.llm.guard.surrender import Surrender
from engine.llm.guard.verdict import Verdict
from tests.engine.llm.offline.asked import answer_to

ANYBODY = {"facing_deg": 0, "up": True, "health": 100.0}
KAEL = {"id": "kael", "name": "Kael", "side": "party", "x": 0.0, "z": 0.0, **ANYBODY}
ARIA = {"id": "aria", "name": "Aria", "side": "party", "x": 0.0, "z": 8.0, **ANYBODY}
GRIM = {"id": "grim", "name": "Grim", "side": "hostile", "x": 10.0, "z": 0.0, **ANYBODY, "health": 40.0}


def tool(name: str, needs: str = "", gives: str = "", *arguments: str) -> dict[str, Any]:
    """A tool as questions describe it; facts between commas."""
    described = {"properties": {key: {} for key in ("actor", "seconds", *arguments)}}
    facts = [[each for each in said.split(", ") if each] for said in (needs, gives)]
    return {"name": name, "description": name, "preconditions": facts[0], "effects": facts[1], "arguments": described}


TOOLS = [
    tool("approach", "enemy_seen", "in_melee_reach", "target"),
    tool("attack", "can_melee, in_melee_reach", "enemy_harmed, stagger_exploited", "target"),
    tool("blast", "can_blast", "enemy_harmed, stagger_exploited", "target"),
    tool("heal", "ally_hurt, can_support", "ally_healed", "target"),
    tool("move_to", "", "post_held", "x", "z"),
    tool("wait"),
]


def answered(task: str, *entities: dict[str, Any], tools: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    said = json.dumps({"world": "here.v0", "entities": list(entities)})
    system = f"Rules.\nTools:\n{json.dumps(TOOLS if tools is None else tools)}"
    return json.loads(answer_to(Request((Message("system", system), Message("user", f"{said}\n\nTask: {task}")))).text)


def calls(*said: Any, **more: Any) -> list[tuple[str, str, str]]:
    """(tool, actor, target) of each call."""
    plan = answered(*said, **more)["calls"]
    return [(each["tool"], each["arguments"]["actor"], each["arguments"].get("target", "")) for each in plan]


def test_a_fight_is_planned_from_what_tools_need_and_give() -> None:
    assert calls("Bring down Grim.", KAEL, GRIM) == [("approach", "kael", "grim"), ("attack", "kael", "grim")]
    assert calls("Bring down Grim.", {**KAEL, "x": 9.0}, GRIM) == [("attack", "kael", "grim")]


def test_nothing_is_built_on_abilities_that_the_question_does_not_tell() -> None:
    assert ("blast", "kael", "grim") not in calls("Defeat Grim.", KAEL, GRIM)
    assert "impossible" in answered("Defeat Grim.", KAEL, GRIM, tools=[TOOLS[2]])


def test_whoever_is_not_meant_is_left_alone() -> None:
    whisper = {**GRIM, "id": "whisper", "name": "Whisper"}

    assert {target for _, _, target in calls("Kill Grim. Whisper must not be harmed.", KAEL, whisper, GRIM)} == {"grim"}
    found = calls("Heal Kael. Aria has to be left in peace.", KAEL, ARIA, {**ARIA, "id": "lyra", "name": "Lyra"})
    assert {actor for _, actor, _ in found} == {"lyra"}


def test_who_helps_goes_there_first() -> None:
    assert calls("Kael is badly hurt and needs help.", KAEL, ARIA) == [
        ("move_to", "aria", ""),
        ("heal", "aria", "kael"),
    ]


def test_a_way_leads_round_what_is_to_be_kept_away_from() -> None:
    task = "Kael has to get to x=10, z=0. Nobody may go within 3 m of x=5, z=0.5."

    plan = answered(task, KAEL)["calls"]

    stops = [(0.0, 0.0), *((each["arguments"]["x"], each["arguments"]["z"]) for each in plan)]
    assert stops[-1] == (10.0, 0.0)
    assert len(stops) == 3
    for (x, z), (u, w) in pairwise(stops):
        along = [(x + (u - x) * share / 50, z + (w - z) * share / 50) for share in range(51)]
        assert min(math.dist(each, (5.0, 0.5)) for each in along) > 3.0


@pytest.mark.parametrize("task", ["Sing a song.", "Bring down the moon.", "Kael has to get to the moon."])
def test_what_it_cannot_plan_it_says(task: str) -> None:
    assert "finds no plan" in answered(task, KAEL, GRIM)["impossible"]


def test_each_task_of_the_evaluation_is_answered_to_the_letter() -> None:
    for asked in Harness(find_scenarios(), variants=1).asked():
        ground = asked.ground
        text = answer_to(request_for(ground, 0)).text

        said = read(text, ground.registry, ground.scenario.role, asked.field.version)

        assert not isinstance(said, Verdict), (ground.scenario.name, said)
        assert isinstance(said, Surrender) or said
