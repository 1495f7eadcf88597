"""What holds on every way of the camera, whatever fails: no hole, nothing made twice, nothing left hanging."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.terrain.levels.selector import LevelSelector
from engine.terrain.levels.settings import LevelSettings
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.faults import Faults
from engine.terrain.streaming.memory import CHUNK_BYTES, needed_chunks, needed_memory
from engine.terrain.streaming.streamer import BudgetError, TerrainStreamer
from engine.terrain.streaming.viewpoint import ViewPoint
from tests.engine.terrain.streaming.flights import SMALL, events, flight, follow, settle, virtual, walk

STAY = ViewPoint((0.0, 50.0, 0.0))
TENTH = Faults(noise=0.1, jobs=0.1, cache=0.1, upload=0.1, seed=5)


def told(streamer: TerrainStreamer, seed: int) -> list[object]:
    """Everything that a run tells: each frame's numbers and what is drawn, then each chunk's events."""
    log: list[object] = []
    for frame, view in enumerate(walk(240, seed), 1):
        shown = streamer.update(view, frame)
        numbers = streamer.stats().to_json()
        del numbers["main_ms"], numbers["parts_ms"]
        log.append((numbers, shown.slot.tolist(), shown.blend.tolist(), [slot for slot, _ in shown.uploads]))
    return [*log, *events(streamer, set(streamer._outlook.want.keys))]


@pytest.mark.parametrize("faults", [Faults(), TENTH])
def test_two_runs_in_virtual_time_are_the_same(faults: Faults):
    assert told(virtual(faults=faults), 7) == told(virtual(faults=faults), 7)


@pytest.mark.parametrize("upload_bytes", [SMALL.upload_bytes, 3 * CHUNK_BYTES])
def test_a_walk_with_jumps_has_no_hole_and_makes_nothing_twice(upload_bytes: int):
    streamer = virtual(SMALL.model_copy(update={"upload_bytes": upload_bytes}))
    frame = settle(streamer, STAY)

    for view in walk(600, 1):
        shown = streamer.update(view, frame)
        frame += 1
        stats = streamer.stats()
        assert not stats.is_hole
        assert len(set(shown.slot.tolist())) == len(shown)
        assert stats.upload_bytes <= upload_bytes
        assert stats.cache_bytes <= stats.cache_budget
        assert stats.slot_bytes + stats.cache_budget == stats.memory_budget

    assert streamer.stats().holes == 0
    assert streamer.stats().duplicates == 0


def test_a_flight_of_200_m_s_has_no_hole_and_is_no_teleport():
    streamer = virtual()
    frame = settle(streamer, STAY)

    follow(streamer, flight(600, 200.0), frame)

    stats = streamer.stats()
    assert (stats.holes, stats.duplicates) == (0, 0)
    assert stats.teleports <= 1
    assert stats.generated > 300


def test_a_jump_of_ten_kilometres_is_covered_in_three_frames_and_whole_in_45():
    config = StreamingConfig(disk_mib=0.0)
    streamer = virtual(config, cost=0.1)
    frame = settle(streamer, STAY)
    there = ViewPoint((10_000.0, 50.0, 0.0))

    uncovered = 0
    for later in range(45):
        streamer.update(there, frame + later)
        uncovered += streamer.stats().is_hole

    assert uncovered < 3
    assert streamer.stats().missing == 0


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.floats(0.0, 0.4), st.floats(0.0, 0.4), st.floats(0.0, 0.4), st.integers(0, 1000), st.integers(0, 3),
)  # fmt: skip
def test_whatever_fails_every_chunk_ends_loaded_failed_or_unwanted(noise, jobs, upload, seed, retries):
    config = SMALL.model_copy(update={"retries": retries})
    streamer = virtual(config, faults=Faults(noise=noise, jobs=jobs, upload=upload, seed=seed))
    frame = follow(streamer, walk(60, seed))
    last = list(walk(60, seed))[-1]

    # Longer than all retries of a chunk with their pauses, one after another.
    for later in range(420):
        streamer.update(last, frame + later)
        if not any(not f.is_given_up for f in streamer._requests.failures.values()) and (
            streamer.stats().missing == streamer.stats().failed_now
        ):
            break

    requests = streamer._requests
    assert all(requests.failures[key].is_given_up for key in requests.missing)
    assert all(key in streamer._stock.residents for key in streamer._outlook.want.keys - requests.missing.keys())
    assert streamer.stats().duplicates == 0
    assert all(failure.attempts <= retries + 1 for failure in requests.failures.values())


def test_a_tenth_of_everything_failing_leaves_the_view_whole():
    streamer = virtual(faults=TENTH)

    frame = follow(streamer, walk(300, 2))
    settle(streamer, list(walk(300, 2))[-1], frame)

    stats = streamer.stats()
    assert stats.retries > 50
    assert stats.failed_now < 5
    assert stats.holes == 0


@pytest.mark.parametrize("config", [StreamingConfig(), SMALL, StreamingConfig(view_distance_m=10_000.0)])
def test_a_view_never_holds_more_chunks_than_memory_is_asked_for(config: StreamingConfig):
    selector = LevelSelector(
        LevelSettings(config.lod_distances_m, config.view_distance_m, config.hysteresis, config.fade_frames)
    )
    chance = np.random.default_rng(1)
    most = 0
    for _ in range(300):
        eye = chance.uniform(-20_000, 20_000, 2)
        for step in chance.uniform(-60, 60, (4, 2)):
            place = eye + step
            most = max(most, len(selector.target((place[0], 0.0, place[1])).keys))

    assert most <= needed_chunks(config)
    assert most > 0.6 * needed_chunks(config)


def test_a_budget_below_the_view_is_refused_with_the_number_that_would_do():
    least = needed_memory(SMALL) / (1 << 20)
    streamer = virtual()

    with pytest.raises(BudgetError, match=f"at least {int(least) + 1} MiB"):
        virtual(SMALL.model_copy(update={"memory_mib": least - 0.1}))
    with pytest.raises(BudgetError):
        streamer.configure(SMALL.model_copy(update={"memory_mib": 2.0}))
    assert streamer.config == SMALL
    virtual(SMALL.model_copy(update={"memory_mib": least + 0.001}))


def test_the_least_budget_is_enough_for_a_whole_view():
    least = needed_memory(SMALL) / (1 << 20)
    streamer = virtual(SMALL.model_copy(update={"memory_mib": least + 0.001}))
    frame = settle(streamer, STAY)

    frame = follow(streamer, walk(900, 4), frame)
    settle(streamer, list(walk(900, 4))[-1], frame)

    assert streamer.stats().holes == 0
    assert all(key in streamer._stock.residents for key in streamer._outlook.want.keys)
    assert streamer.stats().slots * CHUNK_BYTES <= least * (1 << 20)


def test_other_settings_take_hold_without_a_hole():
    streamer = virtual()
    frame = settle(streamer, STAY)
    for changes in ({"memory_mib": 40.0}, {"jobs": 1}, {"view_distance_m": 2000.0}, {"memory_mib": 24.0}):
        streamer.configure(streamer.config.model_copy(update=changes))
        for _ in range(30):
            streamer.update(STAY, frame)
            frame += 1
            assert not streamer.stats().is_hole
    assert streamer.stats().missing == 0


@pytest.mark.parametrize("nowhere", [math.nan, math.inf])
def test_a_camera_that_is_nowhere_is_refused_and_changes_nothing(nowhere: float):
    streamer = virtual()
    frame = settle(streamer, STAY)
    before = streamer.stats().to_json()

    for view in (ViewPoint((nowhere, 0.0, 0.0)), ViewPoint((0.0, 0.0, 0.0), velocity=(0.0, nowhere, 0.0))):
        with pytest.raises(ValueError, match=r"camera.*expected finite"):
            streamer.update(view, frame)

    assert streamer.stats().to_json() == before
    assert len(streamer.update(STAY, frame)) > 0


@pytest.mark.parametrize("x", [65_536.0, -65_536.0, 66_000.0, 1e9, -1e300])
def test_a_camera_at_the_end_of_the_world_or_beyond_sees_what_there_is_of_it(x: float):
    streamer = virtual()
    frame = settle(streamer, ViewPoint((x, 50.0, x)))

    shown = streamer.update(ViewPoint((x, 50.0, x), velocity=(x, 0.0, x)), frame)

    assert streamer.stats().holes == 0
    assert bool(len(shown)) == (abs(x) < 67_000.0)
