"""What it means to be hit: how harm, stagger and a shove reach their victim, the same for every kind of attack."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ONE, TINY, ZERO, ground_distance
from engine.play.systems.streams import STRENGTH
from engine.world.events import DAMAGE, REFLECTED, push_event
from engine.world.ids import NEUTRAL, UP
from engine.world.kernel import helper
from engine.world.random import rand01

LEAST_STRENGTH, STRENGTH_RANGE = np.float32(0.9), np.float32(0.2)
GUARDED = np.float32(0.5)
USUAL_MASS = np.float32(75.0)


@helper
def strength(seed, tick, who):
    """How well a blow goes: 0.9 to 1.1, float32, by chance."""
    return LEAST_STRENGTH + STRENGTH_RANGE * rand01(seed, STRENGTH, tick, who)


@helper
def can_be_hit(i, j, life, team, immovable):
    """Whether row j stands and is on another side than row i. Of what is neutral, only walls can be struck."""
    return life[j] == UP and team[j] != team[i] and (team[j] != NEUTRAL or immovable[j] != 0)


@helper
def land_blow(
    i, j, amount, stagger, local_id, armour, vulnerability, is_guarding, harm, stagger_in, last_hit_by, run, tick,
    log_count, log_data, log_amount,
):  # fmt: skip
    """Row i's `amount` [hp] and `stagger` reach row j; armour, marks and a guarding stance count. Logged.

    Returns what arrives [hp].
    """
    arrives = amount * (ONE - armour[j]) * vulnerability[j]
    if is_guarding[j] != 0:
        arrives = arrives * GUARDED
    harm[j] += arrives
    stagger_in[j] += stagger
    last_hit_by[j] = local_id[i]
    push_event(log_count, log_data, log_amount, run, tick, DAMAGE, local_id[i], local_id[j], arrives)
    return arrives


@helper
def struck_by_hand(
    i, j, arrives, local_id, thorns, dealt_near, harm, last_hit_by, run, tick, log_count, log_data, log_amount
):  # fmt: skip
    """A blow of row i has landed on row j: it is counted, and a share comes back to i where j has thorns. Logged."""
    dealt_near[i] += arrives
    if thorns[j] > ZERO:
        returned = arrives * thorns[j]
        harm[i] += returned
        last_hit_by[i] = local_id[j]
        push_event(log_count, log_data, log_amount, run, tick, DAMAGE, local_id[j], local_id[i], returned)
        push_event(log_count, log_data, log_amount, run, tick, REFLECTED, local_id[j], local_id[i], returned)


@helper
def push_away(i, j, metres_per_second, position, mass, shove):
    """Row j is knocked straight away from row i; heavier bodies go slower, nobody faster than asked."""
    apart = ground_distance(position, i, j) + TINY
    pace = metres_per_second * min(USUAL_MASS / max(mass[j], ONE), ONE) / apart
    shove[j, 0] += (position[j, 0] - position[i, 0]) * pace
    shove[j, 1] += (position[j, 2] - position[i, 2]) * pace
