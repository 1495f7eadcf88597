"""Heat maps: where deaths lie, in squares that grow with the distance between them."""

import math

from engine.balance.heat import MOST_CELLS, heat_of
from engine.play.playtest.outcomes import Death


def death(x: float, z: float) -> Death:
    return Death(60, "hero", "raider", x, z)


def test_deaths_are_counted_by_squares_rows_along_z():
    heat = heat_of([death(0.5, 0.5), death(1.5, 0.1), death(-3.0, 4.5)])
    assert heat == {"cell_m": 2.0, "x": -4.0, "z": 0.0, "counts": [[0, 0, 2], [0, 0, 0], [1, 0, 0]], "total": 3}


def test_squares_grow_until_far_places_fit():
    heat = heat_of([death(0.0, 0.0), death(1000.0, 0.0)])
    assert heat is not None
    assert len(heat["counts"][0]) <= MOST_CELLS
    assert heat["cell_m"] > 2.0


def test_a_death_at_no_place_counts_nowhere():
    heat = heat_of([death(math.nan, 0.0), death(1.0, 1.0), death(math.inf, 2.0)])
    assert heat is not None
    assert heat["total"] == 1
    assert heat_of([death(math.nan, 0.0)]) is None
    assert heat_of([]) is None
