"""A population by command: where it appears, what it leaves alone, how it walks, and what is refused."""

import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.play.between_ticks.population import MOST_PEOPLE, RADIUS_M
from engine.play.commands import Populate, Spawn
from engine.play.present import draw_list
from engine.play.recording import KEYFRAME_EVERY, Player, Recorder, load, replay, save
from engine.play.running.session import Session
from engine.world.ids import NEUTRAL, UP
from tests.projects.shipped import echo_grove

MANY = 5_000
STUCK_S, STUCK_M = 5, 0.5


@pytest.fixture
def session():
    made = Session(echo_grove(), seed=7, autopilot="expert")
    made.advance(60)
    yield made
    made.close()


def crowd(session: Session) -> slice:
    return slice(len(session.compiled.roster), None)


def bits_of_the_others(session: Session) -> dict[str, bytes]:
    first = len(session.compiled.roster)
    columns = session.world.columns
    return {
        name: session.world.view[name][:first].tobytes()
        for name, column in columns.items()
        if column.table == "row" and column.digest
    }


def nearest_gaps(places: np.ndarray) -> np.ndarray:
    """Distance from each place to its nearest neighbour, by brute force over blocks."""
    gaps = np.empty(len(places))
    for begin in range(0, len(places), 500):
        block = places[begin : begin + 500]
        squared = ((block[:, None] - places[None]) ** 2).sum(axis=2)
        squared[np.arange(len(block)), begin + np.arange(len(block))] = np.inf
        gaps[begin : begin + 500] = np.sqrt(squared.min(axis=1))
    return gaps


def test_five_thousand_stand_free_of_each_other_and_of_everything(session):
    session.step([Populate(MANY, seed=3)])
    view, compiled = session.world.view, session.compiled
    assert session.findings == []
    assert compiled.people == MANY
    assert session.world.rows == len(compiled.roster) + MANY
    places = view["previous_position"][crowd(session)][:, [0, 2]].astype(np.float64)
    assert nearest_gaps(places).min() >= 2 * RADIUS_M
    for box in compiled.statics["obstacle_box"].astype(np.float64):
        dx, dz = places[:, 0] - box[0], places[:, 1] - box[1]
        right, ahead = np.abs(dx * box[4] - dz * box[5]) - box[2], np.abs(dx * box[5] + dz * box[4]) - box[3]
        assert np.hypot(np.maximum(right, 0), np.maximum(ahead, 0)).min() >= RADIUS_M - 1e-4
    for circle in compiled.statics["obstacle_circle"].astype(np.float64):
        assert np.hypot(*(places - circle[:2]).T).min() - circle[2] >= RADIUS_M - 1e-4
    for row in np.flatnonzero(view["life"][: len(compiled.roster)] == UP).tolist():
        gaps = np.hypot(*(places - view["previous_position"][row, [0, 2]]).T)
        assert gaps.min() >= view["radius"][row] + RADIUS_M
    assert (view["team"][crowd(session)] == NEUTRAL).all()
    assert (view["life"][crowd(session)] == UP).all()


def test_rows_lie_in_grid_order(session):
    session.step([Populate(2_000)])
    z = session.world.view["previous_position"][crowd(session)][:, 2]
    assert np.mean(np.diff(z) < -1.5) < 0.02  # lines of the lattice from south to north; a point strays within one


def test_nobody_who_was_there_changes_by_a_bit(session):
    before = bits_of_the_others(session)
    session._apply(Populate(MANY))
    assert bits_of_the_others(session) == before
    session._apply(Populate(300))
    session._apply(Populate(0))
    assert bits_of_the_others(session) == before
    assert session.world.rows == len(session.compiled.roster)
    assert session.population is None


def test_a_population_that_comes_and_goes_between_two_ticks_leaves_the_same_future():
    futures = []
    for commands in ([], [Populate(400), Populate(0)]):
        session = Session(echo_grove(), seed=7, autopilot="expert")
        session.advance(60)
        session.step(commands)
        session.advance(240)
        futures.append(session.digest())
    assert futures[0] == futures[1]


