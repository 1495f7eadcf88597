"""The curve of a chance: which futures are played next, and where it turned."""

from editor.core.balance.turns import Chance, next_piece, swings_of
from engine.play.past.chronicle import Mark

TICKS = (0, 120, 240, 360, 480)


def chance(tick, wins, runs=64):
    return Chance(tick, ((wins, runs),))


def order(*, newest_first):
    """The order in which pieces are played until all is known."""
    played: dict[int, int] = {}
    found = []
    while (piece := next_piece(TICKS, played, newest_first=newest_first)) is not None:
        tick, seeds = piece
        assert seeds.start == played.get(tick, 0), "no future is left out or played twice"
        played[tick] = seeds.stop
        found.append((tick, len(seeds)))
    assert played == dict.fromkeys(TICKS, 64)
    return found


def test_every_tick_gets_few_futures_before_any_gets_all_and_the_ends_come_first():
    found = order(newest_first=False)
    assert found[:5] == [(480, 16), (0, 16), (240, 16), (120, 16), (360, 16)]
    assert {count for _, count in found[5:]} == {48}


def test_while_a_run_goes_on_its_newest_tick_comes_first():
    assert [tick for tick, _ in order(newest_first=True)] == [480, 360, 240, 120, 0] * 2


def test_the_largest_turns_are_marked_with_what_explains_them():
    marks = [
        Mark(130, "goals", "plain", "spoken", "“Hold”", "lyra"),
        Mark(150, "party", "bad", "downed", "Lyra is down", "lyra"),
        Mark(240, "party", "good", "revived", "Kael revived Lyra", "kael"),
    ]
    curve = [chance(0, 60), chance(120, 58), chance(240, 20), chance(360, 45), chance(480, 44)]
    found = swings_of(curve, TICKS, marks)

    assert [(each.first, each.last, round(each.change, 2)) for each in found] == [(120, 240, -0.59), (240, 360, 0.39)]
    assert [[mark.text for mark in each.told] for each in found] == [["Lyra is down", "“Hold”"], ["Kael revived Lyra"]]


def test_what_the_futures_leave_open_is_no_turn_and_neither_is_what_lies_between_unknown_ticks():
    assert swings_of([chance(0, 8, 16), chance(120, 12, 16)], TICKS, ()) == ()
    assert len(swings_of([chance(0, 60), chance(120, 5)], TICKS, ())) == 1
    assert swings_of([chance(0, 60), chance(240, 5)], TICKS, ()) == ()


def test_a_run_that_has_ended_is_sure():
    assert (Chance(600, (), 0.0).rate, Chance(600, (), 1.0).interval) == (0.0, (1.0, 1.0))
    low, high = chance(0, 64).interval
    assert low < high == 1.0
