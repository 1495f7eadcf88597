"""Stories of single characters: steps, bridges, jumps, falls, slopes, knocks and teams."""

import numpy as np
import pytest

from engine.physics.obstacles import make_obstacles
from engine.terrain.height import Heightfield
from engine.world.world import World
from tests.engine.physics.crowds import PARTS, lane, places, run, world


def boxes(*made: tuple[float, float, float, float, float, float]) -> object:
    """Boxes (x, z, half x, half z, bottom, top) that are not turned."""
    return make_obstacles([(x, z, hx, hz, 0.0, low, high) for x, z, hx, hz, low, high in made])


def stair(rise: float, steps: int = 6, tread: float = 0.4) -> object:
    """A stair that begins at z = 1 and ends in a platform 4 m deep."""
    treads = [(0, 1 + (k + 0.5) * tread, 2, tread / 2, -1, (k + 1) * rise) for k in range(steps)]
    return boxes(*treads, (0, 1 + steps * tread + 2, 2, 2, -1, steps * rise))


def ramp(degrees: float, side: float = 40.0) -> dict[str, np.ndarray]:
    """Ground that rises along +z at that angle everywhere."""
    lines = int(side / 0.5) + 1
    z = np.arange(lines) * 0.5
    heights = np.repeat((z * np.tan(np.radians(degrees)))[:, None], lines, axis=1).astype(np.float32)
    patch = Heightfield(heights, (-side / 2, -side / 2), 0.5)
    return patch.tables()


def on_ramp(degrees: float, **columns: object) -> World:
    """One body in the middle of a ramp."""
    tables = {**ramp(degrees), **make_obstacles().tables(1.0)}
    made = World(PARTS.columns, rows=1, statics=tables)
    spec = lane([(0, 0)], **columns)
    spec.rows["position"][:, 1] = 20.0 * np.tan(np.radians(degrees))
    made.add_lanes([spec])
    return made


def foot(made: World, row: int = 0) -> float:
    return float(made.view["position"][row, 1])


def track(made: World, ticks: int) -> np.ndarray:
    """(ticks, 3) places of row 0."""
    return np.array([run(made).view["position"][0].copy() for _ in range(ticks)])


# --- steps and bridges ---------------------------------------------------------------------------------------------


def test_a_stair_of_thirty_centimetres_is_walked_up():
    made = world(lane([(0, 0)], desired_velocity=(0.0, 2.0)), obstacles=stair(0.3))
    way = track(made, 160)
    assert foot(made) == pytest.approx(1.8, abs=1e-4)
    assert np.diff(way[:, 1]).min() > -1e-4
    assert made.view["air_ticks"][0] == 0


def test_a_stair_of_sixty_centimetres_is_a_wall():
    made = world(lane([(0, 0)], desired_velocity=(0.0, 2.0)), obstacles=stair(0.6))
    run(made, 160)
    assert foot(made) == 0.0
    assert places(made)[0, 1] == pytest.approx(1.0 - 0.4, abs=0.01)


def test_a_stair_is_walked_down_without_leaving_it():
    made = world(lane([(0, 5)], desired_velocity=(0.0, -2.0)), obstacles=stair(0.3))
    made.view["position"][0, 1] = 1.8
    air = [int(run(made).view["air_ticks"][0]) for _ in range(200)]
    assert foot(made) == 0.0
    assert places(made)[0, 1] < 0
    assert max(air) == 0


def test_a_bridge_is_walked_over_and_under_at_once():
    # given a bridge with its deck at 2.5 m, one body on it and one that walks through under it
    bridge = boxes((0, 0, 4, 1, 2.3, 2.5))
    made = world(lane([(-2, 0), (0, -4)], desired_velocity=[(1.0, 0.0), (0.0, 2.0)]), obstacles=bridge)
    made.view["position"][0, 1] = 2.5
    nearest = 9.0
    for _ in range(200):
        run(made)
        nearest = min(nearest, float(np.hypot(*(places(made)[0] - places(made)[1]))))
        if made.view["position"][0, 0] < 3.9:
            assert foot(made, 0) == pytest.approx(2.5, abs=1e-5)
        assert foot(made, 1) == 0.0

    # then neither hindered the other, though they were in one place
    assert places(made)[0, 0] > 1.0
    assert places(made)[1].tolist() == pytest.approx([0.0, 2.6], abs=0.2)
    assert nearest < 0.4