def test_who_is_spawned_later_comes_before_the_population(session):
    session.step([Populate(200, seed=3)])
    walked = session.world.view["position"][crowd(session)].copy()
    session._apply(Spawn("barricade", 2, (3.0, 0.0, 9.0)))
    assert session.compiled.entity_of_row[len(session.compiled.roster)][0] == "npc/1"
    assert np.array_equal(session.world.view["position"][crowd(session)], walked)
    session.step()
    assert session.findings == []


def test_a_recording_with_a_population_replays_equal(tmp_path: Path):
    session = Session(echo_grove(), seed=7, autopilot="expert")
    recorder = Recorder(session, project="veilweaver")
    session.advance(30)
    session.step([Populate(600, seed=5)])
    session.advance(330)
    session.step([Populate(50, seed=6, goal=(0.0, 8.0))])
    session.advance(60)
    session.step([Populate(0)])
    session.advance(30)
    save(recorder.recording, tmp_path / "run.rec")
    report = replay(load(tmp_path / "run.rec"), echo_grove())
    assert report.first_difference is None
    assert report.is_equal


def test_a_snapshot_with_a_population_comes_back_after_it_has_gone(session):
    session.step([Populate(500, seed=5)])
    session.advance(30)
    kept, digest = session.snapshot(), session.digest()
    session.step([Populate(0)])
    session.restore(kept)
    assert session.digest() == digest
    session.advance(30)
    after = session.digest()
    session.restore(kept)
    session.advance(30)
    assert session.digest() == after


def test_a_recording_is_entered_at_a_keyframe_with_people(tmp_path: Path):
    session = Session(echo_grove(), seed=7, autopilot="expert")
    recorder = Recorder(session, project="veilweaver")
    session.step([Populate(200, seed=5)])
    session.advance(KEYFRAME_EVERY + 60 - session.tick)
    digest, last = session.digest(), session.tick
    save(recorder.recording, tmp_path / "run.rec")
    recording = load(tmp_path / "run.rec")
    recording.commands.clear()  # so that only the keyframe can know of them
    assert Player(recording, echo_grove()).seek(last).digest() == digest


def test_who_is_held_fast_picks_another_place(session):
    session.step([Populate(60, seed=5)])
    view, walkers = session.world.view, crowd(session)
    held, goals = view["position"][walkers].copy(), view["wander_place"][walkers].copy()
    for _ in range(90):
        session.step()
        view["position"][walkers], view["velocity"][walkers] = held, 0.0
    assert np.mean(view["wander_place"][walkers] != goals) > 0.9


def test_people_turn_to_another_place_before_they_stand_on_the_spot(session):
    session.step([Populate(120, seed=5)])
    view, walkers = session.world.view, crowd(session)
    spots, left = view["wander_spot"], []
    goals = view["wander_place"][walkers].copy()
    for _ in range(1200):
        session.step()
        now = view["wander_place"][walkers]
        turned = np.flatnonzero(now != goals)
        left += np.hypot(*(view["position"][walkers][turned][:, [0, 2]] - spots[goals[turned], :2]).T).tolist()
        goals = now.copy()
    assert len(left) > 60
    assert np.percentile(left, 20) > 0.8
    assert np.median(left) < spots[0, 2] + 0.1


def test_plain_python_walks_the_same_steps():
    digests = []
    for style in ("each", "plain", "fused"):
        session = Session(echo_grove(), seed=7, style=style)
        session.step([Populate(60, seed=2)])
        session.advance(20)
        digests.append(session.digest())
    assert digests[0] == digests[1] == digests[2]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (Populate(40_000), "free places for"),
        (Populate(MOST_PEOPLE + 1), "a world takes up to 200,000"),
        (Populate(-5), "a world takes up to"),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_everything_as_it_was(session, command, said):
    session.step([Populate(100)])
    before = session.digest()
    session._apply(command)
    assert said in session.findings[-1].text
    assert session.digest() == before
    assert session.compiled.people == 100


