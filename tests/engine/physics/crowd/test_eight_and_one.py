"""Whoever is worked on with seven others has the bits that it has alone, whatever is up with it or with them."""

import inspect

import numpy as np
import pytest

from engine.physics.crowd.predict import list_walls, predict_rows
from engine.world.world import World
from tests.engine.physics.crowds import Ground, lane, run, square_crowd, world
from tests.engine.physics.test_determinism import scatter

COUNT = 800
WRITTEN = ("position", "velocity", "desired_velocity", "radius", "height", "mass", "wants_jump", "jump_buffer")
WRITTEN += ("air_ticks", "impulse", "knocked_ticks", "crowd_odd", "crowd_line")
WRITTEN += ("yaw", "step_height", "climb_limit", "jump_height")
OF_MOVERS = ("crowd_ahead", "crowd_speed")


def mixed_crowd(seed: int, amplitude: float, share: float) -> World:
    """A crowd on hills of which about `share` has each thing up with it that a body can have."""
    rng = np.random.default_rng(seed)

    def some(value: object, otherwise: object = 0) -> np.ndarray:
        return np.where(rng.random(COUNT) < share, value, otherwise)

    speed = rng.uniform(-5, 5, (COUNT, 2)) * some(30, 1)[:, None]
    spec = lane(
        square_crowd(COUNT, seed, side=58.0),
        life=some(rng.integers(0, 4, COUNT), 1),
        immovable=some(1),
        radius=some(np.nan, rng.uniform(0.2, 0.8, COUNT)),
        mass=some(0, rng.uniform(50, 300, COUNT)),
        climb_limit=some(-1.0, rng.uniform(0.3, 3.0, COUNT)),
        velocity=rng.uniform(-5, 5, (COUNT, 3)) * some(np.inf, 1)[:, None],
        desired_velocity=speed,
        acceleration=some(1000.0, 20.0),
        jump_height=some(np.nan, some(0.5)),
        step_height=some(np.inf, 0.35),
        yaw=some(np.nan, rng.uniform(-3, 3, COUNT)),
        wants_jump=some(1),
        jump_buffer=some(3),
        air_ticks=some(rng.integers(0, 20, COUNT)),
        impulse=some(100.0)[:, None] * rng.uniform(-1, 1, (COUNT, 3)),
        knocked_ticks=some(4),
        crowd_level=some(1),
    )
    made = world(spec, obstacles=scatter(seed), ground=Ground(amplitude=amplitude))
    is_wall = made.view["immovable"] == 1
    made.view["radius"][is_wall] = 0.4  # nobody looks after things that do not move
    made.view["velocity"][is_wall] = 0.0
    made.view["position"][:, 1] += some(3.0).astype(np.float32)
    made.view["position"][:, 2] += some(100.0).astype(np.float32)
    return made


def predicted(made: World, cut: int) -> dict[str, np.ndarray]:
    """What prediction leaves when it is asked for `cut` rows at a time; its columns are put back after that."""
    view = made.view
    before = {name: view[name].copy() for name in (*WRITTEN, *OF_MOVERS)}
    rest = [view[name] for name in list(inspect.signature(predict_rows.py_func).parameters)[4:]]
    own = [view[name] for name in list(inspect.signature(list_walls.py_func).parameters)[2:]]
    walls = list_walls(0, COUNT, *own)
    for begin in range(0, COUNT, cut):
        predict_rows(begin, min(begin + cut, COUNT), COUNT - walls, COUNT, *rest)
    is_mover = view["crowd_line"] >= 0
    found = {name: view[name].copy() for name in WRITTEN} | {name: view[name][is_mover] for name in OF_MOVERS}
    for name, value in before.items():
        view[name][...] = value
    return found


@pytest.mark.parametrize("amplitude", [0.0, 2.2, 12.0, 40.0])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.3])
def test_eight_rows_are_predicted_as_each_alone(amplitude, share):
    for seed in range(6):
        made = mixed_crowd(seed, amplitude, share)
        together, alone = predicted(made, COUNT), predicted(made, 1)
        assert together["crowd_ahead"].size
        for name in together:
            assert together[name].tobytes() == alone[name].tobytes(), (name, seed)


def test_steep_ground_is_in_the_way_of_some_and_not_of_others():
    made = mixed_crowd(1, 12.0, 0.0)
    free = mixed_crowd(1, 12.0, 0.0)
    free.view["climb_limit"][:] = 100.0
    held = predicted(made, COUNT)["crowd_ahead"] != predicted(free, COUNT)["crowd_ahead"]
    assert 0.05 < held.any(axis=1).mean() < 0.95


def test_a_mixed_crowd_has_the_same_bits_in_plain_python():
    compiled, plain = (run(mixed_crowd(3, 12.0, 0.05), 3, style=style) for style in ("each", "plain"))
    assert compiled.digest() == plain.digest()
