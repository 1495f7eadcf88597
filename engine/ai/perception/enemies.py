"""Perception of enemies: who is in sight, who is heard, and how many are near."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.ground_plane import FAR, gap_between
from engine.ai.perception.enemies_in_crowd import enemies_in_crowd
from engine.ai.perception.sides import BY_ROW, FACTS, LARGE_LANE, MODE, list_sides
from engine.ai.perception.sight import EYE_SHARE, is_in_view
from engine.ai.perception.within import CLOSE_M, LOUD_SPEED, NEAR_M, notice_reach
from engine.ai.thinking import THINK_TICKS, first_turn
from engine.physics.queries.sight import line_of_sight, walls_block_sight
from engine.world.ids import NEUTRAL, RUNNING, UP
from engine.world.system import system

REMEMBERED_HIT_TICKS = 60
"""A blow gives away for a second who struck it, wherever they stand."""


@system(
    slot="perception",
    writes="target target_distance heard nearest_enemy nearest_enemy_distance enemies_close enemies_near post "
    "post_tick side_rows side_place side_lane",
)
def notice_enemies(
    first, tick, outcome, local_id, life, team, agent_profile, position, velocity, yaw, radius, height,
    sight_range, sight_cos, hearing_range, cast, last_hit_by, last_hit_ticks, immovable, half_extent,
    obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items,
    is_player, health, health_max, heal_below, side_rows, side_place, side_lane,
    target, target_distance, heard, nearest_enemy, nearest_enemy_distance, enemies_close, enemies_near,
    post, post_tick,
):  # fmt: skip
    """Each agent whose turn it is looks and listens round its lane; ties go to the lower local id."""
    for L in range(len(outcome)):
        side_lane[L, FACTS, MODE] = BY_ROW
        if outcome[L] != RUNNING:
            continue
        if first[L + 1] - first[L] > LARGE_LANE:
            list_sides(
                L, first[L], first[L + 1], tick, local_id, life, team, agent_profile, is_player, position, radius,
                immovable, health, health_max, heal_below, side_rows, side_place, side_lane,
            )  # fmt: skip
        for i in range(first[L] + first_turn(tick[L], THINK_TICKS), first[L + 1], THINK_TICKS):
            if life[i] != UP or agent_profile[i] < 0:
                continue
            if post_tick[i] < 0:
                post_tick[i] = tick[L]
                post[i, 0], post[i, 1] = position[i, 0], position[i, 2]
            seen, seen_gap = -1, FAR
            noise, noise_gap = -1, FAR
            nearest, nearest_gap = -1, FAR
            close, near = 0, 0
            reach = notice_reach(sight_range[i], hearing_range[i])
            if side_lane[L, FACTS, MODE] == BY_ROW:
                walls = 0
                for j in range(first[L], first[L + 1]):
                    if immovable[j] != 0 and life[j] == UP:
                        walls += 1
                for j in range(first[L], first[L + 1]):
                    if life[j] != UP or team[j] == team[i] or team[j] == NEUTRAL or team[i] == NEUTRAL:
                        continue
                    gap = gap_between(position, radius, i, j)
                    if gap > reach:
                        continue
                    if gap < nearest_gap:
                        nearest, nearest_gap = local_id[j], gap
                    if gap <= CLOSE_M:
                        close += 1
                    if gap <= NEAR_M:
                        near += 1
                    if gap <= hearing_range[i] and gap < noise_gap:
                        pace = velocity[j, 0] * velocity[j, 0] + velocity[j, 2] * velocity[j, 2]
                        if cast[j] != 0 or pace > LOUD_SPEED * LOUD_SPEED:
                            noise, noise_gap = local_id[j], gap
                    if gap <= sight_range[i] and gap < seen_gap and is_in_view(position, yaw, i, j, sight_cos[i]):
                        ay, by = position[i, 1] + height[i] * EYE_SHARE, position[j, 1] + height[j] * EYE_SHARE
                        # Walls are looked at only where there are any: a call with many arrays costs more than it.
                        if line_of_sight(
                            position[i, 0], ay, position[i, 2], position[j, 0], by, position[j, 2],
                            obstacle_box, obstacle_circle,
                        ) and not (walls > 0 and walls_block_sight(
                            position[i, 0], ay, position[i, 2], position[j, 0], by, position[j, 2], first[L],
                            first[L + 1], life, immovable, position, half_extent, radius, height, yaw,
                        )):  # fmt: skip
                            seen, seen_gap = local_id[j], gap
            else:
                seen, seen_gap, noise, nearest, nearest_gap, close, near = enemies_in_crowd(
                    i, L, reach, first, local_id, life, team, position, velocity, yaw, radius, height, sight_range,
                    sight_cos, hearing_range, cast, immovable, half_extent, obstacle_box, obstacle_circle,
                    obstacle_frame, obstacle_start, obstacle_items, side_rows, side_place, side_lane,
                )  # fmt: skip
            striker = last_hit_by[i]
            if noise < 0 and striker >= 0 and last_hit_ticks[i] <= REMEMBERED_HIT_TICKS:
                j = first[L] + striker
                if life[j] == UP and team[j] != team[i]:
                    noise = striker
            target[i], target_distance[i] = seen, seen_gap
            heard[i] = noise
            nearest_enemy[i], nearest_enemy_distance[i] = nearest, nearest_gap
            enemies_close[i], enemies_near[i] = close, near