def test_a_deck_lower_than_the_head_is_a_wall():
    made = world(lane([(0, -4)], desired_velocity=(0.0, 2.0)), obstacles=boxes((0, 0, 4, 1, 1.5, 2.5)))
    run(made, 200)
    assert places(made)[0, 1] == pytest.approx(-1.4, abs=0.01)


def test_a_jump_under_a_bridge_ends_at_its_deck():
    made = world(lane([(0, 0)], jump_height=1.5), obstacles=boxes((0, 0, 4, 4, 2.3, 2.5)))
    run(made, 2)
    made.view["wants_jump"][0] = 1
    way = track(made, 90)
    assert way[:, 1].max() == pytest.approx(2.3 - 1.8, abs=1e-3)
    assert np.abs(way[:, [0, 2]]).max() < 1e-6
    assert foot(made) == 0.0


def test_low_circles_are_stepped_on_and_tall_ones_walked_round():
    for top, reached in ((0.3, True), (0.6, False)):
        made = world(lane([(0, 0)], desired_velocity=(0.0, 2.0)), obstacles=make_obstacles((), [(0, 2, 1, top)]))
        highest = track(made, 120)[:, 1].max()
        assert bool(highest == pytest.approx(top, abs=1e-5)) is reached


# --- jumps and falls -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("height", [0.3, 1.1, 2.5])
def test_a_jump_lifts_the_foot_by_its_height(height):
    made = world(lane([(0, 0)], jump_height=height))
    run(made)
    made.view["wants_jump"][0] = 1
    way = track(made, 120)
    assert way[:, 1].max() == pytest.approx(height, abs=0.02)
    assert foot(made) == 0.0
    assert made.view["air_ticks"][0] == 0
    assert made.view["wants_jump"][0] == 0


def test_who_has_no_jump_height_stays_on_the_ground():
    made = world(lane([(0, 0)]))
    made.view["wants_jump"][0] = 1
    assert track(made, 30)[:, 1].max() == 0.0


def walks_off(pressed_after: int) -> float:
    """The highest foot of someone who walks off a platform 3 m high and presses jump so many ticks later."""
    made = world(lane([(0, 0)], desired_velocity=(0.0, 3.0), jump_height=1.0), obstacles=boxes((0, 0, 4, 1, -1, 3)))
    made.view["position"][0, 1] = 3.0
    while made.view["air_ticks"][0] == 0:
        run(made)
    run(made, pressed_after - 1)
    assert made.view["air_ticks"][0] == pressed_after
    made.view["wants_jump"][0] = 1
    return float(track(made, 60)[:, 1].max())


def test_a_jump_four_ticks_after_an_edge_still_counts():
    assert walks_off(4) > 3.0


def test_a_jump_ten_ticks_after_an_edge_does_not():
    assert walks_off(10) < 3.0


def test_nobody_jumps_twice_in_the_air():
    made = world(lane([(0, 0)], jump_height=1.0))
    made.view["wants_jump"][0] = 1
    run(made, 3)
    made.view["wants_jump"][0] = 1
    assert track(made, 40)[:, 1].max() == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize(("before", "jumps"), [(5, True), (12, False)])
def test_a_jump_asked_for_just_before_landing_is_made_at_landing(before, jumps):
    # given how long a fall of 2 m takes, when jump is pressed so many ticks before its end
    def fall() -> World:
        made = world(lane([(0, 0)], jump_height=1.0))
        made.view["position"][0, 1] = 2.0
        return made

    made, ticks = fall(), 0
    while foot(made) > 0:
        run(made)
        ticks += 1
    made = fall()
    run(made, ticks - before)
    made.view["wants_jump"][0] = 1
    run(made, before + 3)
    assert (foot(made) > 0.05) is jumps


