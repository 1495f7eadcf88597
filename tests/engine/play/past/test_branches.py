"""What a run is played on otherwise, the old future stays as a branch that can be gone back to, bit for bit."""

import gc
import weakref
from dataclasses import replace

import pytest

from engine.play.commands import Input, Spawn
from engine.play.past.branches import MOST_BY_THEMSELVES, Branches
from engine.play.past.chronicle import Chronicle
from engine.play.past.history import History
from engine.play.past.past import parted
from engine.play.recording.comparing import compare_pasts
from engine.play.running.session import Session

LONG = {"foe.nerve.limit": 1e6, "hero.nerve.limit": 1e6}
LEFT, RIGHT = Input((-1.0, 0.0)), Input((1.0, 0.0))


class Run:
    """A session with all that remembers it, and the digest of each tick of its first future."""

    def __init__(self, yard, ticks=300, **how):
        self.session = Session(yard, 11, overrides=LONG, **how)
        self.history, self.chronicle = History(self.session), Chronicle(self.session)
        self.branches = Branches(self.session, self.history, self.chronicle)
        self.digests = self.play(ticks)

    def play(self, ticks, said=()):
        digests = {self.session.tick: self.session.digest()}
        for tick in range(ticks):
            self.session.step(said if tick == 0 else ())
            digests[self.session.tick] = self.session.digest()
        return digests


@pytest.fixture
def run(yard):
    return Run(yard)


def test_saying_something_else_keeps_the_old_future(run):
    marks = list(run.chronicle.marks)
    run.history.seek(100)
    other = run.play(80, [Input(buttons=1)])

    (old,) = run.branches.others
    assert (old.name, old.end, old.outcome, old.is_asked) == ("Run", 300, "running", False)
    assert list(old.story.marks) == marks
    assert run.branches.name == "Branch 1"
    assert run.branches.parted_at(old) == 100

    run.branches.switch(old.number, 250)
    assert run.session.digest() == run.digests[250]
    assert list(run.chronicle.marks) == marks
    run.history.seek(300)
    assert run.session.digest() == run.digests[300]
    run.branches.switch(1, 180)
    assert run.session.digest() == other[180]


def test_saying_the_same_again_makes_no_branch(run):
    run.history.seek(100)
    run.play(250)

    assert run.branches.others == ()
    assert run.history.end == 350


def test_a_branch_that_is_asked_for_keeps_the_future_and_begins_another(run):
    run.history.seek(100)
    kept = run.branches.branch("Before the gate")

    assert (kept.name, kept.end, run.history.end, run.chronicle.end) == ("Before the gate", 300, 100, 100)
    assert run.session.digest() == run.digests[100]
    run.play(20)
    assert run.session.digest() == run.digests[120]
    run.branches.switch(kept.number)
    assert run.session.tick == 120
    assert run.history.end == 300


def test_a_branch_at_the_last_tick_keeps_what_is_there(run):
    kept = run.branches.branch()
    run.play(10, [LEFT])

    run.branches.switch(kept.number)
    assert (run.session.tick, run.session.digest()) == (300, run.digests[300])


def test_branches_of_other_people_and_populations_can_be_gone_to(run):
    run.history.seek(50)
    other = run.play(40, [Spawn("foe", 2, (8.0, 0.0, 8.0))])
    run.branches.switch(0, 80)
    assert run.session.digest() == run.digests[80]
    run.branches.switch(1)

    assert run.session.digest() == other[80]


def test_the_oldest_that_nobody_asked_for_go(run):
    run.history.seek(10)
    first = run.branches.branch("Mine")
    for number in range(MOST_BY_THEMSELVES + 3):
        run.play(3, [Input(aim=(float(number), 0.0))])
        run.history.seek(10)
        run.play(2, [Input(aim=(float(number), 9.0))])
        run.history.seek(10)

    kept = run.branches.others
    assert first in kept
    assert sum(not branch.is_asked for branch in kept) == MOST_BY_THEMSELVES == 12
    assert len({branch.number for branch in kept}) == len(kept)


def test_names_can_be_given_and_branches_let_go(run):
    run.history.seek(100)
    run.play(5, [LEFT])
    run.branches.rename(0, "Lost at the gate")
    run.branches.rename(1, "The left way")
    version = run.branches.version

    assert run.branches.get(0).name == "Lost at the gate"
    assert run.branches.get(0).is_asked
    assert run.branches.name == "The left way"
    run.branches.delete(0)
    assert run.branches.others == ()
    assert run.branches.version == version + 1
    with pytest.raises(KeyError):
        run.branches.switch(0)


