"""Perception of friends: who is near, who needs help, and who threatens the player."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.ground_plane import FAR, ZERO, gap_between
from engine.ai.perception.friends_in_crowd import friends_in_crowd, threat_in_crowd
from engine.ai.perception.sides import BY_ROW, FACTS, MODE
from engine.ai.perception.within import NEAR_M, THREAT_M, hurt_below
from engine.ai.thinking import THINK_TICKS, first_turn
from engine.world.ids import DOWN, NEUTRAL, RUNNING, UP
from engine.world.system import system


@system(
    slot="perception",
    order=10,
    writes="nearest_ally nearest_ally_distance allies_near ally_hurt ally_hurt_distance ally_down ally_down_distance "
    "player_friend player_distance player_threat",
)
def notice_friends(
    first, tick, outcome, local_id, life, team, agent_profile, is_player, position, radius, sight_range,
    health, health_max, heal_below, side_rows, side_place, side_lane, nearest_ally, nearest_ally_distance,
    allies_near, ally_hurt, ally_hurt_distance, ally_down, ally_down_distance, player_friend,
    player_distance, player_threat,
):  # fmt: skip
    """Each agent whose turn it is looks after its own side; ties go to the lower local id. Friends need not be seen."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for i in range(first[L] + first_turn(tick[L], THINK_TICKS), first[L + 1], THINK_TICKS):
            if life[i] != UP or agent_profile[i] < 0:
                continue
            nearest, nearest_gap, near = -1, FAR, 0
            hurt, hurt_gap = -1, FAR
            down, down_gap = -1, FAR
            player, player_gap, threat = -1, FAR, -1
            worst = hurt_below(heal_below[i])
            if side_lane[L, FACTS, MODE] == BY_ROW:
                for j in range(first[L], first[L + 1]):
                    if j == i or team[j] != team[i] or team[i] == NEUTRAL:
                        continue
                    gap = gap_between(position, radius, i, j)
                    if life[j] == DOWN and gap < down_gap:
                        down, down_gap = local_id[j], gap
                    if life[j] != UP:
                        continue
                    if gap < nearest_gap:
                        nearest, nearest_gap = local_id[j], gap
                    if gap <= NEAR_M:
                        near += 1
                    if gap <= sight_range[i] and health_max[j] > ZERO and health[j] / health_max[j] < worst:
                        worst = health[j] / health_max[j]
                        hurt, hurt_gap = local_id[j], gap
                    if is_player[j] != 0:
                        player, player_gap = local_id[j], gap
                if player >= 0:
                    threat_gap = THREAT_M
                    k = first[L] + player
                    for j in range(first[L], first[L + 1]):
                        if life[j] == UP and team[j] != team[i] and team[j] != NEUTRAL:
                            gap = gap_between(position, radius, k, j)
                            if gap <= threat_gap and (threat < 0 or gap < threat_gap):
                                threat, threat_gap = local_id[j], gap
            else:
                nearest, nearest_gap, near, hurt, hurt_gap, down, down_gap, player, player_gap = friends_in_crowd(
                    i, L, first, local_id, life, team, is_player, position, radius, sight_range, health, health_max,
                    worst, side_rows, side_place, side_lane,
                )  # fmt: skip
                if player >= 0:
                    threat = threat_in_crowd(
                        first[L] + player, L, first, local_id, life, team, position, radius, side_rows, side_lane
                    )  # fmt: skip
            nearest_ally[i], nearest_ally_distance[i], allies_near[i] = nearest, nearest_gap, near
            ally_hurt[i], ally_hurt_distance[i] = hurt, hurt_gap
            ally_down[i], ally_down_distance[i] = down, down_gap
            player_friend[i], player_distance[i], player_threat[i] = player, player_gap, threat
