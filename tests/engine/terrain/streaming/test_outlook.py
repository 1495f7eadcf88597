"""What a camera needs: told by differences, and nothing is let go that one of two reasons still holds."""

import numpy as np

from engine.terrain.lattice import MOST_LEVEL
from engine.terrain.levels.layout import Layout
from engine.terrain.levels.selector import LevelSelector
from engine.terrain.levels.settings import LevelSettings
from engine.terrain.levels.slot_table import SlotTable
from engine.terrain.streaming.outlook import Outlook
from engine.terrain.streaming.viewpoint import ViewPoint
from engine.terrain.streaming.wanted import NumberedKeys
from tests.engine.terrain.streaming.flights import LAND, SMALL, walk


def test_what_is_wanted_is_kept_when_it_is_drawn_no_more():
    look = Outlook(LAND, SMALL)
    here = ViewPoint((0.0, 50.0, 0.0))
    wanted, _ = look.look(here, 1, {})
    layout = Layout(LevelSettings())
    far = LevelSelector(LevelSettings()).target((9000.0, 0.0, 9000.0)).leaves[0]
    look.shown.update(np.array(sorted(map(layout.number, (wanted[0], far)))), layout.key)

    # Nothing is resident, so nothing is drawn from now on.
    _, _, lost = look.step(here, 100, SlotTable(8, layout.number), (0, 0), is_busy=False)

    assert far in lost
    assert not set(lost) & look.want.keys


def test_differences_add_up_to_what_is_wanted():
    look = Outlook(LAND, SMALL)
    held: set[object] = set()
    for frame, view in enumerate(walk(400, 9), 1):
        new, gone = look.look(view, frame, {})
        assert not held.intersection(new)
        held.update(new)
        assert held >= set(gone)
        held.difference_update(gone)
        assert held == look.want.keys


def test_differences_between_lists_of_numbers_are_those_of_sets():
    chance = np.random.default_rng(4)
    keys = NumberedKeys()
    layout = Layout(LevelSettings())
    held: set[int] = set()
    for _ in range(60):
        numbers = np.unique(chance.integers(0, 500, chance.integers(0, 80)))
        new, gone = keys.update(numbers, layout.key)
        wanted = set(numbers.tolist())
        assert {layout.number(key) for key in new} == wanted - held
        assert {layout.number(key) for key in gone} == held - wanted
        assert keys.keys == {layout.key(number) for number in wanted}
        held = wanted


def test_what_is_shown_is_what_is_drawn_and_all_above_it():
    selector = LevelSelector(LevelSettings())
    some = set(selector.target((100.0, 0.0, 100.0)).keys[::3]) | set(selector.target((100.0, 0.0, 100.0)).inner)
    for step in range(40):
        drawn = selector.step((100.0 + step, 0.0, 100.0), some)

        shown = {selector.key(number) for number in selector.shown_numbers.tolist()}

        above = set(drawn.keys)
        for _ in range(6):
            above |= {key.parent for key in above if key.level < MOST_LEVEL}
        assert shown == above
