"""A system can be written and tried on a world made by hand."""

import numpy as np
import pytest

from engine.world import base_columns, events, random
from engine.world.columns import column
from engine.world.ids import RUNNING, UP
from engine.world.registry import RegistryError, collect
from engine.world.system import system
from engine.world.world import LaneSpec, World

HEAT = column("heat", "row", "f4", default=1.0, unit="K")
ONE = np.float32(1.0)


@system(slot="combat", writes="heat log_count log_data log_amount")
def warm(lane, outcome, life, local_id, seed, tick, run, heat, log_count, log_data, log_amount):
    """Warm each actor that is up by one kelvin and a little chance."""
    for i in range(len(heat)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP:
            continue
        heat[i] += ONE + random.rand01(seed[L], 1, tick[L], local_id[i])
        events.push_event(log_count, log_data, log_amount, run[L], tick[L], 64, local_id[i], -1, heat[i])


def hand_made_world(system_module_columns=(HEAT,), lanes=2):
    columns = dict(collect([base_columns]).columns) | {c.name: c for c in system_module_columns}
    world = World(columns, rows=8, lanes=lanes)
    for seed in range(lanes):
        world.add_lanes([LaneSpec(3, {"seed": seed, "run": seed + 10}, {"life": np.array([UP, UP, 0])})])
    return world


def test_a_system_changes_only_what_it_declares():
    world = hand_made_world()
    before = world.snapshot()
    warm.run(world)
    changed = {n for n, a in before.arrays.items() if a.tobytes() != world.view[n].tobytes()}
    assert changed == {"heat", "log_count", "log_data", "log_amount"}
    assert world.view["heat"][2] == 1.0


def test_compiled_and_plain_python_agree_bit_for_bit():
    compiled, plain = hand_made_world(), hand_made_world()
    warm.run(compiled)
    warm.run(plain, plain=True)
    assert compiled.digest() == plain.digest()
    assert compiled.view["log_amount"].tobytes() == plain.view["log_amount"].tobytes()


def test_an_unknown_column_is_refused_by_name():
    @system(slot="input", writes="nonsense")
    def broken(nonsense):
        """Write to a column that nobody declared."""

    module = type(base_columns)("made_up")
    module.broken = broken
    with pytest.raises(RegistryError, match="no column named nonsense"):
        collect([base_columns, module])
