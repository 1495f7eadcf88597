"""How a strike of the Warden lands: on everybody who still stands on the ground that it showed."""

from engine.ai.perception.telegraph import is_under
from engine.physics.angles import turn_towards
from engine.physics.crowd.limits import TURN_STEP
from engine.play.systems.fighting.blows import can_be_hit, land_blow, push_away
from engine.world.kernel import helper


@helper
def turn_to_strike(i, yaw, telegraph_place):
    """Row i turns towards where its cone or line will strike."""
    yaw[i] = turn_towards(yaw[i], telegraph_place[i, 3], TURN_STEP + TURN_STEP)


@helper
def strike_ground(
    i, amount, stagger, throw, low, high, life, team, immovable, position, radius, mass, local_id, armour,
    vulnerability, is_guarding, telegraph_shape, telegraph_place, harm, stagger_in, last_hit_by, shove, run, tick,
    log_count, log_data, log_amount,
):  # fmt: skip
    """Row i's `amount` [hp] and `stagger` reach every enemy of the lane (rows low..high) on its telegraph's ground."""
    for j in range(low, high):
        if not can_be_hit(i, j, life, team, immovable):
            continue
        if is_under(position[j, 0], position[j, 2], telegraph_shape[i], telegraph_place[i], radius[j]):
            land_blow(
                i, j, amount, stagger, local_id, armour, vulnerability, is_guarding, harm, stagger_in, last_hit_by, run,
                tick, log_count, log_data, log_amount,
            )  # fmt: skip
            push_away(i, j, throw, position, mass, shove)
