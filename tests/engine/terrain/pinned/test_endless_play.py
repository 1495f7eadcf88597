"""Endless scenes are played: sessions, lanes side by side, restored and enlarged worlds, all on the landscape."""

import numpy as np
import pytest

from engine.play.commands import Input, Populate, Spawn
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.running.lanes import run_lanes
from engine.play.running.session import Session
from tests.engine.document.grounds import raised
from tests.engine.terrain.pinned.wilds import duel


@pytest.fixture(scope="module")
def compiled(tmp_path_factory) -> CompiledScene:
    return duel(tmp_path_factory.mktemp("wild"))


def standing(session: Session) -> np.ndarray:
    """(n, 3) places of all who are in play and off the ground by no step or jump."""
    view = session.world.view
    return view["position"][(view["life"] == 1) & (view["immovable"] == 0) & (view["air_ticks"] == 0)]


def test_everybody_stands_on_the_landscape_of_the_session(compiled):
    session = Session(compiled, seed=3)
    session.step([Input(move=(1.0, 0.0))])
    session.advance(200)
    x, y, z = standing(session).T
    assert np.abs(y - session.landscape.heights_at(x, z)).max() < 1e-4
    assert session.ground is not None
    assert not session.findings
    session.close()


def test_a_restored_session_goes_on_in_the_same_bits_from_fresh_ground(compiled):
    first = Session(compiled, seed=3)
    first.step([Input(move=(1.0, 0.3))])
    first.advance(60)
    kept = first.snapshot()
    first.advance(300)
    again = Session(compiled, seed=3)
    again.restore(kept)
    again.advance(300)
    assert again.digest() == first.digest()

    # and what is missing when it goes back does not count as late
    late = first.ground.late
    first.ground.drop(np.flatnonzero(first.ground.pool.place >= 0).tolist())
    first.restore(kept)
    first.advance(1)
    assert first.ground.late == late
    first.advance(299)
    assert first.digest() == again.digest()
    first.close()
    again.close()


def test_lanes_side_by_side_end_as_sessions_do(compiled):
    results = run_lanes(compiled, [1, 2, 3, 4, 5], skill="expert", max_ticks=240, resident=2)
    again = run_lanes(compiled, [1, 2, 3, 4, 5], skill="expert", max_ticks=240, threads=2)
    assert [result.digest for result in results] == [result.digest for result in again]
    for result in results:
        session = Session(compiled, seed=result.seed, autopilot="expert", tick_limit=240)
        session.advance(result.ticks)
        assert session.digest() == result.digest
        session.close()


def test_a_world_may_be_enlarged_and_populated(compiled):
    session = Session(compiled, seed=3)
    session.step([Spawn("foe", 4, (300.0, 0.0, -500.0)), Populate(60)])
    session.advance(120)
    assert not [finding for finding in session.findings if finding.severity == "error"]
    x, y, z = standing(session).T
    assert len(x) > 60
    assert np.abs(y - session.landscape.heights_at(x, z)).max() < 0.06
    assert np.hypot(x - 300, z + 500).min() < 20
    session.close()


def test_a_lane_kept_twice_goes_on_in_both(compiled):
    # given a world of two lanes on one ground, when the first is forked in the place of the second
    ground = compiled.pinned_ground()
    world = compiled.world(2, ground=ground)
    world.add_lanes([compiled.lane_spec(seed) for seed in (1, 2)])
    schedule = Session(compiled).schedule
    for tick in range(120):
        if tick == 60:
            world.keep([0, 0])
        ground.before_tick(world)
        schedule.run(world, 1)
    alone = Session(compiled, seed=1)
    alone.advance(120)
    assert world.lane_digest(0) == world.lane_digest(1) == alone.digest()
    ground.close()


def test_whoever_stands_beyond_the_end_of_the_world_is_named(tmp_path):
    with pytest.raises(CompileError, match=r"Hero.*70,?000.*end of the world"):
        duel(tmp_path, hero=(70_000.0, 0.0))


def test_other_ground_is_another_scene(compiled, tmp_path):
    other = duel(tmp_path, amplitude=29.0)
    assert other.fingerprint != compiled.fingerprint


def test_a_group_that_appears_where_nobody_is_stands_on_the_ground(tmp_path):
    # given reinforcements two kilometres away, when their time has come
    session = Session(duel(tmp_path, group=(1_500.0, -2_000.0)), seed=3)
    session.advance(150)
    session.close()
    x, y, z = session.world.view["position"].T
    has_come = (session.world.view["life"] == 1) & (x > 1_000)
    assert has_come.sum() == 3
    assert np.abs(y - session.landscape.heights_at(x, z))[has_come].max() < 1e-4
    assert session.ground.late == 0


STUMBLES = """
from engine.terrain.sample import sample_height
from engine.world.system import system

@system(slot="weaving", writes="")
def stumbles(tick, position, ground_tiles, ground_index, ground_frame):
    for i in range(len(position)):
        height = sample_height(ground_tiles, ground_index, ground_frame, position[i, 0], position[i, 2])
        if tick[0] == 3 and position[i, 0] > 4000 and height > -1000:
            raise ValueError("stumbled")
"""


def test_whom_a_failed_system_was_at_work_on_is_named_far_from_the_middle_too(tmp_path):
    session = Session(duel(tmp_path, hero=(5_000.0, 40.0), game__stumbles=STUMBLES))

    session.advance(10)

    assert session.is_failed
    assert "stumbled" in session.findings[-1].text
    assert 'It was at work on "hero"' in session.findings[-1].text
    session.close()


def test_ground_shaped_far_from_everybody_is_another_scene_too(compiled, tmp_path):
    # given a hill five kilometres away, which no tile of a start holds
    other = duel(tmp_path, terrain__yard__300_300=raised(2_000))

    by = other.landscape.height_at(4_803.0, 4_804.0) - compiled.landscape.height_at(4_803.0, 4_804.0)
    assert by == pytest.approx(2.0, abs=1e-3)
    assert other.fingerprint != compiled.fingerprint
