"""The proving yard: it opens and plays without a finding, and a crowd gets through its gate and round its crossing."""

import numpy as np
import pytest

from engine.document import view
from engine.play.commands import Input, Populate
from engine.play.compile.scene import compile_scene
from engine.play.running.session import Session
from engine.rules import check
from engine.world.project import load_game
from tests.projects.shipped import PROJECTS, opened

GATE_Z, HALF_GATE = -2.0, 1.5


@pytest.fixture(scope="module")
def yard():
    scene = view(opened(PROJECTS / "veilweaver"), "proving_yard", None)
    return compile_scene(scene, game=load_game(PROJECTS / "veilweaver"))


def test_it_opens_without_a_finding():
    document = opened(PROJECTS / "veilweaver")
    scene = view(document, "proving_yard", None)
    assert [problem.text for entity in scene.entities for problem in entity.problems] == []
    assert [finding.text for finding in check(scene, document.vocabulary)] == []


def test_somebody_plays_in_it(yard):
    session = Session(yard, seed=1)
    player = int(np.flatnonzero(session.world.view["is_player"])[0])
    before = session.world.view["position"][player].copy()
    session.step([Input(move=(0.0, 1.0))])
    session.advance(60)
    assert session.world.view["position"][player, 2] > before[2] + 1.0
    assert session.findings == []


def test_a_crowd_goes_through_the_gate_and_never_through_the_walls(yard):
    session = Session(yard, seed=1)
    session.step([Populate(120, 2, goal=(0.0, -15.0), start=(0.5, 4.0))])
    people = slice(len(yard.roster), None)
    before = session.world.view["position"][people].copy()
    assert (before[:, 2] > GATE_Z).all()
    crossed_at = []
    for _ in range(900):
        session.step()
        now = session.world.view["position"][people].copy()
        through = (before[:, 2] > GATE_Z) & (now[:, 2] <= GATE_Z)
        crossed_at += now[through, 0].tolist()
        before = now
    assert len(crossed_at) > 90
    assert max(abs(x) for x in crossed_at) < HALF_GATE + 0.1 or min(abs(x) for x in crossed_at) > 12.5


def test_the_walls_the_bridge_and_the_steps_are_where_the_picture_shows_them(yard):
    boxes = yard.statics["obstacle_box"]
    walls = boxes[np.isclose(boxes[:, 2], 5.5)]
    assert len(walls) == 2
    assert np.abs(walls[:, 0]).min() - 5.5 == pytest.approx(HALF_GATE)
    tops = np.sort(boxes[np.isclose(boxes[:, 2], 1.5) & np.isclose(boxes[:, 3], 0.3), 7])
    assert np.diff(np.unique(tops.round(2))).max() <= 0.31
