"""A population and the walls of the lane: whoever shares a goal goes round a barricade from the next tick on."""

import numpy as np
import pytest

from engine.nav.walls import walls_standing
from engine.play.commands import Input, Populate
from engine.play.recording import Recorder, load, replay, save
from engine.play.running.session import Session
from engine.world.ids import BARRICADE, UP
from tests.projects.shipped import echo_grove

GOAL = (0.0, 8.0)


def place(session: Session, aim: tuple[float, float]) -> None:
    """Let the player put a barricade up."""
    walls = len(walls_standing(session.world.view).position)
    session.step([Input(aim=aim, buttons=BARRICADE)])
    session.step([Input()])
    assert len(walls_standing(session.world.view).position) == walls + 1
    session.step()


@pytest.fixture
def session():
    made = Session(echo_grove(), seed=7)
    made.step([Populate(150, seed=4, goal=GOAL)])
    yield made
    made.close()


def ways(session: Session) -> np.ndarray:
    return session.world.view["wander_way"][0].copy()


def test_a_placed_barricade_turns_ways_and_its_fall_turns_them_back(session):
    session.advance(2)
    before = ways(session)
    place(session, (0.0, 4.0))
    after = ways(session)
    assert not np.array_equal(before, after)
    # and when it is broken, they are what they were, to the bit
    view = session.world.view
    row = np.flatnonzero((view["immovable"] == 1) & (view["life"] == UP))[-1]
    view["life"][row] = 0
    session.step()
    assert np.array_equal(ways(session), before)


def test_ways_are_a_matter_of_the_walls_alone(session):
    # given a run in which a barricade came to stand
    session.advance(5)
    early = session.snapshot()
    place(session, (0.0, 4.0))
    late = session.snapshot()
    session.advance(90)
    digest, walked = session.digest(), ways(session)

    # when it is put back before the barricade and then after it, then it goes on with the same bits
    session.restore(early)
    session.advance(10)
    session.restore(late)
    session.advance(90)
    assert session.digest() == digest
    assert np.array_equal(ways(session), walked)

    # and so does another session that never saw it being placed
    other = Session(echo_grove(), seed=7)
    other.restore(late)
    other.advance(90)
    assert other.digest() == digest
    other.close()


def test_a_recording_with_a_barricade_replays_bit_for_bit(tmp_path):
    session = Session(echo_grove(), seed=7)
    recorder = Recorder(session, project="veilweaver")
    session.step([Populate(60, seed=4, goal=GOAL)])
    place(session, (0.0, 4.0))
    session.advance(120)
    save(recorder.recording, tmp_path / "run.rec")
    report = replay(load(tmp_path / "run.rec"), echo_grove())
    assert report.first_difference is None
    assert report.is_equal
    session.close()
