"""What a camera needs: told by differences, and nothing is let go that one of two reasons still holds."""

from engine.terrain.levels.selector import LevelSelector
from engine.terrain.levels.settings import LevelSettings
from engine.terrain.streaming.outlook import Outlook
from engine.terrain.streaming.viewpoint import ViewPoint
from engine.terrain.streaming.wanted import WantedTree
from tests.engine.terrain.streaming.flights import LAND, SMALL, walk


def test_what_is_wanted_is_kept_when_it_is_drawn_no_more():
    look = Outlook(LAND, SMALL)
    here = ViewPoint((0.0, 50.0, 0.0))
    wanted, _ = look.look(here, 1, {})
    far = LevelSelector(LevelSettings()).target((9000.0, 0.0, 9000.0)).leaves[0]
    look.shown.update({wanted[0], far})

    # Nothing is resident, so nothing is drawn from now on.
    _, _, lost = look.step(here, 100, {}, (0, 0), is_busy=False)

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


def test_all_above_a_leaf_is_held_with_it():
    tree = WantedTree()
    leaves = set(LevelSelector(LevelSettings()).target((100.0, 0.0, 100.0)).leaves)
    some = set(sorted(leaves)[::3])

    tree.update(leaves)
    _, gone = tree.update(some)

    parents = {key.parent for key in tree.keys if key.level < 5}
    assert parents <= set(tree.keys)
    assert not set(gone) & set(tree.keys)
    tree.update(set())
    assert len(tree) == 0
