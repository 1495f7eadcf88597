"""How much of a run is kept and how long one may wait for a tick: bounds that only long or large runs come to."""

import pytest

from engine.play.commands import Input, Retry
from engine.play.past import branches as branching
from engine.play.past import history as remembering
from engine.play.past.branches import Branches
from engine.play.past.chronicle import Chronicle
from engine.play.past.history import History
from engine.play.past.lineage import Lineage
from engine.play.past.packed import MOST_BYTES, packed
from engine.play.past.past import Past, parted, twin_of
from engine.play.running.session import Session
from tests.engine.play.past.test_packed import snapshot

MIB = 1024 * 1024
LONG = {"foe.nerve.limit": 1e6, "hero.nerve.limit": 1e6}
LEFT, RIGHT = Input((-1.0, 0.0)), Input((1.0, 0.0))


@pytest.fixture
def session(yard):
    """A run that nobody loses for days."""
    session = Session(yard, 11, overrides=LONG)
    session.world.view["tick_limit"][:] = 10**6
    return session


def play_at(session, *ticks):
    """Play up to each of these ticks; between them the clock is put forward, as if all of them had been played."""
    for tick in ticks:
        session.world.view["tick"][0] = tick - 1
        session.step()


@pytest.mark.parametrize(("size", "kept"), [(4 * MIB, (0, 120, 240)), (4 * MIB + 1, (0, 600))])
def test_states_are_kept_every_two_seconds_and_large_ones_every_ten(session, monkeypatch, size, kept):
    monkeypatch.setattr(remembering, "size_of", lambda _: size)
    history = History(session)
    play_at(session, *((119, 120, 239, 240, 359) if size == 4 * MIB else (120, 599, 600, 1199)))
    assert history.kept_ticks == kept


@pytest.mark.parametrize(("size", "kept"), [(16 * MIB, (0, 600, 1200, 1800)), (16 * MIB + 1, (0, 1200, 1800))])
def test_states_may_take_64_mib(session, monkeypatch, size, kept):
    monkeypatch.setattr(remembering, "size_of", lambda _: size)
    history = History(session)
    play_at(session, 600, 1200, 1800)
    assert history.kept_ticks == kept


@pytest.mark.parametrize(("size", "kept"), [(48 * MIB, (0, 1200, 2399, 2500)), (48 * MIB + 1, (0, 1200, 2500))])
def test_the_states_of_all_branches_may_take_192_mib_and_then_lie_20_s_apart(session, monkeypatch, size, kept):
    history = History(session)
    branches = Branches(session, history, Chronicle(session))
    play_at(session, 1200, 2399)
    monkeypatch.setattr(remembering, "EVERY", 100)
    play_at(session, 2500)
    monkeypatch.setattr(branching, "size_of", lambda _: size)
    branches.branch()
    assert tuple(branches.others[0].past.kept) == kept


def test_a_state_is_packed_up_to_one_mib():
    assert MOST_BYTES == MIB
    assert packed(most := snapshot(MIB)) is not most
    assert packed(more := snapshot(MIB + 1)) is more


def test_one_waits_two_seconds_for_a_tick_at_most(session):
    history = History(session)
    play_at(session, 51)
    history.tick_ns = 40e6
    assert history.why_not(50) == ""
    history.tick_ns = 41e6
    assert history.why_not(50) == "Tick 50 is too far from a kept state: playing 50 ticks again takes 2 s."


def test_what_a_tick_costs_follows_slowly_and_one_slow_tick_counts_as_twice_the_usual(session):
    history = History(session)
    session.step()
    assert history.tick_ns == session.profile.total_ns
    history.tick_ns = 1e12
    session.step()
    assert history.tick_ns == pytest.approx(0.9e12 + 0.1 * session.profile.total_ns, rel=1e-12)
    history.tick_ns = 1.0
    session.step()
    assert history.tick_ns == pytest.approx(1.1)


def test_a_failed_tick_is_not_kept_and_can_be_played_again(session):
    history = History(session)
    session.advance(5)
    there = session.digest()
    session.is_failed = True
    session.world.view["tick"][0] = 120
    history.stepped(session, ())
    assert history.kept_ticks == (0,)
    history.seek(5)
    assert (session.is_failed, session.digest()) == (False, there)
    session.is_failed = True
    history.seek(5)
    assert not session.is_failed