def test_a_fall_follows_gravity_and_ends_on_the_ground():
    made = world(lane([(0, 0)]))
    made.view["position"][0, 1] = 5.0
    way = track(made, 60)
    assert way[29, 1] == pytest.approx(5.0 - 0.5 * 9.81 * 0.5**2, abs=0.01)
    assert foot(run(made, 60)) == 0.0
    assert made.view["velocity"][0, 1] == 0.0


def test_a_fast_fall_does_not_pass_through_a_thin_deck():
    made = world(lane([(0, 0)]), obstacles=boxes((0, 0, 2, 2, 0.99, 1.0)))
    made.view["position"][0, 1] = 30.0
    made.view["air_ticks"][0] = 1
    made.view["velocity"][0, 1] = -49.0
    run(made, 60)
    assert foot(made) == 1.0


def test_legs_find_less_hold_in_the_air_and_none_to_brake_with():
    made = world(lane([(0, 0)], velocity=(0, 0, 4), acceleration=20.0))
    made.view["position"][0, 1] = 5.0
    run(made, 2)
    run(made, 10)
    assert made.view["velocity"][0, 2] > 3.0


# --- slopes, walls, knocks, teams ----------------------------------------------------------------------------------


def test_thirty_degrees_are_stood_on_and_walked_up():
    made = on_ramp(30.0)
    assert np.abs(track(made, 60)[:, 2]).max() < 1e-6
    made.view["desired_velocity"][0] = (0.0, 2.0)
    run(made, 60)
    assert places(made)[0, 1] > 1.5


def test_sixty_degrees_are_slid_down_whatever_the_legs_want():
    made = on_ramp(60.0, desired_velocity=(0.0, 3.0))
    way = track(made, 60)
    # half g t^2 sin cos, along the level
    assert way[59, 2] == pytest.approx(-0.5 * 9.81 * np.sin(np.pi / 3) * np.cos(np.pi / 3), rel=0.05)
    assert made.view["air_ticks"][0] == 0


def test_a_climber_stands_where_others_slide():
    made = on_ramp(60.0, climb_limit=2.0)
    assert np.abs(track(made, 60)[:, 2]).max() < 1e-6


def test_along_a_wall_the_tangential_speed_is_kept():
    made = world(lane([(0, 0)], desired_velocity=(3.0, 3.0)), obstacles=boxes((0, 1.5, 30, 0.5, -1, 3)))
    run(made, 90)
    assert made.view["velocity"][0, 0] == pytest.approx(3.0, rel=0.01)
    assert abs(made.view["velocity"][0, 2]) < 0.01


def test_a_knock_moves_by_mass_and_friction_ends_it():
    made = world(lane([(0, 0), (10, 0)], mass=[50.0, 200.0], desired_velocity=(0.0, 0.0)))
    made.view["impulse"][:] = (300.0, 0.0, 0.0)
    run(made)
    assert made.view["velocity"][:, 0] == pytest.approx([6.0 - 9 / 60, 1.5 - 9 / 60], abs=0.01)
    assert not made.view["impulse"].any()
    run(made, 90)
    moved = places(made)[:, 0] - (0, 10)
    assert moved == pytest.approx([6.0**2 / 18, 1.5**2 / 18], rel=0.1)
    assert np.abs(made.view["velocity"]).max() < 1e-3
    assert not made.view["knocked_ticks"].any()


def test_who_is_knocked_does_not_steer():
    made = world(lane([(0, 0)], mass=75.0, desired_velocity=(0.0, 4.0)))
    made.view["impulse"][0] = (450.0, 0.0, 0.0)
    run(made, 20)
    assert abs(places(made)[0, 1]) < 1e-6
    run(made, 90)
    assert made.view["velocity"][0, 2] == pytest.approx(4.0, rel=0.01)


def test_a_knock_upwards_lifts_who_stands():
    made = world(lane([(0, 0)], mass=75.0))
    made.view["impulse"][0] = (0.0, 75.0 * 4.0, 0.0)
    assert track(made, 60)[:, 1].max() == pytest.approx(16 / (2 * 9.81), abs=0.02)
