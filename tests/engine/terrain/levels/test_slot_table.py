"""The table of slots that compiled walks ask says what a dict says, and draws what a dict draws."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.terrain.lattice import ChunkKey
from engine.terrain.levels.layout import Layout
from engine.terrain.levels.selector import LevelSelector
from engine.terrain.levels.settings import LevelSettings
from engine.terrain.levels.slot_table import SlotTable

LAYOUT = Layout(LevelSettings())
FEW = LevelSettings(distances_m=(96.0, 192.0, 384.0, 768.0, 1536.0), view_m=2560.0, fade_frames=3)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=300))
def test_it_holds_what_a_dict_holds(steps):
    table, held = SlotTable(8, LAYOUT.number), dict[ChunkKey, int]()
    assert len(table.numbers) < 100  # so that entries crowd one another
    for slot, (is_put, place) in enumerate(steps):
        key = ChunkKey(0, place % 7, place // 7)
        if is_put and (key in held or len(held) < 30):
            table.put(key, slot)
            held[key] = slot
        elif not is_put:
            table.drop(key)
            held.pop(key, None)
        every = [ChunkKey(0, number % 7, number // 7) for number in range(41)]
        found = table.of(np.array([LAYOUT.number(key) for key in every])).tolist()
        assert found == [held.get(key, -1) for key in every]
        assert (key in table) == (key in held)


def test_what_is_drawn_is_the_same_whoever_is_asked():
    chance = random.Random(3)
    one, other = LevelSelector(FEW), LevelSelector(FEW)
    held, table = dict[ChunkKey, int](), SlotTable(2048, LAYOUT.number)
    x = 0.0
    for frame in range(250):
        x += 600.0 if frame % 70 == 69 else 1.5
        eye = (x, 0.0, 5.0)
        wanted = set(one.target(eye).keys)
        other.target(eye)
        for key in [key for key in held if key not in wanted and chance.random() < 0.1]:
            del held[key]
            table.drop(key)
        for key in sorted(wanted - held.keys(), reverse=True)[:15]:
            held[key] = len(held)
            table.put(key, held[key])
        a, b = one.step(eye, held), other.step(eye, table)

        assert a.keys == b.keys
        assert np.array_equal(a.blend, b.blend)
        assert np.array_equal(a.edges, b.edges)
        assert (a.uncovered, a.behind) == (b.uncovered, b.behind)
        assert all(key in held for key in b.keys)