def test_a_spawn_that_is_refused_at_its_end_leaves_everything_as_it_was(session):
    session.step([Populate(100)])
    before, systems, rows = session.digest(), session.schedule.systems, session.world.rows
    population = session.compiled.population
    session.compiled = replace(session.compiled, population=Populate(MOST_PEOPLE + 1))  # that the new scene can't hold
    session._apply(Spawn("barricade", 2, (3.0, 0.0, 9.0)))
    assert "a world takes up to" in session.findings[-1].text
    session.compiled = replace(session.compiled, population=population)
    assert session.spawns == session.snapshot().spawns == ()
    assert (session.digest(), session.schedule.systems, session.world.rows) == (before, systems, rows)
    session._apply(Populate(100))
    assert session.world.rows == rows  # nobody of those who were refused has come along


def test_the_refusal_names_a_number_that_fits(session):
    session._apply(Populate(40_000))
    fits = int(session.findings[-1].text.split("Ask for ")[1].split(" ")[0].replace(",", ""))
    session._apply(Populate(fits))
    assert session.compiled.people == fits
    assert fits >= MANY


def test_they_walk_arrive_and_hardly_anybody_is_stuck(session):
    session.step([Populate(2_500, seed=9)])
    walkers = crowd(session)
    places, picks = [], 0
    goals = session.world.view["wander_place"][walkers].copy()
    for second in range(20):
        session.advance(60)
        assert session.is_running
        if second >= 5:
            places.append(session.world.view["position"][walkers][:, [0, 2]].copy())
        now = session.world.view["wander_place"][walkers].copy()
        picks += int((now != goals).sum())
        goals = now
    far = [np.hypot(*(places[t + STUCK_S] - places[t]).T) for t in range(len(places) - STUCK_S)]
    assert np.mean(np.array(far) < STUCK_M) < 0.02
    assert picks > 2_500 * 0.3
    assert np.isfinite(session.world.view["position"]).all()


def test_all_walk_to_a_goal_and_stay(session):
    session.step([Populate(150, seed=4, goal=(0.0, 8.0))])
    walkers = crowd(session)
    before = np.hypot(*(session.world.view["position"][walkers][:, [0, 2]] - [0.0, 8.0]).T).mean()
    session.advance(1500)
    away = np.hypot(*(session.world.view["position"][walkers][:, [0, 2]] - [0.0, 8.0]).T)
    assert away.mean() < before / 3
    reach = float(session.world.view["wander_spot"][0, 2])
    assert np.mean(away < 2.0 * reach) > 0.9
    assert np.hypot(*session.world.view["velocity"][walkers][:, [0, 2]].T).mean() < 0.25


def test_the_picture_shows_people_without_plates(session):
    plain = draw_list(session)
    session.step([Populate(120, seed=4)])
    picture = draw_list(session)
    people = [part for part in picture.instances if part.mesh in {"villager", "pilgrim"}]
    assert sum(len(part) for part in people) == 120
    assert {entity for part in people for entity in part.entity} == {f"npc/{k}" for k in range(1, 121)}
    assert len(picture.plates) <= len(plain.plates) + 1
    assert not [plate for plate in picture.plates if plate.entity.startswith("npc/")]


def test_a_crowd_is_drawn_without_poses_and_in_bounded_memory(session):
    session.step([Populate(MANY, seed=3)])
    picture = draw_list(session, 0.5)
    people = [part for part in picture.instances if len(part) > 200]
    assert sum(len(part) for part in people) >= MANY
    assert all(part.pose is None for part in people)
    assert sum(len(batch) for batch in picture.sparks) < 2_000
    tracemalloc.start()
    draw_list(session, 0.6)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 6_000_000
