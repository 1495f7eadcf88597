"""Balls thrown and blasts by command: rows on demand, the same run from a recording, and refusals in words."""

import numpy as np
import pytest

from engine.play.commands import Populate, PushAway, Spawn, Throw, as_data, from_data
from engine.play.recording.player import replay
from engine.play.recording.recorder import Recorder
from engine.play.running.session import Session
from engine.world.events import STRUCK, THROWN
from engine.world.ids import FREE, UP

BALL = """format = 1
kind = "prefab"
title = "Ball"
[entities.ball]
name = "Ball"
[entities.ball.appearance]
mesh = "ball"
[entities.ball.projectile]
mass = 20.0
lifetime = 1.0
"""
BOX = """format = 1
kind = "prefab"
title = "Box"
[entities.box]
name = "Box"
[entities.box.rigid_body]
mass = 30.0
"""
AT_FOE = Throw("ball", (0.0, 1.2, 1.0), (20.0, 1.0, 0.0), 0)


@pytest.fixture(scope="module")
def armed(tmp_path_factory):
    """The yard with a ball and a box among its prefabs."""
    from tests.engine.play.yard import compiled_project, write_project

    return compiled_project(write_project(tmp_path_factory.mktemp("armed"), prefabs__ball=BALL, prefabs__box=BOX))


def digests(session, ticks):
    found = []
    for _ in range(ticks):
        session.step()
        found.append(session.digest())
    return found


def test_a_scene_without_loose_bodies_has_no_system_for_them(armed):
    assert not {"rigid_contacts", "rigid_bodies", "projectiles"} & {system.name for system in armed.parts.systems}


def test_a_first_throw_makes_room_and_brings_the_systems_it_needs(armed):
    session = Session(armed, 3)
    rows = session.world.rows
    session.step([AT_FOE])

    assert session.world.rows == rows + 8
    assert "projectiles" in session.profile.systems
    assert "rigid_bodies" not in session.profile.systems
    assert session.world.view["life"][rows:].tolist() == [UP, *[FREE] * 7]
    assert [event.kind for event in session.events if event.kind == THROWN] == [THROWN]


def test_a_throw_knocks_whom_it_hits(armed):
    session = Session(armed, 3)
    foe = session.compiled.row_of("foe_1")
    session.world.view["position"][foe, [0, 2]] = (5.0, 1.0)
    session.step([AT_FOE])
    for _ in range(25):
        session.step()

    hits = [(event.source, event.target) for event in session.events if event.kind == STRUCK and event.target >= 0]
    assert hits[0] == (0, foe)


def test_a_spent_ball_is_thrown_again(armed):
    session = Session(armed, 3)
    session.step([AT_FOE])
    rows = session.world.rows
    for _ in range(70):
        session.step()
    assert session.world.view["life"][rows - 8] == FREE
    session.step([AT_FOE])

    assert session.world.rows == rows
    assert session.world.view["life"][rows - 8] == UP


def test_when_all_are_in_play_the_one_that_would_be_gone_first_is_taken(armed):
    session = Session(armed, 3)
    for _ in range(64):
        session.step([AT_FOE] * 3)
    view = session.world.view

    assert (view["projectile"] != 0).sum() == 64
    assert not session.findings


def test_a_throw_goes_on_exactly_from_a_snapshot_before_and_after_it(armed):
    session = Session(armed, 3)
    session.step()
    before = session.snapshot()
    session.step([AT_FOE])
    first = digests(session, 30)
    after = session.snapshot()
    then = digests(session, 30)

    session.restore(before)
    session.step([AT_FOE])
    assert digests(session, 30) == first
    session.restore(after)
    assert digests(session, 30) == then


def test_a_blast_pushes_what_is_loose_and_by_distance(armed):
    session = Session(armed, 3)
    session.step([Spawn("box", 1, (-3.0, 0.0, 0.0))])
    box = session.world.rows - 1
    hero = session.world.view["position"][0].copy()
    session.step([PushAway((-4.0, 0.5, 0.0), 4.0, 300.0)])

    assert session.world.view["velocity"][box, 0] > 5.0
    for _ in range(20):
        session.step()
    assert session.world.view["position"][box, 0] > -2.5
    assert session.world.view["position"][0, 0] < hero[0] - 0.1


def test_what_is_no_ball_is_refused_in_words(armed):
    session = Session(armed, 3)
    for _ in range(2):
        session.step([Throw("foe", (0.0, 1.0, 0.0), (1.0, 0.0, 0.0))])
    session.step([Throw("nothing", (0.0, 1.0, 0.0), (1.0, 0.0, 0.0))])

    texts = [finding.text for finding in session.findings]
    assert len(texts) == 2
    assert texts[0] == '"foe" can\'t be thrown: no prefab of that name has a projectile. There are ball.'


def test_numbers_that_are_none_do_no_harm(armed):
    nan, inf = float("nan"), float("inf")
    session = Session(armed, 3)
    session.step([Throw("ball", (nan, inf, 0.0), (1e30, nan, -inf), 99), PushAway((nan, 0.0, inf), nan, inf)])
    for _ in range(30):
        session.step()

    assert np.isfinite(session.world.view["position"]).all()
    assert not session.is_failed


def test_a_recording_with_throws_plays_to_the_same_digests(armed):
    session = Session(armed, 5)
    recorder = Recorder(session, project="yard")
    said = {4: [AT_FOE], 30: [Spawn("box", 3, (2.0, 0.0, 1.0)), AT_FOE], 31: [PushAway((3.0, 0.0, 1.0), 6.0, 300.0)]}
    for tick in range(150):
        session.step(said.get(tick, ()))

    report = replay(recorder.recording, armed, style="each")
    assert (report.is_equal, report.ticks) == (True, 150), report.first_difference
    assert "rigid_bodies" in {system.name for system in session.schedule.systems}


STRAY = """
from engine.world.system import system

@system(slot="weaving", writes="", rows_with="rigid")
def stray(life):
    life[0] = 0
"""


def test_what_brings_a_system_that_does_not_compile_is_refused_and_the_run_goes_on(write_yard, compile_yard):
    session = Session(compile_yard(write_yard(prefabs__box=BOX, game__stray=STRAY)), 3)
    session.advance(2)
    before = session.snapshot()

    session.step([Spawn("box", 1, (2.0, 0.0, 1.0))])

    assert [finding.rule for finding in session.findings] == ["system-code"]
    assert (session.tick, session.spawns, session.world.rows) == (3, (), before.world.rows)
    after = session.digest()
    session.restore(before)
    session.step()
    assert session.digest() == after


def test_people_keep_their_looks_when_balls_join_them(armed):
    session = Session(armed, 3)
    session.step([Populate(6, 2)])

    def looks() -> list[str]:
        kinds = session.world.view["prototype"][len(session.compiled.roster) :]
        return [session.compiled.prototypes[kind].mesh for kind in kinds]

    before = looks()
    session.step([AT_FOE])
    assert looks() == before


@pytest.mark.parametrize("command", [AT_FOE, PushAway((1.0, 0.0, 2.0)), Spawn("ball", 2, waiting=True)])
def test_what_is_said_comes_back_from_data(command):
    assert from_data(as_data(command)) == command
