"""Beliefs: what an agent perceives and what its body can do, as facts.

These systems set all facts anew. A project adds facts of its own by a system in slot "planning" with an order between
these (-100) and 0, which adds to `facts` for those whose turn it is to think:

```python
ANCHOR_FRAYED = Fact("anchor_frayed", "An anchor within 20 m is below 0.7.")

@system(slot="planning", order=-50, writes="facts")
def believe_in_anchors(lane, tick, local_id, facts, fact_anchor_frayed, anchor_stability):
    for i in range(len(facts)):
        if thinks(tick[lane[i]], local_id[i]) and anchor_stability[lane[i], 0] < LIMIT:
            believe(facts, i, fact_anchor_frayed)
```
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.goap.kernels.words import with_fact
from engine.ai.ground_plane import ZERO
from engine.ai.moves import AT_HAND
from engine.ai.thinking import first_turn
from engine.physics.angles import cosine, sine
from engine.world.ids import RUNNING, UP
from engine.world.system import system

NONE = np.uint64(0)
THREE = np.float32(3.0)
BEHIND_M, POST_M, PLAYER_M, ALLY_M = (np.float32(metres) for metres in (4.0, 2.0, 6.0, 4.0))
NEARLY_FALLEN_HP = np.float32(20.0)
REAR_COS = np.float32(-0.3)
"""Behind is more than 107 degrees off the direction that the target faces."""


@system(slot="planning", order=-100, writes="facts")
def believe_in_surroundings(
    first, think_step, tick, outcome, life, agent_profile, position, yaw, stun, target, target_distance,
    heard, remembered, enemies_close, enemies_near, allies_near, nearest_ally_distance, nearest_ally, ally_hurt,
    ally_hurt_distance, ally_down, ally_down_distance, player_friend, player_distance, player_threat, post,
    support_range, facts, fact_enemy_seen, fact_enemy_noticed, fact_enemy_remembered, fact_enemy_looks_away,
    fact_enemy_staggered, fact_behind_enemy, fact_surrounded, fact_outnumbered, fact_ally_near, fact_ally_hurt,
    fact_in_support_range, fact_ally_down, fact_at_downed_ally, fact_player_threatened, fact_near_player, fact_at_post,
):  # fmt: skip
    """Set `facts` of each agent whose turn it is from its senses."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for i in range(first[L] + first_turn(tick[L], think_step[0]), first[L + 1], think_step[0]):
            if life[i] != UP or agent_profile[i] < 0:
                continue
            low, high = NONE, NONE
            if target[i] >= 0 or heard[i] >= 0:
                low, high = with_fact(low, high, fact_enemy_noticed)
            if remembered[i] >= 0:
                low, high = with_fact(low, high, fact_enemy_remembered)
            if target[i] >= 0:
                low, high = with_fact(low, high, fact_enemy_seen)
                j = first[L] + target[i]
                if stun[j] > 0:
                    low, high = with_fact(low, high, fact_enemy_staggered)
                if target[j] != i - first[L]:
                    low, high = with_fact(low, high, fact_enemy_looks_away)
                if target_distance[i] <= BEHIND_M:
                    dx, dz = position[i, 0] - position[j, 0], position[i, 2] - position[j, 2]
                    if dx * sine(yaw[j]) + dz * cosine(yaw[j]) < REAR_COS * np.sqrt(dx * dx + dz * dz):
                        low, high = with_fact(low, high, fact_behind_enemy)
            if enemies_close[i] >= 2:
                low, high = with_fact(low, high, fact_surrounded)
            if enemies_near[i] > allies_near[i] + 1:
                low, high = with_fact(low, high, fact_outnumbered)
            if nearest_ally[i] >= 0 and nearest_ally_distance[i] <= ALLY_M:
                low, high = with_fact(low, high, fact_ally_near)
            if ally_hurt[i] >= 0:
                low, high = with_fact(low, high, fact_ally_hurt)
                if ally_hurt_distance[i] <= support_range[i]:
                    low, high = with_fact(low, high, fact_in_support_range)
            if ally_down[i] >= 0:
                low, high = with_fact(low, high, fact_ally_down)
                if ally_down_distance[i] <= AT_HAND:
                    low, high = with_fact(low, high, fact_at_downed_ally)
            if player_threat[i] >= 0:
                low, high = with_fact(low, high, fact_player_threatened)
            if player_friend[i] >= 0 and player_distance[i] <= PLAYER_M:
                low, high = with_fact(low, high, fact_near_player)
            dx, dz = position[i, 0] - post[i, 0], position[i, 2] - post[i, 1]
            if dx * dx + dz * dz <= POST_M * POST_M:
                low, high = with_fact(low, high, fact_at_post)
            facts[i, 0], facts[i, 1] = low, high


@system(slot="planning", order=-99, writes="facts")
def believe_in_abilities(
    first, think_step, tick, outcome, life, agent_profile, target, target_distance, enemies_close,
    nearest_enemy_distance, health, health_max, melee_damage, melee_reach, melee_ready,
    ranged_range, ranged_ready, area_radius, area_ready, support_range, support_ready, facts, fact_is_hurt,
    fact_nearly_fallen, fact_can_melee, fact_can_shoot, fact_can_area, fact_can_support, fact_in_melee_reach,
    fact_in_shot, fact_in_area_reach, fact_too_close,
):  # fmt: skip
    """Add to `facts` of each agent whose turn it is what its body and abilities allow."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for i in range(first[L] + first_turn(tick[L], think_step[0]), first[L + 1], think_step[0]):
            if life[i] != UP or agent_profile[i] < 0:
                continue
            low, high = facts[i, 0], facts[i, 1]
            if health[i] * THREE < health_max[i]:
                low, high = with_fact(low, high, fact_is_hurt)
            if health[i] < NEARLY_FALLEN_HP:
                low, high = with_fact(low, high, fact_nearly_fallen)
            if melee_damage[i] > ZERO and melee_ready[i] <= 0:
                low, high = with_fact(low, high, fact_can_melee)
            if ranged_range[i] > ZERO and ranged_ready[i] <= 0:
                low, high = with_fact(low, high, fact_can_shoot)
            if area_radius[i] > ZERO and area_ready[i] <= 0:
                low, high = with_fact(low, high, fact_can_area)
            if support_range[i] > ZERO and support_ready[i] <= 0:
                low, high = with_fact(low, high, fact_can_support)
            if target[i] >= 0:
                if target_distance[i] <= melee_reach[i]:
                    low, high = with_fact(low, high, fact_in_melee_reach)
                if target_distance[i] <= ranged_range[i]:
                    low, high = with_fact(low, high, fact_in_shot)
            if nearest_enemy_distance[i] <= area_radius[i]:
                low, high = with_fact(low, high, fact_in_area_reach)
            if ranged_range[i] > ZERO and enemies_close[i] > 0:
                low, high = with_fact(low, high, fact_too_close)
            facts[i, 0], facts[i, 1] = low, high
