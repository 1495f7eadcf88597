"""Streaming is measured by rides that really stream; the soak finds a leak."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from editor.cli import soak as verb
from engine.benchmarks.cases.terrain_failures import terrain_failures
from engine.benchmarks.cases.terrain_teleport import terrain_teleport
from engine.benchmarks.discovery import find_benchmarks
from engine.benchmarks.terrain.cameras import LEAP_M, TICK_S, flight, walk
from engine.benchmarks.terrain.main_thread import soak_camera, straight_flight
from engine.benchmarks.terrain.resident_set import resident_bytes
from engine.benchmarks.terrain.ride import Ride
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.memory import needed_memory

ROOT = Path(__file__).resolve().parents[3]
NEAR = StreamingConfig(lod_distances_m=(64.0, 128.0, 256.0, 512.0, 1024.0), view_distance_m=1024.0)
TIGHT = NEAR.model_copy(update={"memory_mib": needed_memory(NEAR) * 1.1 / (1 << 20)})
"""A view of a kilometre in little more than the memory that it needs: the cache is soon full."""
needs_statm = pytest.mark.skipif(resident_bytes() is None, reason="this system does not tell a process's memory")


def test_the_camera_of_the_soak_walks_sprints_and_leaps_as_often_as_it_says():
    views = list(walk(3, 4000))
    assert views == list(walk(3, 4000))
    ways = [((b.eye[0] - a.eye[0]) ** 2 + (b.eye[2] - a.eye[2]) ** 2) ** 0.5 for a, b in pairwise(views)]
    shares = [sum(low < way <= high for way in ways) / len(ways) for low, high in ((0, 0.1), (0.1, 0.3), (0.3, LEAP_M))]
    assert shares == pytest.approx([0.70, 0.25, 0.05], abs=0.03)


def test_a_flight_goes_at_its_speed():
    a, b = list(flight(200.0, 2))
    assert ((b.eye[0] - a.eye[0]) ** 2 + (b.eye[2] - a.eye[2]) ** 2) ** 0.5 == pytest.approx(200.0 * TICK_S)


def test_rides_along_both_cameras_tell_what_was_measured():
    value, beside = soak_camera(runs=1, ticks=40)
    assert 0 < beside["p50"] <= value <= beside["max"]
    assert beside["memory"]["heights_mb"] > 0
    assert beside["memory"]["pool_mb"] > 0
    value, beside = straight_flight(speed_m_s=200.0, distance_m=150.0)
    assert beside["frames"] == 45
    assert beside["generated"] > 0


def test_memory_by_kind_is_what_the_arrays_take():
    ride = Ride(TIGHT, is_virtual=True)
    ride.follow(walk(1, 120))
    cache = ride.streamer._stock.cache  # pyright: ignore[reportPrivateUsage] - counted anew, chunk by chunk
    chunks = [*cache._free.values(), *cache._pinned.values()]  # pyright: ignore[reportPrivateUsage]
    told = ride.memory()
    assert told["heights_mb"] == sum(chunk.heights.nbytes for chunk in chunks) / 1e6
    assert told["weights_mb"] == sum(chunk.weights.nbytes for chunk in chunks) / 1e6
    assert told["file_buffers_mb"] > 0
    ride.close()


def test_a_ride_in_virtual_time_is_the_same_twice():
    def told() -> list[int]:
        ride = Ride(TIGHT, is_virtual=True)
        ride.follow(walk(2, 150))
        ride.close()
        return ride.frames.behind

    assert told() == told()


SOAK = """
import json, sys
from engine.benchmarks.terrain.soak import soak
from tests.engine.benchmarks.test_terrain_streaming import TIGHT
held = []
leak = {"clean": None, "leaky": lambda _ride, _frame: held.append(bytearray(b"x") * 30_000)}
told = soak(1200, config=TIGHT, look=leak[sys.argv[1]])
print(json.dumps([told.errors, told.duplicates, told.holes, told.evictions, told.slope_percent, told.problems]))
"""


@needs_statm
def test_a_planted_leak_is_found():
    # Each in a process of its own: in one that has freed much before, a leak is served from what lies about.
    program = [sys.executable, "-c", SOAK]
    runs = {kind: subprocess.Popen([*program, kind], cwd=ROOT, stdout=subprocess.PIPE) for kind in ("clean", "leaky")}
    told = {kind: json.loads(run.communicate()[0]) for kind, run in runs.items()}

    # then the clean run has nothing but what a short run's filling pools may add
    errors, duplicates, holes, evictions, clean, _ = told["clean"]
    assert errors == duplicates == holes == 0
    assert evictions > 0
    # and the leak of 30 KB a tick stands out against it and is told in words
    *_, leaky, problems = told["leaky"]
    assert leaky > clean + 3.0
    assert any("memory grew" in problem for problem in problems)


def test_a_jump_and_failures_are_followed_to_their_end():
    case = terrain_teleport.set_up(jumps=1, distance_m=10_000.0)
    assert case.run() is not None
    assert case.facts()["frames_until_covered"] >= 1
    case = terrain_failures.set_up(part="all", ticks=60, is_virtual=True)
    case.run()
    facts = case.facts()
    assert facts["frames"] > 60
    assert facts["retries"] > 0
    assert facts["most_attempts"] <= facts["allowed_attempts"]


def test_every_row_of_the_table_has_its_benchmark():
    names = {entry.name for entry in find_benchmarks("terrain")}
    expected = {"main_thread", "soak", "teleport", "streaming_background", "failures"}
    assert {f"terrain.{name}" for name in expected} <= names
    assert [entry.name for entry in find_benchmarks("terrain_streaming_background")] == ["terrain_streaming_background"]


def test_the_verb_writes_a_report_and_says_what_is_wrong(tmp_path):
    import typer

    app = typer.Typer()
    app.command()(verb.command)
    path = tmp_path / "report.json"
    found = CliRunner().invoke(app, ["terrain", "--ticks", "100", "--report", str(path), "--json"])
    # a hundred ticks do not fill the cache, so memory can't be judged, which is said
    assert found.exit_code == 1
    told = json.loads(path.read_text())
    assert told["ticks"] == 100
    assert not told["ok"]
    assert "soak for longer" in told["problems"][0]
    assert CliRunner().invoke(app, ["soup"]).exit_code == 2
