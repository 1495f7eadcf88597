"""Resonant guard: whoever raises the guard at the last moment takes nothing, and the blow goes out as a wave."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.ground_plane import HALF, ZERO, ground_distance
from engine.physics.rigid.launch import push_away
from engine.play.systems.fighting.blows import can_be_hit
from engine.world.columns import column
from engine.world.events import push_event
from engine.world.ids import RUNNING, UP
from engine.world.system import system

from ..events import PARRIED

PARRY_WINDOW = column("parry_window", "row", "i4", unit="tick", doc="How late a guard must be raised to parry.")
PARRY_RADIUS = column("parry_radius", "row", "f4", unit="m", doc="How far a parry throws; 0 = cannot parry.")
PARRY_PUSH = column("parry_push", "row", "f4", unit="N s", doc="Impulse on whoever stands right there.")
PARRY_STAGGER = column("parry_stagger", "row", "f4", doc="Stagger of each enemy that a parry reaches.")
GUARD_TICKS = column("guard_ticks", "row", "i4", unit="tick", doc="How long the guard has been up; 0 is down.")
PARRIES = column("parries", "lane", "i4", doc="Perfect parries of the run.", is_carried=True)


@system(
    slot="combat",
    order=-10,
    rows_with="parry_radius",
    writes="guard_ticks harm stagger_in last_hit_ticks last_hit_by impulse knocked_ticks parries log_count log_data "
    "log_amount",
)
def resonant_guard(
    lane, first, outcome, run, tick, local_id, life, team, immovable, rigid, position, height, mass, is_guarding,
    parry_window, parry_radius, parry_push, parry_stagger, guard_ticks, harm, stagger_in, last_hit_ticks, last_hit_by,
    impulse, knocked_ticks, parries, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads who guards since when, and what `harm` is on its way; a perfect parry empties it and throws it back.

    The wave takes along enemies and everything loose, as an explosion does; friends stand.
    """
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or parry_radius[i] <= ZERO:
            continue
        if is_guarding[i] == 0 or life[i] != UP:
            guard_ticks[i] = 0
            continue
        guard_ticks[i] += 1
        if harm[i] <= ZERO or guard_ticks[i] > parry_window[i]:
            continue
        harm[i] = ZERO
        stagger_in[i] = ZERO
        last_hit_ticks[i] = 0
        parries[L] += 1
        # One guard parries one blow: for the next it has to be raised anew.
        guard_ticks[i] = parry_window[i] + 1
        x, y, z = position[i, 0], position[i, 1] + HALF * height[i], position[i, 2]
        for j in range(first[L], first[L + 1]):
            is_enemy = can_be_hit(i, j, life, team, immovable) and immovable[j] == 0
            if (not is_enemy and (rigid[j] == 0 or j == i)) or ground_distance(position, i, j) > parry_radius[i]:
                continue
            push_away(
                j, j + 1, x, y, z, parry_radius[i], parry_push[i], life, rigid, immovable, position, height, mass,
                impulse, knocked_ticks,
            )  # fmt: skip
            if is_enemy:
                stagger_in[j] += parry_stagger[i]
                last_hit_by[j] = local_id[i]
        push_event(
            log_count, log_data, log_amount, run[L], tick[L], PARRIED, local_id[i], last_hit_by[i], parry_radius[i]
        )
