"""A session over the chapters of a slice: one clock, what is carried, rest, and beginning a chapter anew."""

import numpy as np
import pytest

from engine.play.commands import Input, Retry, Spawn
from engine.play.compile.chapters import compile_slice
from engine.play.compile.compiled import CompileError
from engine.play.running.session import Session
from engine.play.running.travel import carried_from, seed_of, spec_of
from engine.world.columns import column
from engine.world.ids import DEFEAT, DOWN, OUTCOME_NAMES
from engine.world.random import random_bits
from tests.engine.play.saga import COURT, SLICE, compiled_saga, opened, write_saga


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_saga(tmp_path_factory.mktemp("saga") / "saga")


@pytest.fixture(scope="module")
def saga(folder):
    return compiled_saga(folder)


def in_chapter(saga, chapter, seed=1):
    """A session at the first tick of a chapter."""
    session = Session(saga, seed, autopilot="average")
    while session.chapter < chapter:
        session.step()
    return session


class Follower:
    def __init__(self, session):
        self.told = []
        session.listeners.append(self)

    def travelled(self, session):
        self.told.append((session.tick, session.chapter, session.compiled.view.encounter, session.outcome))

    def stepped(self, session, commands):
        pass

    def restored(self, session):
        pass


def test_a_slice_is_played_from_its_first_chapter_to_its_last_on_one_clock(saga):
    session = Session(saga, 1, autopilot="average")
    follower = Follower(session)
    assert [(each.index, each.encounter, each.scene, each.title) for each in session.chapters] == [
        (0, "duel", "yard", "Duel"), (1, "ambush", "court", "Ambush"), (2, "farewell", "yard", "Farewell"),
    ]  # fmt: skip
    ticks = [session.tick]
    while session.is_running:
        session.step()
        ticks.append(session.tick)
    assert ticks == list(range(len(ticks)))
    assert session.outcome == "victory"
    assert [told[1:] for told in follower.told] == [(1, "ambush", "running"), (2, "farewell", "running")]
    first, second, third = session.tries
    assert (first.began, second.began, third.began) == (0, first.ended, second.ended)
    assert (third.ended, third.outcome) == (session.tick, "victory")
    assert session.chapter_began == third.began
    assert session.compiled.view.scene == "yard"


def test_what_is_carried_goes_over_and_all_else_begins_anew(saga):
    session = Session(saga, 1, autopilot="average")
    session.step([Input((0.5, 0.0), (3.0, 4.0))])
    was = saga.compiled(0).row_of("hero")
    while session.chapter == 0:
        before = session.world.snapshot().arrays
        session.step()
    after, hero = session.world.view, session.compiled.row_of("hero")
    assert after["outbursts"][0] > 0
    assert int(after["outbursts"][0]) >= int(before["outbursts"][0])
    assert after["wounds"][hero] >= before["wounds"][was] > 0
    assert after["anger"][hero] == 0.0
    assert after["position"][hero].tolist() == session.compiled.rows["position"][hero].tolist()
    assert after["input_aim"][0].tolist() == [3.0, 4.0]
    assert session.autopilot == "average"


def test_only_who_is_of_the_party_in_both_scenes_takes_anything_along(saga):
    session = in_chapter(saga, 1)
    robber = session.compiled.row_of("robber_1")
    session.world.view["wounds"][:] = 7.0
    carried = carried_from(session.compiled, session.world)
    assert robber is not None
    assert set(carried.entities) == {"hero", "friend"}
    lane = spec_of(saga.compiled(2), carried, {"tick": 5}, seed=1, chapter=2)
    wounded = {saga.compiled(2).entity_of_row[row][0] for row in np.flatnonzero(lane.rows["wounds"]).tolist()}
    assert wounded == {"hero", "friend"}


def test_rest_mends_half_of_what_was_lost_and_gets_up_who_was_down(saga):
    session = in_chapter(saga, 1)
    view, rows = session.world.view, [session.compiled.row_of(name) for name in ("hero", "friend")]
    view["health"][rows] = (50.0, 0.0)
    view["life"][rows] = (view["life"][rows[0]], DOWN)
    lane = spec_of(saga.compiled(2), carried_from(session.compiled, session.world), {"tick": 5}, seed=1, chapter=2)
    there = [saga.compiled(2).row_of(name) for name in ("hero", "friend")]
    assert lane.rows["health"][there].tolist() == [75.0, 40.0]
    assert saga.compiled(2).rows["health"][there].tolist() == [100.0, 100.0]


def test_each_chapter_has_the_time_of_its_encounter_and_the_run_its_own_limit(saga):
    session = in_chapter(saga, 1)
    assert session.world.view["tick_limit"][0] == session.chapter_began + 15 * 60
    short = Session(saga, 1, autopilot="average", tick_limit=session.tick + 10)
    short.advance(10_000)
    assert (short.outcome, short.tick, short.chapter) == ("timeout", session.tick + 10, 1)


