"""What a past keeps, forgets and is called, on runs so short that a tick more or less shows."""

from collections.abc import Callable

import pytest

from engine.play.commands import Input
from engine.play.past import branches as branching
from engine.play.past.branches import Branches
from engine.play.past.chronicle import Chronicle
from engine.play.past.history import EVERY, History
from engine.play.recording.comparing import compare_pasts
from engine.play.running.session import Session

LONG = {"foe.nerve.limit": 1e6, "hero.nerve.limit": 1e6}
LEFT, RIGHT = Input((-1.0, 0.0)), Input((1.0, 0.0))


class Run:
    """A session and all that remembers it."""

    def __init__(self, yard, **options) -> None:
        self.session = Session(yard, 11, overrides=LONG)
        self.history, self.chronicle = History(self.session, **options), Chronicle(self.session)
        self.branches = Branches(self.session, self.history, self.chronicle)

    def play(self, ticks: int, *said: Input) -> "Run":
        self.session.step(list(said))
        self.session.advance(ticks - 1)
        return self


@pytest.fixture
def begin(yard) -> Callable[..., Run]:
    return lambda **options: Run(yard, **options)


def test_a_state_is_kept_every_two_seconds(begin):
    assert begin().play(2 * EVERY + 1).history.kept_ticks == (0, EVERY, 2 * EVERY)


def test_when_room_is_short_the_state_goes_that_is_least_missed(begin):
    every = begin().play(3 * EVERY).history
    assert every.kept_ticks == (0, EVERY, 2 * EVERY, 3 * EVERY)
    history = begin(most_bytes=every.kept_bytes - 1).play(3 * EVERY).history
    assert history.kept_ticks == (0, 2 * EVERY, 3 * EVERY)
    assert history.kept_bytes < every.kept_bytes


def test_silence_has_one_name_and_the_last_hands_of_a_tick_count(begin):
    run = begin().play(20)
    assert run.history.run_of(1) == run.history.run_of(20)
    run.play(1, LEFT, RIGHT)
    assert run.history.run_of(21) != run.history.run_of(20)
    assert run.history.input_at(21) == RIGHT


def test_a_closed_history_hears_no_more(begin):
    run = begin().play(5)
    for _ in range(2):  # once more does no harm
        run.history.close()
    run.play(5)
    assert (run.history.end, run.session.tick) == (5, 10)


def test_where_a_branch_parts_is_known_also_far_into_a_run(begin):
    run = begin().play(300)
    kept = run.branches.branch()
    assert [run.branches.parted_at(kept), run.branches.parted_at(kept)] == [300, 300]
    run.play(2)
    assert run.branches.parted_at(kept) == 300


def test_each_change_of_a_branch_is_another_version(begin):
    run = begin().play(10)
    versions = [run.branches.version]
    old = run.branches.branch()
    versions.append(run.branches.version)
    for change in (
        lambda: run.branches.rename(old.number, "Kept"),
        lambda: run.branches.rename(run.branches.number, "Here"),
        lambda: run.branches.switch(old.number),
        lambda: run.branches.delete(run.branches.others[0].number),
    ):
        change()
        versions.append(run.branches.version)
    assert versions == list(range(6))


def test_others_are_told_from_the_newest_on_and_the_present_run_is_none_of_them(begin):
    run = begin().play(10)
    for said in (LEFT, RIGHT):
        run.history.seek(5)
        run.play(2, said)
    assert [(branch.number, branch.name) for branch in run.branches.others] == [(1, "Branch 1"), (0, "Run")]
    run.branches.switch(0)
    assert (run.branches.number, run.branches.name, run.branches.present().is_asked) == (0, "Run", False)
    assert [branch.number for branch in run.branches.others] == [2, 1]


def test_what_is_said_at_the_end_of_a_run_makes_no_branch(begin):
    run = begin().play(10).play(3, LEFT).play(1, RIGHT)
    assert run.branches.others == ()


def test_a_branch_goes_to_the_shown_tick_or_to_its_last_one(begin):
    run = begin().play(10)
    run.history.seek(5)
    kept = run.branches.branch()
    run.branches.rename(run.branches.number, "Mine")
    run.branches.branch()
    assert not run.branches.present().is_asked
    run.branches.switch(kept.number, 8)
    assert run.session.tick == 8
    run.branches.switch(1)
    assert (run.session.tick, run.history.end, run.branches.name) == (5, 5, "Mine")


def test_what_goes_on_otherwise_was_asked_for_by_nobody(begin):
    run = begin().play(10)
    run.branches.rename(run.branches.number, "Mine")
    assert run.branches.present().is_asked
    run.history.seek(5)
    run.play(2, LEFT)
    (mine,) = run.branches.others
    assert (mine.name, mine.is_asked, run.branches.present().is_asked) == ("Mine", True, False)


def test_branches_that_fit_exactly_keep_all_their_states_and_others_fewer(begin, monkeypatch):
    def kept(room: float) -> tuple[int, ...]:
        monkeypatch.setattr(branching, "MOST_BYTES", room)
        run = begin().play(3 * EVERY)
        monkeypatch.setattr(branching, "FAR_APART", 2 * EVERY)
        run.branches.branch("Kept")
        return tuple(run.branches.others[0].past.kept)

    every = (0, EVERY, 2 * EVERY, 3 * EVERY)
    size = begin().play(3 * EVERY).history.kept_bytes
    assert kept(size) == every
    assert kept(size - 1) == (0, 2 * EVERY, 3 * EVERY)


def test_comparing_plays_only_from_where_two_runs_part_and_tells_how_far_it_is(begin):
    run = begin().play(165)
    run.history.seek(100)
    run.play(65, Input())
    heard: list[tuple[int, int]] = []
    found = compare_pasts(
        run.session, run.branches.others[0].past, run.history.past(), told=lambda *done: heard.append(done)
    )
    assert (found.tick, found.compared) == (None, 165)
    assert heard == [(0, 65), (60, 65)]


def test_where_branches_part_is_asked_anew_when_the_present_run_is_another(begin):
    run = begin().play(10)
    first = run.branches.branch()
    run.play(5, LEFT)
    assert run.branches.parted_at(first) == 10
    run.history.seek(4)
    second = run.branches.branch()
    run.play(2, RIGHT)
    assert (run.branches.parted_at(first), run.branches.parted_at(second)) == (4, 4)


def test_a_run_is_called_by_what_was_said_in_it_and_not_by_what_was_taken_back(begin):
    run, silent = begin().play(10, LEFT).play(10, RIGHT), begin().play(10, LEFT).play(10)
    run.history.seek(10)
    run.play(10)
    assert [run.history.run_of(tick) for tick in (10, 20)] == [silent.history.run_of(tick) for tick in (10, 20)]
