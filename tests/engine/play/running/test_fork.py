"""What would become of a running fight, with other chances; and what happened lately in it."""

from collections import deque
from types import SimpleNamespace

import pytest

from engine.play.commands import Populate
from engine.play.running.fork import futures
from engine.play.running.session import Session
from engine.play.running.state import LATELY_TICKS, Event, happened_lately, recall, tell_travelled
from engine.play.running.travel import Try

TICKS = 12


@pytest.fixture
def session(yard):
    made = Session(yard, 7, autopilot="average", style="plain")
    made.advance(20)
    return made


def test_a_future_with_the_runs_own_seed_is_the_run_itself(yard, session):
    before = session.digest()
    own, other = futures(session, [7, 8], max_ticks=TICKS)
    assert session.digest() == before

    alone = Session(yard, 7, autopilot="average", style="plain")
    alone.advance(20)
    alone.world.view["tick_limit"][0] = 20 + TICKS
    alone.advance(TICKS)
    assert (own.seed, own.ticks, own.outcome, own.digest) == (7, 20 + TICKS, alone.outcome, alone.digest())
    assert (other.seed, other.ticks) == (8, 20 + TICKS)
    assert other.digest != own.digest


def test_somebody_else_may_play_on(session):
    (same,), (expert,) = (futures(session, [7], skill=skill, max_ticks=TICKS) for skill in (None, "expert"))
    assert (same.stats["autopilot"], expert.stats["autopilot"]) == (2, 3)


def test_futures_come_in_the_order_of_their_seeds_also_where_not_all_fit_at_once(session, monkeypatch):
    seeds = [9, 7, 8, 7, 10]
    alone = {seed: futures(session, [seed], max_ticks=2)[0].digest for seed in seeds}
    monkeypatch.setattr("engine.play.running.fork.MOST_RESIDENT", 2)

    found = futures(session, seeds, max_ticks=2)

    assert [(each.seed, each.digest) for each in found] == [(seed, alone[seed]) for seed in seeds]
    assert len(set(alone.values())) == len(alone)
    assert [(each.outcome, each.tries) for each in found] == [("timeout", (Try(0, 0, 0, 22, "timeout"),))] * len(seeds)


def test_what_has_no_future_says_why(yard, session):
    with pytest.raises(ValueError, match=r'there is no skill "godlike"; expected novice, average, expert$'):
        futures(session, [7], skill="godlike")
    session.step([Populate(3)])
    with pytest.raises(ValueError, match="people put in by command"):
        futures(session, [7])

    over = Session(yard, 7, tick_limit=1, style="plain")
    over.advance(2)
    assert not over.is_running
    assert futures(over, [7, 8]) == []


def event(tick: int) -> Event:
    return Event(tick, *([0] * (len(Event._fields) - 1)))


def test_what_happened_lately_is_told_from_the_oldest_on():
    events = [event(tick) for tick in (1, 19, 20, 150, 200)]
    assert [each.tick for each in happened_lately(events, 20 + LATELY_TICKS)] == [20, 150, 200]


def test_gone_back_what_is_known_of_then_takes_the_place_of_what_came_after():
    events = deque(event(tick) for tick in (1, 30, 290, 400))
    recall(events, 300, (event(140), event(250)))
    assert [each.tick for each in events] == [1, 30, 140, 250]
    events = deque(event(tick) for tick in (1, 30, 290, 300, 400))
    recall(events, 300, None)
    assert [each.tick for each in events] == [1, 30, 290]


def test_only_who_wants_to_know_is_told_of_another_chapter():
    heard = []
    tell_travelled([SimpleNamespace(travelled=heard.append), object()], "the session")
    assert heard == ["the session"]