def test_a_tick_that_cannot_be_reached_leaves_everything_as_it_was(run):
    run.history.seek(100)
    here = run.play(50, [LEFT])
    with pytest.raises(ValueError, match="was not played"):
        run.history.take(run.branches.get(0).past, 301)

    assert (run.session.tick, run.session.digest(), run.history.end) == (150, here[150], 150)


def test_pasts_part_where_something_else_was_said_or_one_ends(run):
    whole = run.history.past()
    run.history.seek(100)
    run.play(50, [LEFT])
    other = run.history.past()

    assert parted(whole, other) == 100
    assert parted(whole, whole.until(70)) == 70
    assert parted(whole, whole) == 300


def test_two_branches_are_compared_at_the_first_tick_that_differs(run):
    run.history.seek(100)
    run.play(60, [LEFT])
    run.history.seek(100)
    run.play(60, [RIGHT])
    digest, tick = run.session.digest(), run.session.tick
    left = next(branch for branch in run.branches.others if branch.number == 1)

    found = compare_pasts(run.session, left.past, run.history.past())

    assert found.tick == 101
    assert found.said == ((LEFT,), (RIGHT,))
    moved = next(column for column in found.columns if column.column == "position")
    assert [(row.entity, row.name) for row in moved.rows] == [("hero", "Hero")]
    assert moved.rows[0].one != moved.rows[0].other
    (wish,) = next(column for column in found.columns if column.column == "input_move").rows
    assert (wish.entity, wish.one, wish.other) == ("", "(-1, 0)", "(1, 0)")
    assert (run.session.digest(), run.session.tick) == (digest, tick)


def test_what_was_said_without_effect_is_no_difference(run):
    run.history.seek(100)
    run.play(60, [Input()])
    old = run.branches.get(0)

    found = compare_pasts(run.session, old.past, run.history.past())

    assert (found.tick, found.compared, found.columns) == (None, 160, ())


def test_more_people_on_one_side_are_told(run):
    run.history.seek(100)
    run.play(10, [Spawn("foe", 1, (8.0, 0.0, 8.0))])

    found = compare_pasts(run.session, run.branches.get(0).past, run.history.past())

    assert found.tick == 101
    anger = next(column for column in found.columns if column.column == "life")
    assert [(row.one, row.other) for row in anger.rows] == [("n/a", "1")]


def test_everybody_who_is_on_one_side_only_is_told_and_rows_come_before_the_rest(run):
    run.history.seek(100)
    run.play(10, [Spawn("foe", 2, (8.0, 0.0, 8.0)), LEFT])
    found = compare_pasts(run.session, run.branches.get(0).past, run.history.past())

    life = next(column for column in found.columns if column.column == "life")
    assert [(row.one, row.other) for row in life.rows] == [("n/a", "1"), ("n/a", "1")]
    is_row = [run.session.world.columns[column.column].table == "row" for column in found.columns]
    assert is_row == sorted(is_row, reverse=True)
    assert len(set(is_row)) == 2


def test_where_they_part_follows_the_present_run_as_it_grows(run):
    run.history.seek(100)
    run.branches.branch("Kept")
    (kept,) = run.branches.others
    ticks = [run.branches.parted_at(kept)]
    for said in ([], [], [LEFT], []):
        run.session.step(said)
        ticks.append(run.branches.parted_at(kept))

    assert ticks == [100, 101, 102, 102, 102]


def test_a_branch_that_is_gone_leaves_none_of_its_states_behind(run):
    run.history.seek(10)
    run.play(3, [LEFT])
    (old,) = run.branches.others
    run.branches.parted_at(old)
    gone, number = weakref.ref(old), old.number
    del old
    for aside in range(MOST_BY_THEMSELVES + 1):
        run.history.seek(10)
        run.play(3, [Input(aim=(float(aside), 1.0))])
    gc.collect()

    assert number not in [branch.number for branch in run.branches.others]
    assert gone() is None


def test_a_branch_that_ends_too_soon_is_not_gone_to_and_nothing_is_forgotten(yard):
    run = Run(yard, ticks=200, tick_limit=210)
    run.history.seek(100)
    run.play(60, [LEFT])
    (old,) = run.branches.others
    run.branches._others[old.number] = replace(old, past=replace(old.past, end=400))
    run.history.seek(120)
    before, digest = run.branches.present(), run.session.digest()

    with pytest.raises(ValueError, match="the run stops at tick 210"):
        run.branches.switch(old.number, 400)

    assert (run.session.tick, run.session.digest(), run.history.end) == (120, digest, 160)
    assert run.chronicle.story() == before.story