def test_defeat_ends_the_run_and_a_retry_begins_the_chapter_anew(saga):
    session = in_chapter(saga, 1)
    carried, tick = session.stay.carried, session.tick
    session.advance(20)
    session.world.view["outcome"][0] = DEFEAT
    session.step()
    assert (session.outcome, session.tick) == ("defeat", tick + 20)
    follower = Follower(session)
    session.step([Retry()])
    assert follower.told == [(tick + 20, 1, "ambush", "running")]
    assert (session.tick, session.chapter, session.chapter_began) == (tick + 21, 1, tick + 20)
    view = session.world.view
    assert (int(view["attempt"][0]), int(view["retries"][0])) == (1, 1)
    assert view["seed"][0] == seed_of(1, 1) != 1
    assert session.stay.carried is carried
    assert [(each.attempt, each.outcome) for each in session.tries] == [(0, "victory"), (0, "defeat"), (1, "running")]


def test_a_retry_starts_from_what_was_carried_in_with_another_chance(saga):
    session = in_chapter(saga, 1)
    start = {name: array.copy() for name, array in session.world.view.items()}
    session.advance(60)
    first = session.world.view["anger"].copy()
    session.step([Retry()])
    session.advance(59)
    again = session.world.view
    assert again["anger"].tolist() != first.tolist()
    assert int(again["outbursts"][0]) >= int(start["outbursts"][0])
    assert again["health"].tolist() == start["health"].tolist()


def test_a_retry_forgets_what_was_put_in_and_the_next_chapter_counts_its_tries_anew(saga):
    session = in_chapter(saga, 1)
    session.step([Spawn("foe", 2, (0.0, 0.0, 0.0))])
    assert len(session.compiled.roster) == len(saga.compiled(1).roster) + 2
    session.step([Retry()])
    assert session.compiled is saga.compiled(1)
    while session.chapter == 1:
        session.step()
    assert (int(session.world.view["attempt"][0]), int(session.world.view["retries"][0])) == (0, 1)
    assert session.world.view["seed"][0] == 1


def test_a_single_scene_can_be_begun_anew_too(saga):
    session = Session(saga.compiled(0), 3, autopilot="average")
    session.advance(10_000)
    assert OUTCOME_NAMES.index(session.outcome) > 0
    ended = session.tick
    session.step([Input(), Retry()])
    assert (session.outcome, session.tick, session.chapters) == ("running", ended + 1, ())
    assert session.chapter_began == ended


def test_the_seed_of_a_try_differs_and_leads_back():
    for seed in (0, 1, -5, 2**62, -(2**63)):
        seeds = [seed_of(seed, attempt) for attempt in range(4)]
        assert seeds[0] == seed
        assert [seed_of(found, attempt) for attempt, found in enumerate(seeds)] == [seed] * 4
        assert len({int(random_bits(np.int64(found), 1, 2, 3)) for found in seeds}) == 4


def test_overrides_hold_in_every_chapter_where_somebody_is_called_so(saga):
    session = Session(saga, 1, autopilot="average", overrides={"foe.nerve.limit": 5.0, "robber_1.nerve.limit": 3.0})
    assert session.slice.compiled(1).rows["nerve_limit"].tolist().count(3.0) == 1
    assert saga.compiled(1).rows["nerve_limit"].tolist().count(3.0) == 0
    with pytest.raises(CompileError, match="nobody is called"):
        Session(saga, 1, overrides={"dragon.nerve.limit": 3.0})


def test_when_chapters_are_compiled_changes_nothing(folder):
    early, late = compiled_saga(folder), compiled_saga(folder)
    early.all_compiled()
    assert (early.is_ready(2), late.is_ready(2)) == (True, False)
    ends = []
    for chapters in (early, late):
        session = Session(chapters, 4, autopilot="average")
        session.advance(10_000)
        ends.append((session.tick, session.digest()))
    assert ends[0] == ends[1]


def test_a_chapter_that_can_not_be_played_pauses_the_run_and_says_why(tmp_path):
    bad = COURT.replace(
        "[entities.friend.transform]", "[entities.friend.body]\nradius = 1e39\n[entities.friend.transform]"
    )
    session = Session(compiled_saga(write_saga(tmp_path / "saga", scenes__court=bad)), 1, autopilot="average")
    session.advance(10_000)
    assert (session.is_failed, session.chapter) == (True, 0)
    assert "can't be played" in session.findings[-1].text


@pytest.mark.parametrize(
    ("slice_", "says"),
    [
        ("[]", "names no encounters"),
        ('["duel", "nowhere"]', 'Chapter 2 of the slice, "nowhere"'),
    ],
)
def test_a_slice_that_is_none_is_refused_in_words(tmp_path, slice_, says):
    project = write_saga(tmp_path / "saga")
    text = (project / "project.toml").read_text().replace(str(SLICE).replace("'", '"'), slice_)
    (project / "project.toml").write_text(text)
    with pytest.raises(CompileError, match=says):
        compile_slice(opened(project))


@pytest.mark.parametrize(("table", "width"), [("static", ()), ("lane", ("triggers",)), ("slot", ())])
def test_only_columns_that_every_scene_shares_can_be_carried(table, width):
    with pytest.raises(ValueError, match="can be carried"):
        column("odd", table, "i4", width=width, is_carried=True)
