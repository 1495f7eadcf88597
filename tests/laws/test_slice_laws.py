"""Laws of a slice: over the seams between chapters and over retries a run has the same bits, however it came there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.play.commands import Input, Retry, Spawn
from engine.play.compile.chapters import of_one
from engine.play.past.history import History
from engine.play.recording import data as recording_data
from engine.play.recording.file import load, save
from engine.play.recording.player import Player, replay
from engine.play.recording.recorder import Recorder
from engine.play.running.fork import futures
from engine.play.running.lanes import run_slice_lanes
from engine.play.running.session import Session
from tests.engine.play.saga import compiled_saga, write_saga

EVER = 10**6
LOSING = {"hero.nerve.limit": 9.0}
"""With this the heroes lose about every other chapter."""
commands = st.lists(
    st.tuples(
        st.integers(0, 700),
        st.one_of(
            st.just(Retry()),
            st.builds(Input, st.tuples(st.floats(-1, 1), st.floats(-1, 1)), buttons=st.integers(0, 3)),
            st.builds(Spawn, st.just("foe"), st.integers(1, 2), st.just((3.0, 0.0, 6.0))),
        ),
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def saga(tmp_path_factory):
    return compiled_saga(write_saga(tmp_path_factory.mktemp("saga") / "saga"))


def play(session, said, ticks=900):
    """Play with what is said at which tick; a run that has ended waits for a Retry that is due. Digests by tick."""
    waiting = sorted(said, key=lambda entry: entry[0])
    found = {session.tick: session.digest()}
    while session.tick < ticks:
        due = [command for at, command in waiting if at <= session.tick]
        waiting = [entry for entry in waiting if entry[0] > session.tick]
        before = session.tick
        session.step(due)
        if session.tick == before:
            later = [entry for entry in waiting if isinstance(entry[1], Retry)]
            if not later:
                break
            waiting.remove(later[0])
            session.step([later[0][1]])
        found[session.tick] = session.digest()
    return found


@settings(max_examples=12, deadline=None)
@given(commands, st.integers(0, 9), st.data())
def test_seek_leads_to_the_same_bits_over_seams_and_retries(saga, said, seed, data):
    session = Session(saga, seed, autopilot="average", overrides=LOSING)
    history = History(session)
    digests = play(session, said)
    stays = [(stay.began, stay.ended) for stay in session.stay.past]
    near = [tick for pair in stays for place in pair for tick in (place - 1, place, place + 1)]
    reached = [tick for tick in near if 0 <= tick <= history.end]
    ticks = data.draw(st.lists(st.sampled_from([*reached, 0, history.end, history.end // 2]), min_size=3, max_size=8))
    for tick in ticks:
        history.seek(tick)
        assert (session.tick, session.digest()) == (tick, digests[tick])
    history.seek(history.end)
    assert session.stay.past == tuple(session.tries[:-1])


@settings(max_examples=10, deadline=None)
@given(commands, st.integers(0, 9))
def test_a_recording_gives_the_same_bits_after_it_was_a_file(saga, tmp_path_factory, said, seed):
    session = Session(saga, seed, autopilot="average", overrides=LOSING)
    recorder = Recorder(session)
    digests = play(session, said)
    kept = load(save(recorder.recording, tmp_path_factory.getbasetemp() / "saga.awrec"))
    assert kept.slice == ("duel", "ambush", "farewell")
    report = replay(kept, saga, style="each")
    assert (report.is_equal, report.digest, report.ticks) == (True, session.digest(), session.tick)
    player = Player(kept, saga)
    for tick in (session.tick, *reversed(kept.keyframes.ticks), session.tick // 2):
        assert player.seek(tick).digest() == digests[tick]


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 9), st.integers(0, 560), st.integers(0, 560))
def test_a_snapshot_holds_all_that_a_retry_starts_from(saga, seed, early, late):
    session = Session(saga, seed, autopilot="average")
    session.advance(early)
    snapshot = session.snapshot()
    session.step([Retry()])
    session.advance(90)
    once = session.digest()
    other = Session(saga, seed + 1, autopilot="average")
    other.advance(late)
    other.seed = seed
    other.restore(recording_data.unpack_snapshot(*recording_data.pack_snapshot(snapshot)))
    other.step([Retry()])
    other.advance(90)
    assert other.digest() == once


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.integers(0, 30), min_size=2, max_size=6, unique=True),
    st.integers(1, 4),
    st.integers(0, 2),
    st.one_of(st.none(), st.integers(50, 500)),
)
def test_a_lane_goes_through_the_slice_alone_as_in_company(saga, seeds, resident, retries, most):
    """Lanes of different chapters, ages and tries side by side; some wait, some begin anew, some are stopped."""
    options = {"skill": "average", "style": "each", "overrides": LOSING, "retries": retries, "max_ticks": most}
    together = run_slice_lanes(saga, seeds, resident=resident, **options)
    assert [result.seed for result in together] == seeds
    turned = run_slice_lanes(saga, seeds[::-1], resident=resident + 1, **options)
    assert turned[::-1] == together
    for seed, result in zip(seeds, together, strict=True):
        session = Session(saga, seed, autopilot="average", overrides=LOSING, tick_limit=most)
        session.advance(EVER)
        for _ in range(retries):
            if session.outcome == "victory" or session.tick == most:
                break
            session.step([Retry()])
            session.advance(EVER)
        assert (session.outcome, session.tick, session.digest()) == (result.outcome, result.ticks, result.digest)
        assert session.tries == result.tries


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 9), st.integers(0, 500), st.lists(st.integers(0, 99), min_size=1, max_size=5, unique=True))
def test_a_future_is_what_the_session_would_become_with_that_seed(saga, seed, tick, seeds):
    session = Session(saga, seed, autopilot="average", overrides=LOSING, style="plain")
    session.advance(tick)
    if not session.is_running:
        assert futures(session, seeds) == []
        return
    before, snapshot = session.digest(), session.snapshot()
    found = futures(session, seeds, skill="expert", max_ticks=40)
    assert session.digest() == before
    for other, future in zip(seeds, found, strict=True):
        alone = Session(saga, seed, autopilot="average", overrides=LOSING)
        alone.restore(snapshot)
        view = alone.world.view
        view["seed"][0], view["autopilot"][0] = other, 3
        view["tick_limit"][0] = min(int(view["tick_limit"][0]), tick + 40)
        alone.slice = of_one(alone.compiled)  # a future ends with its chapter
        alone.advance(EVER)
        assert (alone.outcome, alone.tick, alone.digest()) == (future.outcome, future.ticks, future.digest)
        assert future.seed == other
