"""The session plays tick by tick, obeys commands, can be put back, and pauses with a reason."""

import pytest

from engine.play.commands import Input, SetAutopilot, Spawn
from engine.play.compile.scene import CompileError
from engine.play.running.session import Session
from tests.engine.play.yard import PROJECT


def digests(session: Session, ticks: int) -> list[str]:
    found = []
    for _ in range(ticks):
        session.step()
        found.append(session.digest())
    return found


def test_one_seed_is_one_run(yard):
    assert digests(Session(yard, 7), 30) == digests(Session(yard, 7), 30)
    assert digests(Session(yard, 7), 30) != digests(Session(yard, 8), 30)


@pytest.mark.parametrize("style", ["fused", "plain"])
def test_every_style_gives_the_same_bits(yard, style):
    one, other = Session(yard, 3, autopilot="expert"), Session(yard, 3, autopilot="expert", style=style)
    assert one.advance(150) == other.advance(150) == 150
    assert one.digest() == other.digest()
    assert list(one.events) == list(other.events)


def test_a_run_ends_and_stays_as_it_is(yard):
    session = Session(yard, 7)
    session.advance(5000)
    last = session.digest()
    session.step()
    assert (session.outcome, session.is_running, session.digest()) == ("victory", False, last)


def test_a_run_without_end_times_out(yard):
    session = Session(yard, 7, overrides={"foe.nerve.limit": 1e6, "hero.nerve.limit": 1e6})
    session.advance(5000)
    assert (session.outcome, session.tick) == ("timeout", 1200)
    assert session.events[-1].tick == 1200


def test_the_player_goes_where_it_is_sent_until_told_otherwise(yard):
    session = Session(yard, 7)
    session.step([Input(move=(0.0, 1.0))])
    session.advance(59)
    x, _, z = session.world.view["position"][0].tolist()
    assert x == pytest.approx(-6.0, abs=0.1)
    assert z == pytest.approx(4.0, abs=0.5)


def test_a_wish_longer_than_one_is_shortened(yard):
    session = Session(yard, 7)
    session.step([Input(move=(30.0, 40.0))])
    assert session.world.view["input_move"][0].tolist() == pytest.approx([0.6, 0.8])


def test_an_autopilot_takes_over_and_gives_back(yard):
    session = Session(yard, 7)
    session.step([SetAutopilot("novice")])
    assert session.autopilot == "novice"
    session.step([SetAutopilot(None)])
    assert session.autopilot is None


def test_an_unknown_skill_is_refused(yard):
    with pytest.raises(ValueError, match="expected novice, average, expert"):
        Session(yard, 7, autopilot="godlike")


def test_a_snapshot_brings_everything_back(yard):
    session = Session(yard, 7)
    session.advance(50)
    saved = session.snapshot()
    after = digests(session, 40)
    session.restore(saved)
    assert digests(session, 40) == after


def test_events_after_a_restored_tick_are_forgotten(yard):
    session = Session(yard, 7)
    session.advance(50)
    saved, before = session.snapshot(), list(session.events)
    session.advance(50)
    session.restore(saved)
    assert list(session.events) == before


def test_spawning_leaves_what_was_there_alone_and_adds_the_rest(yard):
    session = Session(yard, 7)
    session.advance(20)
    was = session.world.view["position"].copy()
    session.step([Spawn("foe", 5, (10.0, 0.0, 10.0))])
    assert session.compiled.reserve == 14
    assert session.compiled.roster[-1].entity == "spawned/5"
    assert abs(session.world.view["position"][:9] - was).max() < 0.2
    assert (session.world.view["life"][9:] == 1).all()
    assert session.world.view["nerve_limit"][9:].tolist() == [12.0] * 5


def test_a_snapshot_before_a_spawn_takes_it_back(yard):
    session = Session(yard, 7)
    session.advance(20)
    saved = session.snapshot()
    session.step([Spawn("foe", 5)])
    after = session.digest()
    session.restore(saved)
    assert session.compiled.reserve == 9
    session.step([Spawn("foe", 5)])
    assert session.digest() == after


def test_what_can_not_be_spawned_is_a_finding_and_the_run_goes_on(yard):
    session = Session(yard, 7)
    session.step([Spawn("dragon")])
    assert "there is no such prefab" in session.findings[0].text
    assert session.tick == 1


FAILS = """
from engine.world.system import system

@system(slot="weaving", writes="")
def unravels(tick, seed):
    if tick[0] == 12 and seed[0] == 7:
        raise ValueError("the thread tore")

@system(slot="weaving", writes="")
def trips(tick, seed, team, radius):
    for i in range(len(team)):
        if tick[0] == 5 and seed[0] == 8 and team[i] == 1:
            raise ValueError("a foe tripped")
"""
"""Seed 7 fails in one way and seed 8 in another, so that the loop of both is compiled once."""


