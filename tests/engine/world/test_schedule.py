"""The one schedule: same bits in every style, early stops, and failures that name the system."""

import numpy as np
import pytest

from engine.world import base_columns, clock
from engine.world.columns import column
from engine.world.registry import collect
from engine.world.schedule import Schedule, SystemCompileError, SystemFailure
from engine.world.system import system
from engine.world.world import LaneSpec, World

TALLY = column("tally", "row", "f4")
TENTH = np.float32(0.1)


@system(slot="combat", writes="tally")
def count_up(lane, outcome, tick, tally):
    """Add a tenth of the tick."""
    for i in range(len(tally)):
        if outcome[lane[i]] == 0:
            tally[i] += TENTH * np.float32(tick[lane[i]])


@system(slot="combat", writes="tally")
def stray(lane, position, tally):
    """Store to a column that is only read."""
    for i in range(len(tally)):
        position[i, 0] = tally[i]


@system(slot="combat", writes="tally", order=5)
def fails_at_three(tick, tally):
    """Raise on the third tick."""
    if tick[0] == 3:
        raise ValueError("three is too many")


@system(slot="combat", writes="log_count log_data log_amount")
def chatter(run, tick, log_count, log_data, log_amount):
    """Log forty events a tick."""
    for _ in range(40):
        if log_count[0] < len(log_amount):
            log_count[0] += 1


@system(slot="combat", writes="tally", order=1, compiled=False)
def by_hand(tick, tally):
    """What only plain Python can do: add the length of a text."""
    tally += np.float32(len(f"{int(tick[0])}"))


@system(slot="combat", writes="tally", order=2)
def count_on(tally):
    """Halve what was counted, so that the order matters."""
    for i in range(len(tally)):
        tally[i] *= np.float32(0.5)


@system(slot="combat", writes="tally", compiled=False)
def stray_by_hand(position, tally):
    """Store to a column that is only read, in plain Python."""
    position[0, 0] = 1.0


def columns():
    return dict(collect([base_columns, clock]).columns) | {"tally": TALLY}


def world(limit=30, **more):
    made = World(columns(), rows=12, lanes=4, **more)
    made.add_lanes([LaneSpec(3, {"seed": k, "tick_limit": limit + k}) for k in range(4)])
    return made


CLOCKS = (clock.remember_position, clock.remember_running, clock.advance_clock)


def schedule(*systems):
    return Schedule([*CLOCKS, *systems])


@pytest.mark.parametrize("style", ["fused", "plain"])
def test_styles_give_the_same_bits(style):
    one, other = world(), world()
    assert schedule(count_up).run(one, 100, style="each") == schedule(count_up).run(other, 100, style=style) == 33
    assert one.digest() == other.digest()


@pytest.mark.parametrize("style", ["fused", "plain"])
def test_a_system_in_plain_python_stands_in_the_loop_at_its_place(style):
    one, other = world(), world()
    systems = (count_up, by_hand, count_on)
    assert schedule(*systems).run(one, 100, style="each") == schedule(*systems).run(other, 100, style=style) == 33
    assert one.digest() == other.digest()
    assert one.view["tally"].all()


@pytest.mark.parametrize("style", ["each", "fused"])
def test_a_system_in_plain_python_may_not_store_what_it_does_not_declare(style):
    with pytest.raises(SystemFailure, match=r"stray_by_hand.*read-only"):
        schedule(stray_by_hand).run(world(), 1, style=style)


def test_a_failure_behind_a_system_in_plain_python_is_named_in_the_loop_too():
    with pytest.raises(SystemFailure, match="fails_at_three failed at tick 3"):
        schedule(by_hand, fails_at_three).run(world(), 10, style="fused")


def test_a_loop_cut_in_two_stops_before_the_log_overflows():
    talkative = world(log_capacity=400)
    assert schedule(chatter, by_hand, count_on).run(talkative, 30, style="fused") == 8


def test_systems_run_by_slot_then_order_then_name():
    names = [s.name for s in schedule(fails_at_three, chatter, count_up).systems]
    assert names == ["remember_position", "remember_running", "chatter", "count_up", "fails_at_three", "advance_clock"]


def test_an_undeclared_store_does_not_compile():
    with pytest.raises(SystemCompileError, match="not in its `writes`"):
        schedule(stray).run(world(), 1)


def test_an_undeclared_store_raises_in_plain_python():
    with pytest.raises(SystemFailure, match=r"stray.*read-only"):
        schedule(stray).run(world(), 1, style="plain")


@pytest.mark.parametrize("style", ["each", "fused", "plain"])
def test_a_failure_names_system_and_tick(style):
    with pytest.raises(SystemFailure, match="fails_at_three failed at tick 3: ValueError: three is too many"):
        schedule(fails_at_three).run(world(), 10, style=style)


def test_a_fused_run_stops_before_the_log_overflows():
    talkative = world(log_capacity=400)
    runner = schedule(chatter)
    done = runner.run(talkative, 30, style="fused")
    data, _, lost = talkative.drain_log()
    assert (done, len(data), lost) == (8, 320, 0)


def test_the_laps_of_a_measured_tick_add_up_to_its_total():
    runner = schedule(count_up)
    runner.run(world(), 3)
    profile = runner.profile
    assert profile.total_ns == sum(profile.slots.values()) == sum(profile.systems.values()) > 0


def test_a_fused_run_has_no_laps_to_show():
    runner = schedule(count_up)
    runner.run(world(), 3, style="fused")
    assert not runner.profile.is_measured


def test_the_schedule_follows_lanes_that_move():
    moved, still = world(), world()
    runner = schedule(count_up)
    runner.run(moved, 5)
    moved.keep([3, 1])
    runner.run(moved, 5)
    schedule(count_up).run(still, 10)
    assert [moved.lane_digest(0), moved.lane_digest(1)] == [still.lane_digest(3), still.lane_digest(1)]


@pytest.mark.parametrize("own", [(count_up,), (count_on, count_up), (by_hand, count_on), (by_hand,)])
def test_within_a_larger_schedule_only_the_own_systems_run(own):
    every = (count_up, by_hand, count_on)
    alone, within = world(), world()
    Schedule([*own, *CLOCKS]).run(alone, 12, style="each")
    assert Schedule([*own, *CLOCKS], within=every).run(within, 12, style="fused") == 12
    assert within.digest() == alone.digest()
