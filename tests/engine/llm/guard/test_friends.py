"""A plan whose effect would hurt somebody of the actor's own side: no call says so, the dry run sees it."""

import json
from pathlib import Path

import pytest

from engine.document import AddEntity, view
from engine.llm.guard.guard import ToolGuard
from engine.llm.guard.roles import COMPANION
from engine.play.compile.scene import compile_scene
from engine.play.running.session import Session
from engine.world.project import load_game
from tests.projects.shipped import copied, opened

SCORCH = '''
"""Scorch: burn whoever stands near, of whatever side."""

import numpy as np

from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action, Fact
from engine.ai.ground_plane import ground_distance
from engine.world.events import DAMAGE, push_event
from engine.world.ids import UP

HEAT, REACH = np.float32(0.5), np.float32(3.0)
SCORCHED = Fact("scorched", "The ground is burnt.", observed=False)
SCORCH = Action("scorch", "Burn all around.", gives=(SCORCHED,), capability="combat")


@performs(SCORCH, writes="harm log_count log_data log_amount")
def scorch(lane, first, run, tick, life, local_id, position, action, act_scorch, harm, log_count, log_data, log_amount):
    """Reads the action; whoever stands near is burnt in every tick."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_scorch[0] or life[i] != UP:
            continue
        for j in range(first[L], first[L + 1]):
            if j != i and life[j] == UP and ground_distance(position, i, j) < REACH:
                harm[j] += HEAT
                push_event(log_count, log_data, log_amount, run[L], tick[L], DAMAGE, local_id[i], local_id[j], HEAT)
'''
RAIDER_FAR_AWAY = {"name": "Raider", "prefab": "raider", "transform": {"position": [0.0, 0.0, -25.0]}}


def burning(tmp_path: Path, apart: float) -> Session:
    """A fight of the starter in which Ally can scorch, with Friend so far apart [m]."""
    folder = copied("starter", tmp_path)
    (folder / "game").mkdir()
    (folder / "game/__init__.py").write_text("")
    (folder / "game/scorch.py").write_text(SCORCH.lstrip())
    document = opened(folder)
    for name, block in (
        ("hero", {"name": "Hero", "prefab": "hero", "transform": {"position": [0.0, 0.0, 25.0]}}),
        ("ally", {"name": "Ally", "prefab": "ally", "agent": {"actions": ["scorch"], "goals": []}}),
        ("friend", {"name": "Friend", "prefab": "ally", "transform": {"position": [apart, 0.0, 0.0]}}),
        ("raider", RAIDER_FAR_AWAY),
    ):
        document.apply(
            AddEntity(file="scenes/field", id=name, block=block, index=len(document.entities("scenes/field")))
        )
    return Session(compile_scene(view(document, "field", "first_fight"), game=load_game(folder)), 1)


@pytest.mark.parametrize(("apart", "hurt"), [(1.5, True), (12.0, False)])
def test_a_plan_that_would_hurt_a_friend_is_refused_and_one_that_hurts_nobody_is_not(
    tmp_path: Path, apart: float, hurt: bool
):
    session, guard = burning(tmp_path, apart), ToolGuard()
    calls = [
        {"tool": "wait", "arguments": {"actor": "friend", "seconds": 1.0}},
        {"tool": "scorch", "arguments": {"actor": "ally", "seconds": 0.5}},
    ]
    before = session.digest()

    verdict, command = guard.submit(json.dumps({"world": guard.version(session), "calls": calls}), session, COMPANION)

    assert verdict.accepted != hurt, verdict.sentence()
    assert (command is None) == hurt
    assert session.digest() == before, "a plan is tried out in a copy"
    if hurt:
        assert (verdict.step, verdict.constraint, verdict.tool) == ("dry run", "no harm to friends", "scorch")
        assert 'harms "friend"' in verdict.reason
    session.close()
