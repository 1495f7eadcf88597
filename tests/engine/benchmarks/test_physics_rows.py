"""Rows about physics hold what later comparisons read, and say the same about the same crowd on any threads."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.cases import physics_added_cost, physics_allocation, physics_busy_thread, physics_determinism
from engine.benchmarks.discovery import find_benchmarks
from engine.benchmarks.probe_process import Unavailable, seconds_of


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """Every row of `bench physics.full_tick` at tiny sizes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("bench"))
        done = CliRunner().invoke(
            application(),
            ["bench", "physics.full_tick", "--quick", "--json", "--peers", "--agents", "200,300", "--threads", "0,2"],
        )
        written = Path("target/benchmark-data/physics_async_profile.json").read_text()
    assert done.exit_code == 0, done.stderr
    profile = json.loads(written)
    assert profile["total"] > 0
    assert profile["active_body_count"] in {200, 300}
    return json.loads(done.stdout)["rows"]


def ours(rows):
    return [row for row in rows if row["params"]["peer"] == "ours"]


def test_rows_are_named_by_agents_threads_iterations_and_peer(rows):
    assert {row["benchmark_name"] for row in rows} == {"physics.full_tick"}
    assert all(set(row["params"]) == {"agents", "threads", "iterations", "peer"} for row in rows)
    assert len(rows) == 2 * (4 + 3)


def test_every_row_has_a_result_its_p99_and_its_overlap(rows):
    for row in rows:
        if "why_not" not in row:
            assert 0 < row["value"] <= row["p99"]
            assert row["samples"] == 12
            assert row["unit"] == "ms"
            assert row["ns_per_agent"] == pytest.approx(row["value"] * 1e6 / row["params"]["agents"], abs=0.01)
            assert 0 <= row["overlap_mean_cm"] <= row["overlap_p99_cm"] < 80
            assert 0 <= row["end_overlap_mean_cm"] <= row["end_overlap_p99_cm"] < 80
            assert row["speed_share"] > 0


def test_all_are_looked_at_after_the_same_tick(rows):
    assert {row["at_tick"] for row in rows if "why_not" not in row} == {114}


def test_threads_end_in_the_same_digest_as_serial(rows):
    digests = {}
    for row in ours(rows):
        digests.setdefault((row["params"]["agents"], row["params"]["iterations"]), set()).add(row["digest"])
    assert len(digests) == 4
    assert all(len(found) == 1 for found in digests.values())
    assert len(set.union(*digests.values())) == 4


def test_threads_are_read_beside_what_the_cores_can_do(rows):
    threaded = [row for row in ours(rows) if row["params"]["threads"] == 2]
    assert all(row["capacity"] > 0 and row["speed_up"] > 0 for row in threaded)


def test_stages_add_up_to_the_tick_without_pythons_part(rows):
    for row in ours(rows):
        assert list(row["stages_ms"]) == ["broad_phase", "narrow_phase", "integration"]
        assert sum(row["stages_ms"].values()) < row["p99"]


def test_a_peers_step_is_told_apart_from_its_data_exchange(rows):
    peers = [row for row in rows if row["params"]["peer"] != "ours" and "why_not" not in row]
    assert all(0 < row["step_ms"] < row["p99"] and row["times_ours"] > 0 for row in peers)


def one(name) -> Benchmark:
    (found,) = find_benchmarks(name)
    return found


@pytest.mark.parametrize("name", ["physics.dispatch", "physics.capacity", "physics.start_order", "physics.cold_start"])
def test_the_other_questions_are_asked(name):
    assert one(name).doc


def test_what_is_added_is_the_difference_of_two_crowds(monkeypatch):
    monkeypatch.setattr(physics_added_cost, "AGENTS", 200)
    case = physics_added_cost.physics_added_cost.set_up("radius", 200)
    for _ in range(2):  # the first is the block's unmeasured one
        case.before()
        case.run()
    facts = case.facts()
    case.close()
    assert facts["plain_ns"] > 0
    assert facts["with_ns"] > 0


def test_a_tick_beside_a_busy_thread_is_told_as_a_ratio(monkeypatch):
    monkeypatch.setattr(physics_busy_thread, "TICKS", 5)
    case = physics_busy_thread.physics_busy_thread.set_up(200, 0)
    ratio = case.run()
    facts = case.facts()
    case.close()
    assert ratio > 0
    assert facts["alone_ms"] > 0


@pytest.mark.parametrize("what", ["bytes", "page_faults"])
def test_a_serial_crowd_takes_no_memory(what, monkeypatch):
    monkeypatch.setattr(physics_allocation, "TICKS", 200)
    case = physics_allocation.physics_allocation.set_up(what, 200, 0)
    case.before()
    taken = [case.run() for _ in range(2)]
    case.close()
    assert min(taken) <= 0


def test_no_digest_differs():
    case = physics_determinism.physics_determinism.set_up(1, 5)
    assert case.run() == 0
    assert case.facts()["digests"] == 5


def test_a_probe_process_gives_its_number_or_its_last_words():
    assert seconds_of("print('noise'); print(1.5)", {}) == 1.5
    with pytest.raises(Unavailable, match="no such thing"):
        seconds_of("raise SystemExit('no such thing')", {})
