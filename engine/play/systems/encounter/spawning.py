"""Spawning: a group that was reserved when the scene was compiled appears: at the start, by its trigger, as a wave."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ONE, TWO
from engine.play.systems.streams import SPAWN_ACROSS, SPAWN_ALONG
from engine.terrain.sample import sample_height
from engine.world.events import SPAWNED, push_event
from engine.world.ids import FREE, RUNNING, UP
from engine.world.random import rand01
from engine.world.system import system

HALF_DIAGONAL = np.float32(0.7071)
AT_START, BY_TRIGGER, AFTER_GROUP = 0, 1, 2
WAITS, HAS_COME = -1, -2


@system(
    slot="encounter",
    order=10,
    writes="spawn_clock life position previous_position log_count log_data log_amount",
)
def spawning(
    first, outcome, run, seed, tick, local_id, spawn_group, spawn_rule, spawn_place, trigger_fired, ground_tiles,
    ground_index, ground_frame, spawn_clock, life, position, previous_position, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads triggers and delays; flips a group's FREE rows to UP somewhere in its square, by chance; logs them.

    A wave is called by the system of `waves`, which begins its delay.
    The square has the group's radius as half its diagonal, so nobody appears outside the circle that is drawn.
    """
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for g in range(len(spawn_rule)):
            if spawn_clock[L, g] == HAS_COME:
                continue
            if spawn_clock[L, g] == WAITS:
                if spawn_rule[g, 0] == AFTER_GROUP:
                    continue
                if spawn_rule[g, 0] == BY_TRIGGER and (spawn_rule[g, 1] < 0 or trigger_fired[L, spawn_rule[g, 1]] == 0):
                    continue
                spawn_clock[L, g] = spawn_rule[g, 2]
            if spawn_clock[L, g] > 0:
                spawn_clock[L, g] -= 1
                continue
            spawn_clock[L, g] = HAS_COME
            for i in range(first[L], first[L + 1]):
                if spawn_group[i] != g or life[i] != FREE:
                    continue
                reach = spawn_place[g, 2] * HALF_DIAGONAL
                across = TWO * rand01(seed[L], SPAWN_ACROSS, g, local_id[i]) - ONE
                along = TWO * rand01(seed[L], SPAWN_ALONG, g, local_id[i]) - ONE
                x = spawn_place[g, 0] + across * reach
                z = spawn_place[g, 1] + along * reach
                position[i, 0] = x
                position[i, 1] = sample_height(ground_tiles, ground_index, ground_frame, x, z)
                position[i, 2] = z
                for axis in range(3):
                    previous_position[i, axis] = position[i, axis]
                life[i] = UP
                push_event(log_count, log_data, log_amount, run[L], tick[L], SPAWNED, local_id[i], -1, ONE)
