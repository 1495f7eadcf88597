"""The log of decisions: any tick is known and explained as it was, nothing is kept that did not happen."""

from itertools import pairwise

import pytest

from engine.ai.goap.history import DecisionLog
from engine.play.session import SetAutopilot
from tests.engine.ai.rhythm import begun, sunny

TICKS = 130


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    return sunny(tmp_path_factory.mktemp("sunny"))


@pytest.fixture
def session(compiled):
    return begun(compiled)


def play(session, ticks=TICKS, said=()):
    while session.tick < ticks:
        session.step(dict(said).get(session.tick, ()))


def names(log, decisions):
    domain = log.explainer.reasoner.domain
    return [(each.tick, domain.actions[each.action].name if each.action >= 0 else None) for each in decisions]


def test_only_changes_are_kept(session):
    log = DecisionLog(session)
    play(session)
    hero = session.compiled.row_of("hero")
    decisions = log.decisions(hero)
    assert all(one[1:] != other[1:] for one, other in pairwise(decisions))
    assert [name for _, name in names(log, decisions) if name == "wave"]
    assert len(decisions) < 20
    assert (log.first_tick, log.last_tick) == (0, TICKS)


def test_every_tick_is_explained_as_it_was_then(session):
    log = DecisionLog(session)
    hero = session.compiled.row_of("hero")
    live = {}
    while session.tick < TICKS:
        live[session.tick] = log.explainer.explain(session.world, hero)
        session.step()
    assert {tick: log.explain(hero, tick) for tick in live} == live


def test_what_is_no_agent_or_was_not_played_has_no_decision(session):
    log = DecisionLog(session)
    play(session, 5)
    assert log.decisions(session.compiled.row_of("foe_1")) == ()
    assert log.at(session.compiled.row_of("hero"), 6) is None
    assert log.at(99, 3) is None


def test_going_back_and_the_same_again_forgets_nothing(session):
    log = DecisionLog(session)
    start = session.snapshot()
    play(session)
    hero = session.compiled.row_of("hero")
    before = log.decisions(hero)
    session.restore(start)
    play(session, 40)
    assert (log.decisions(hero), log.last_tick) == (before, TICKS)


def test_another_future_takes_the_place_of_what_did_not_happen(session):
    log = DecisionLog(session)
    start = session.snapshot()
    play(session)
    hero = session.compiled.row_of("hero")
    session.restore(start)
    play(session, 60, {50: [SetAutopilot(None)]})
    assert log.last_tick == 60
    assert log.decisions(hero)[-1].autopilot == 0
    assert max(each.tick for each in log.decisions(hero)) <= 60
    fresh = begun(session.compiled)
    other = DecisionLog(fresh)
    play(fresh, 60, {50: [SetAutopilot(None)]})
    assert log.decisions(hero) == other.decisions(hero)


def test_memory_is_bounded_and_the_newest_stays(session):
    log, whole = DecisionLog(session, most=6), DecisionLog(session)
    play(session)
    hero = session.compiled.row_of("hero")
    assert len(log.decisions(hero)) <= 6
    assert log.first_tick > 0
    for tick in range(log.first_tick, TICKS + 1):
        assert log.at(hero, tick) == whole.at(hero, tick)


def test_ticks_that_nobody_saw_are_not_made_up(session):
    log = DecisionLog(session)
    play(session, 10)
    session.listeners.remove(log)
    play(session, 20)
    session.listeners.append(log)
    play(session, 25)
    assert (log.first_tick, log.last_tick) == (21, 25)
    assert log.at(session.compiled.row_of("hero"), 15) is None