@pytest.mark.parametrize("style", ["each", "fused", "plain"])
def test_a_system_that_raises_pauses_with_its_name_and_tick(write_yard, compile_yard, style):
    session = Session(compile_yard(write_yard(game__fails=FAILS)), 7, style=style)
    session.advance(100)
    assert (session.tick, session.is_failed, session.outcome) == (12, True, "running")
    assert session.findings[0].severity == "error"
    assert "system unravels failed at tick 12: ValueError: the thread tore" in session.findings[0].text


def test_a_system_with_an_undeclared_store_can_not_be_started(write_yard, compile_yard):
    stray = FAILS.replace('raise ValueError("the thread tore")', "tick[0] = 0")
    compiled = compile_yard(write_yard(game__fails=stray))
    with pytest.raises(CompileError, match=r"unravels .* stores to a column that is not in its `writes`"):
        Session(compiled, 7)


LOUD = """
from engine.world.events import push_event
from engine.world.system import system

@system(slot="weaving", writes="log_count log_data log_amount")
def shouts(run, tick, log_count, log_data, log_amount):
    for k in range(5000):
        push_event(log_count, log_data, log_amount, run[0], tick[0], 64, k, -1, 1.0)
"""


def test_an_event_log_that_overflows_is_said_and_changes_nothing_else(write_yard, compile_yard, yard):
    session = Session(compile_yard(write_yard(game__loud=LOUD)), 7)
    session.step()
    quiet = Session(yard, 7)
    quiet.step()
    assert "events at tick 1 did not fit into the log" in session.findings[0].text
    assert session.digest() == quiet.digest()


def test_stage_times_sum_to_the_total(yard):
    session = Session(yard, 7)
    session.advance(3)
    profile = session.profile
    assert profile.total_ns == sum(profile.slots.values()) > 0
    assert {"broad_phase", "narrow_phase", "integration", "brood"} <= profile.systems.keys()


def test_a_project_says_how_many_threads_it_wants(write_yard, compile_yard):
    compiled = compile_yard(write_yard(project=PROJECT + "[physics]\nthreads = 3\n"))
    assert Session(compiled).threads == 3
    assert Session(compiled, threads=1).threads == 1


def test_a_project_says_whether_people_step_aside(write_yard, compile_yard, yard):
    compiled = compile_yard(write_yard(project=PROJECT + "[physics]\navoidance = true\n"))
    assert "step_aside_for_others" in {system.name for system in compiled.parts.systems}
    assert Session(compiled).world.view["avoidance"].tolist() == [1]
    # and where it does not, nothing is another than it was: neither the schedule nor what recordings are checked by
    assert "step_aside_for_others" not in {system.name for system in yard.parts.systems}
    off = compile_yard(write_yard(project=PROJECT + "[physics]\navoidance = false\n"))
    assert (off.fingerprint, off.lane.keys()) == (yard.fingerprint, yard.lane.keys())
    assert compiled.fingerprint != off.fingerprint


def test_threads_change_no_bit(yard):
    one, other = Session(yard, 7, threads=0), Session(yard, 7, threads=2)
    for session in (one, other):
        session.physics.crossover = 1
        session.physics.prepare(session.world.view)  # a session never waits for a compiler; until then it is serial
        session.step([Spawn("foe", 300, (10.0, 0.0, 0.0))])
        session.advance(20)
    assert one.digest() == other.digest()
    assert [session.physics.get_last_step_profile().threads for session in (one, other)] == [0, 2]
    other.close()


def test_the_profile_of_physics_follows_the_session(yard):
    session = Session(yard, 7)
    session.advance(3)
    profile = session.physics.get_last_step_profile()
    assert profile.active_body_count == 3
    assert "facing" in session.profile.systems  # stands in the slot of rigid bodies and is none of theirs
    assert profile.rigid is None


def test_the_tick_that_ends_a_run_counts(yard):
    session = Session(yard, 7)
    steps = 0
    while session.is_running:
        session.step()
        steps += 1
    assert (session.outcome, session.tick) == ("victory", steps)


@pytest.mark.parametrize("style", ["each", "fused", "plain"])
def test_a_failure_names_the_entity_that_the_system_was_at(write_yard, compile_yard, style):
    session = Session(compile_yard(write_yard(game__fails=FAILS)), 8, style=style)
    session.advance(50)
    (finding,) = session.findings
    assert finding.entity == "foe_1"
    assert 'system trips failed at tick 5: ValueError: a foe tripped. It was at work on "foe_1".' in finding.text
