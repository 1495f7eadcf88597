"""A run can be put to any tick that it has played, in bounded memory, and its past has a name."""

import pytest

from engine.play.commands import Input, SetAutopilot, Spawn
from engine.play.past.history import History
from engine.play.past.past import Past
from engine.play.running.session import Session

LONG = {"foe.nerve.limit": 1e6, "hero.nerve.limit": 1e6}
SAID = {
    3: [Input((0.0, 1.0))],
    150: [Spawn("foe", 3, (8.0, 0.0, 8.0))],
    301: [SetAutopilot("expert"), Input((1.0, 0.0))],
}


def play(yard, ticks=500, said=SAID, **options):
    """A session with its history, and the digest at each tick."""
    session = Session(yard, 11, overrides=LONG)
    history = History(session, **options)
    digests = {0: session.digest()}
    while session.tick < ticks and session.is_running:
        session.step(said.get(session.tick, ()))
        digests[session.tick] = session.digest()
    return history, digests


def test_seeking_anywhere_gives_the_bits_of_then(yard):
    history, digests = play(yard)

    for tick in (0, 499, 150, 151, 149, 302, 120, 500, 1):
        history.seek(tick)
        assert (history.session.tick, history.session.digest()) == (tick, digests[tick])


def test_the_states_stay_below_the_limit_and_every_tick_can_still_be_reached(yard):
    one = play(yard, 1)[0].kept_bytes
    history, digests = play(yard, 1100, most_bytes=4 * one)

    assert history.kept_bytes <= 4 * one
    assert history.kept_ticks[0] == 0
    assert history.kept_ticks[-1] == 1080
    for tick in (700, 1099, 20):
        history.seek(tick)
        assert history.session.digest() == digests[tick]


def test_what_was_not_played_cannot_be_reached(yard):
    history, _ = play(yard, 10)

    assert history.why_not(11) == "Tick 11 was not played; the run went from tick 0 to 10."
    with pytest.raises(ValueError, match="was not played"):
        history.seek(-1)


def test_what_would_take_too_long_says_so(yard):
    history, _ = play(yard, 100)
    assert 0 < history.tick_ns < 10**8
    history.tick_ns = 10**9

    assert "playing 50 ticks again takes 50 s" in history.why_not(50)
    assert history.why_not(100) == ""


def test_saying_the_same_again_keeps_the_future(yard):
    history, digests = play(yard)
    history.seek(290)
    session = history.session
    while session.tick < 310:
        session.step(SAID.get(session.tick, ()))

    assert history.end == 500
    history.seek(500)
    assert session.digest() == digests[500]


def test_saying_something_else_makes_another_future(yard):
    history, digests = play(yard)
    history.seek(290)
    history.session.step([Input((0.0, -1.0))])

    assert history.end == 291
    assert max(history.kept_ticks) == 240
    history.session.step()
    assert history.run_of(290) == play(yard, 290)[0].run_of(290)
    assert history.run_of(292) != play(yard, 292)[0].run_of(292)
    history.seek(200)
    assert history.session.digest() == digests[200]


def test_leaving_out_what_was_said_makes_another_future_too(yard):
    history, _ = play(yard)
    history.seek(301)
    history.session.step()

    assert history.end == 302


def test_runs_that_began_alike_and_were_told_the_same_share_a_name(yard):
    one, other = play(yard, 310)[0], play(yard, 310)[0]
    quiet = play(yard, 310, said={})[0]

    assert [one.run_of(tick) for tick in (1, 4, 310)] == [other.run_of(tick) for tick in (1, 4, 310)]
    assert quiet.run_of(3) == one.run_of(3)
    assert quiet.run_of(4) != one.run_of(4)
    assert History(Session(yard, 12, overrides=LONG)).run_of(1) != one.run_of(1)


def test_it_knows_what_the_hands_did(yard):
    history, _ = play(yard)

    assert history.input_at(3) is None
    assert history.input_at(4) == Input((0.0, 1.0))
    assert history.input_at(302) == Input((1.0, 0.0))


def test_a_failed_tick_ends_a_seek_with_a_reason(yard):
    history, _ = play(yard, 30)
    history.seek(0)
    history.session.world.view["outcome"][:] = 1

    with pytest.raises(ValueError, match="stops at tick 0 now"):
        history.seek(20)


def test_what_is_not_said_again_is_forgotten(yard):
    # given a run in which something was said twice, when it is played anew in silence, then silence is what is kept
    history, _ = play(yard, 40, {10: [Input((0.0, 1.0))], 20: [Input((1.0, 0.0))]})
    session = history.session
    history.seek(5)
    while session.tick < 40:
        session.step()
    silent = session.digest()

    assert history.input_at(40) is None
    history.seek(0)
    history.seek(40)
    assert session.digest() == silent


def test_hands_are_known_also_where_more_was_said_with_them(yard):
    hands = Input((0.0, 1.0))
    history, _ = play(yard, 6, {3: [hands, Spawn("foe", 1, (8.0, 0.0, 8.0))]})
    assert [history.input_at(tick) for tick in (3, 4, 6)] == [None, hands, hands]


def test_a_thinned_past_keeps_its_first_and_its_last_state():
    past = Past(100, {}, dict.fromkeys((0, 10, 20, 90, 95)), ())
    assert list(past.thinned(1000).kept) == [0, 95]
    assert list(past.thinned(20).kept) == [0, 20, 90, 95]
