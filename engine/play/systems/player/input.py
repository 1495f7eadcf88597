"""Player input: the buttons that a person holds become the same wishes that agents have."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.ground_plane import ZERO, ground_distance
from engine.ai.moves import AT_HAND, nearest_friend
from engine.ai.wish import BLOW, REVIVAL, SHOT, STANCE
from engine.play.systems.player.aim import in_front_of_blade, on_line_of_shot
from engine.world.ids import DOWN, GUARD, MELEE, RANGED, REVIVE, RUNNING, UP
from engine.world.system import system


@system(slot="actions", order=50, writes="action wish wish_target move_speed is_guarding")
def player_input(
    lane, first, outcome, autopilot, input_aim, input_buttons, is_player, life, team, local_id, stun, position, radius,
    melee_reach, ranged_range, act_attack, act_shoot, act_guard, act_revive_ally, action, wish, wish_target, move_speed,
    is_guarding,
):  # fmt: skip
    """Reads buttons and aim where no autopilot plays; decides by the first of revive, guard, blow, shot; writes wishes.

    The action column is written too, so that plates and panels name what the player does.
    """
    for i in range(len(wish)):
        L = lane[i]
        if outcome[L] != RUNNING or is_player[i] == 0 or autopilot[L] != 0:
            continue
        action[i] = -1
        move_speed[i] = ZERO
        if life[i] != UP or stun[i] > 0:
            continue
        low, high = first[L], first[L + 1]
        aim_x, aim_z = input_aim[L, 0], input_aim[L, 1]
        held = input_buttons[L]
        friend = -1
        if held & REVIVE:
            friend = nearest_friend(i, low, high, life, team, position, DOWN)
        if friend >= 0 and ground_distance(position, i, friend) <= AT_HAND:
            action[i] = act_revive_ally[0]
            wish[i] = REVIVAL
            wish_target[i] = local_id[friend]
        elif held & GUARD:
            action[i] = act_guard[0]
            wish[i] = STANCE
            is_guarding[i] = 1
        elif held & MELEE:
            action[i] = act_attack[0]
            wish[i] = BLOW
            j = in_front_of_blade(i, low, high, aim_x, aim_z, melee_reach[i], life, team, position, radius)
            if j >= 0:
                wish_target[i] = local_id[j]
        elif held & RANGED:
            action[i] = act_shoot[0]
            wish[i] = SHOT
            j = on_line_of_shot(i, low, high, aim_x, aim_z, ranged_range[i], life, team, position, radius)
            if j >= 0:
                wish_target[i] = local_id[j]
