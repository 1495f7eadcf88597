"""Laws on the demo's own slice: its chapters, fought by the autopilot, over every seam and on contact-rich ticks."""

import functools
import statistics
from itertools import pairwise

import pytest

from engine.play.commands import Retry, SetAutopilot
from engine.play.compile.chapters import compile_slice
from engine.play.past.history import History
from engine.play.running.fork import futures
from engine.play.running.lanes import run_slice_lanes
from engine.play.running.session import Session
from engine.world.project import load_game
from tests.projects.shipped import PROJECTS, opened

pytestmark = pytest.mark.compiles
SEED = 3
TICKS = 16_000
FRACTIONS = (0.03, 0.35, 0.5, 0.77, 0.96)


@functools.cache
def slice_of_the_demo():
    folder = PROJECTS / "veilweaver"
    return compile_slice(opened(folder), game=load_game(folder))


@pytest.fixture(scope="module")
def played():
    """A whole run in the window's style, one lost chapter begun anew in its midst, with digests by tick."""
    session = Session(slice_of_the_demo(), SEED, autopilot="expert")
    history = History(session)
    digests = {}
    while session.is_running and session.tick < TICKS:
        said = [Retry()] if session.tick == 1_200 else []
        session.step(said)
        digests[session.tick] = session.digest() if is_looked_at(session) else ""
    return session, history, digests


def is_looked_at(session):
    """Ticks round the seams, and every hundredth."""
    return session.tick % 100 in (0, 1) or session.tick - session.chapter_began < 3


def test_seek_leads_to_the_same_bits_all_over_the_slice(played):
    session, history, digests = played
    looked = [tick for tick, digest in digests.items() if digest]
    seams = [tick for tick in looked for each in session.tries if 0 <= tick - each.began < 3]
    spread = [looked[int(share * len(looked))] for share in FRACTIONS]
    for tick in [*seams[::2], *spread[::-1], *spread]:
        history.seek(tick)
        assert session.digest() == digests[tick], tick
    history.seek(history.end)


def test_kept_states_are_near_to_every_tick_and_small(played):
    _, history, _ = played
    ticks = [*history.kept_ticks, history.end]
    assert max(after - before for before, after in pairwise(ticks)) <= 120
    assert history.kept_bytes < 16 * 1024 * 1024


def test_lanes_of_the_slice_end_as_the_window_plays_it():
    seeds = (SEED, SEED + 1, SEED + 2)
    together = run_slice_lanes(slice_of_the_demo(), seeds, skill="expert", max_ticks=TICKS, resident=2)
    again = run_slice_lanes(slice_of_the_demo(), seeds[::-1], skill="expert", max_ticks=TICKS)
    assert again[::-1] == together
    alone = Session(slice_of_the_demo(), SEED, autopilot="expert", tick_limit=TICKS)
    alone.advance(TICKS)
    assert (alone.outcome, alone.tick, alone.digest()) == (
        together[0].outcome, together[0].ticks, together[0].digest,
    )  # fmt: skip
    assert alone.tries == together[0].tries


def test_futures_of_a_fight_are_what_it_would_become(played):
    session, history, _ = played
    before = session.digest()
    tick = session.tries[-1].began + 300
    if tick > history.end:
        tick = history.end // 2
    history.seek(tick)
    (future, other) = futures(session, [SEED, 77], max_ticks=200)
    alone = Session(slice_of_the_demo(), SEED, autopilot="expert")
    alone.restore(session.snapshot())
    alone.world.view["tick_limit"][0] = min(int(alone.world.view["tick_limit"][0]), tick + 200)
    alone.advance(200)
    assert (alone.tick, alone.digest()) == (future.ticks, future.digest)
    assert other.digest != future.digest
    history.seek(history.end)
    assert session.digest() == before


LOST = 57
"""With this seed an average player binds the storm and loses to the Warden."""


def to_the_end(session):
    while session.is_running:
        session.advance(600)
    return session.outcome


def test_a_lost_run_is_won_from_before_the_choice_of_the_storm_with_the_other_thread():
    session = Session(slice_of_the_demo(), LOST, autopilot="average", style="fused")
    history = History(session)
    while session.chapters[session.chapter].encounter != "crossroads":
        session.advance(60)
    before = session.tick
    digest = session.digest()
    assert to_the_end(session) == "defeat"
    lost, chosen = session.tick, int(session.world.view["storm_choice"][0])
    ended = {}
    for choice in (1, 2):
        history.seek(before)
        assert session.digest() == digest
        session.step([SetAutopilot("average", choice)])
        outcome = to_the_end(session)
        ended[int(session.world.view["storm_choice"][0])] = (outcome, session.tick)
    assert ended[chosen] == ("defeat", lost), "told what it does anyway, the autopilot plays the same run"
    assert ended[3 - chosen][0] == "victory"


def test_an_expert_plays_the_slice_in_eight_to_twelve_minutes_and_both_storms_show_in_the_wardens_fight():
    results = run_slice_lanes(slice_of_the_demo(), range(1, 9), skill="expert")
    won = [result for result in results if result.outcome == "victory"]
    assert len(won) >= 7
    assert 8.0 <= statistics.median(result.ticks / 3600 for result in won) <= 12.0
    assert {result.stats["storm_choice"] for result in won} == {1.0, 2.0}
    by_choice = {
        choice: statistics.median(last_ticks(result) for result in won if result.stats["storm_choice"] == choice)
        for choice in (1.0, 2.0)
    }
    assert by_choice[1.0] > by_choice[2.0], "armour and reinforcements make the fight longer"


def last_ticks(result):
    """How long the last chapter took."""
    return result.tries[-1].ended - result.tries[-1].began