def test_a_failed_run_goes_to_a_tick_from_a_kept_state_and_not_from_where_it_failed(session):
    history = History(session)
    session.advance(5)
    session.world.view["anger"][:] = 7.0
    session.is_failed = True
    history.end = 6
    history.seek(6)
    assert session.world.view["anger"].max() < 7.0


def test_what_happened_in_another_run_is_forgotten_on_the_way_to_a_past(session):
    history = History(session)
    session.advance(250)
    assert min(event.tick for event in session.events) < 60
    history.take(history.past(), 245)
    assert {event.tick for event in session.events} <= set(range(60, 245))
    assert max(event.tick for event in session.events) > 235


def test_a_past_is_gone_to_at_its_last_tick_where_a_later_one_is_asked_for_and_cannot_be_reached(session):
    history = History(session)
    session.advance(10)
    with pytest.raises(ValueError, match="Tick 11 was not played"):
        history.take(history.past(), 11)
    with pytest.raises(ValueError, match="Tick -1 was not played"):
        history.take(history.past(), -1)
    assert session.tick == 10


def test_everything_that_was_said_is_told_in_order(session):
    history = History(session)
    for said in ([LEFT], [], [RIGHT, LEFT]):
        session.step(said)
    assert list(history.commands()) == [(0, LEFT), (2, RIGHT), (2, LEFT)]
    assert [history.said_at(tick) for tick in range(3)] == [(LEFT,), (), (RIGHT, LEFT)]


# ---- what a run grew from ----


def test_a_name_says_what_was_said_when_and_to_which_chapter(session, yard):
    history, expected = History(session), Lineage(session)
    assert len(expected.name) == 24
    assert history.run_of(0) == history.run_of(1) == expected.name
    session.advance(5)
    session.step([Retry()])
    expected.say(5, (Retry(),))
    said = expected.name
    expected.travel(session)
    assert history.run_of(5) == Lineage(Session(yard, 11, overrides=LONG)).name
    assert history.run_of(6) == expected.name != said
    expected.say(6, ())
    session.step()
    assert history.run_of(7) == expected.name


def test_another_chapter_is_another_name_unless_one_goes_back(session):
    history = History(session)
    history.travelled(session)
    history.restored(session)
    session.step()
    history.travelled(session)
    session.step()
    session.step()
    names = [history.run_of(tick) for tick in range(4)]
    assert names[0] == names[1] != names[2] == names[3]


def test_the_same_at_another_tick_is_another_name(session):
    early, late = Lineage(session), Lineage(session)
    early.say(3, (LEFT,))
    late.say(4, (LEFT,))
    assert early.name != late.name


def test_of_a_run_that_has_begun_nobody_knows_what_was_said(yard):
    one, other = Session(yard, 11), Session(yard, 11)
    assert Lineage(one).name == Lineage(other).name
    one.step()
    other.step()
    assert Lineage(one).name != Lineage(other).name
    assert Lineage(one).name == Lineage(one).name


def test_a_past_up_to_a_tick_has_the_names_of_what_was_said_before_it(session):
    history = History(session)
    session.advance(5)
    silent = history.run_of(5)
    session.step([LEFT])
    past = history.past().until(5)
    assert (past.end, past.names[-1][1], dict(past.commands)) == (5, silent, {})
    assert history.past().until(6).names == history.past().names
    assert history.past().until(9).end == 6


def test_what_is_said_beyond_the_shorter_run_is_no_parting():
    one, other = Past(10, {12: (LEFT,)}, {}), Past(20, {12: (RIGHT,)}, {})
    assert parted(one, other) == parted(other, one) == 10


def test_a_twin_begins_as_the_session_did(yard):
    session = Session(yard, 11, tick_limit=500)
    history = History(session)
    session.advance(3)
    twin = twin_of(session, history.past())
    assert (twin.tick, twin.seed, twin.tick_limit, twin.threads) == (0, 11, 500, 0)
    twin.advance(3)
    assert twin.digest() == session.digest()
