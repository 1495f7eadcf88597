"""The physics profiler shows what was measured: sums, percentiles, n/a, and nothing else."""

import pytest

from tests.panels.physics_profiler.stage import begin, end, profiler


@pytest.fixture
def model():
    with profiler() as made:
        yield made


@pytest.fixture
def run(model):
    session = begin(model.editor)
    model.watch(True)
    return session


def rows(model):
    return {row.id: row for row in model.samples.rows()}


def test_stages_sum_to_the_tick_and_shares_to_one(model, run):
    for _ in range(10):
        run.play(300, 1500, 200)

    table = rows(model)

    assert table["total"].p50 == 2000
    assert sum(row.share for row in table.values() if row.share is not None) - 1.0 == pytest.approx(1.0)
    assert table["narrow_phase"].share == pytest.approx(0.75)


def test_what_was_not_measured_is_none_not_zero(model, run):
    run.play(300, 1500, 200)

    assert rows(model)["rigid"].p50 is None
    assert rows(model)["rigid"].share is None


def test_the_table_stands_as_the_bars_are_stacked(model, run):
    run.play(1, 2, 3)

    assert [row.id for row in model.samples.rows()] == ["rigid", "integration", "narrow_phase", "broad_phase", "total"]


def test_percentiles_are_durations_that_occurred(model, run):
    for broad in range(1, 101):
        run.play(broad, 0, 0)

    tick = rows(model)["total"]

    assert (tick.p50, tick.p95, tick.p99) == (50, 95, 99)


def test_ticks_over_the_budget_are_counted(model, run):
    run.play(5_000_000, 0, 0)
    run.play(1_000_000, 0, 0)

    assert model.samples.over(4_000_000) == 1


def test_nothing_is_measured_while_nobody_looks(model, run):
    model.watch(False)
    run.play(1, 2, 3)

    assert model.is_empty
    assert not run.listeners


def test_a_pause_keeps_what_is_shown(model, run):
    run.play(1, 2, 3)
    model.pause(True)
    run.play(4, 5, 6)

    assert len(model.samples) == 1


def test_a_stopped_run_stays_to_be_read_and_the_next_begins_anew(model, run):
    run.play(1, 2, 3)
    end(model.editor)
    assert len(model.samples) == 1

    begin(model.editor)

    assert model.is_empty


def test_a_tick_that_is_played_again_takes_the_place_of_its_first_time(model, run):
    run.play(1, 2, 3)
    run.play(1, 2, 3)
    run.tick = 0
    run.play(7, 8, 9)

    assert [(profile.tick, profile.total) for profile in model.samples.recent(10)] == [(1, 24), (2, 6)]


def test_a_gap_begins_anew(model, run):
    run.play(1, 2, 3)
    run.tick = 5
    run.play(1, 2, 3)

    assert [profile.tick for profile in model.samples.recent(10)] == [6]


def test_the_subject_says_what_was_simulated(model, run):
    run.play(1, 2, 3, active_body_count=1400, collision_pair_count=1, solver_iterations=8, threads=2)

    assert model.subject() == "tick 1, 1,400 bodies, 1 pair, 8 iterations, 2 threads"
