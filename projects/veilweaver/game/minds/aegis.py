"""Aegis: a barrier of light about the player that takes harm in their place, for a while."""

from engine.ai.goap.kernels.words import believe
from engine.ai.goap.vocabulary import Fact
from engine.ai.ground_plane import ZERO, gap_between
from engine.ai.thinking import first_turn
from engine.ai.wish import FIRST_PROJECT_ABILITY, NOTHING
from engine.world.columns import column
from engine.world.events import FIRST_PROJECT_KIND, push_event
from engine.world.ids import RUNNING, UP
from engine.world.system import system

AEGIS_ABILITY = FIRST_PROJECT_ABILITY + 30
GESTURE = 18
"""Ticks that the gesture takes."""
AEGIS_RAISED, AEGIS_BROKEN = FIRST_PROJECT_KIND + 81, FIRST_PROJECT_KIND + 82
EVENT_KINDS = {"aegis_raised": AEGIS_RAISED, "aegis_broken": AEGIS_BROKEN}
TOLD = {
    "aegis_raised": ("party", "good", "{source} shields {target}"),
    "aegis_broken": ("party", "bad", "The shield round {source} broke", "source"),
}

AEGIS_AMOUNT = column("aegis_amount", "row", "f4", unit="hp", doc="Harm that its barriers take; 0 = has none.")
AEGIS_TIME = column("aegis_time", "row", "i4", unit="tick", doc="How long its barriers last.")
AEGIS_RANGE = column("aegis_range", "row", "f4", unit="m", doc="How far it raises one.")
AEGIS_COOLDOWN = column("aegis_cooldown", "row", "i4", unit="tick", doc="From one barrier to the next.")
AEGIS_READY = column("aegis_ready", "row", "i4", unit="tick", doc="Until the next barrier may be raised.")
AEGIS_LEFT = column("aegis_left", "row", "i4", unit="tick", doc="How long a barrier about it still lasts.")
AEGIS_HP = column("aegis_hp", "row", "f4", unit="hp", doc="Harm that the barrier about it still takes.")


CAN_AEGIS = Fact("can_aegis", "A barrier is ready and the player is within its range and has none.")


@system(slot="planning", order=-2, rows_with="aegis_amount", writes="facts")
def aegis_beliefs(
    first, think_step, outcome, tick, life, agent_profile, aegis_amount, aegis_range, aegis_ready, aegis_left,
    player_friend, player_distance, fact_can_aegis, facts,
):  # fmt: skip
    """Reads whether a barrier is ready and the player within reach; adds to the `facts` of who thinks now."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for i in range(first[L] + first_turn(tick[L], think_step[0]), first[L + 1], think_step[0]):
            if life[i] != UP or agent_profile[i] < 0 or aegis_amount[i] <= ZERO or aegis_ready[i] > 0:
                continue
            if player_friend[i] >= 0 and player_distance[i] <= aegis_range[i]:
                if aegis_left[first[L] + player_friend[i]] == 0:
                    believe(facts, i, fact_can_aegis)


@system(
    slot="abilities",
    order=145,
    rows_with="aegis_amount",
    writes="aegis_ready aegis_left aegis_hp cast cast_ticks cast_target log_count log_data log_amount",
)
def aegis_is_raised(
    lane, first, outcome, run, tick, local_id, life, stun, position, radius, wish, wish_target, aegis_amount,
    aegis_time, aegis_range, aegis_cooldown, aegis_ready, aegis_left, aegis_hp, cast, cast_ticks, cast_target,
    log_count, log_data, log_amount,
):  # fmt: skip
    """Reads wishes for an aegis; begins it in range when the cooldown allows; writes the barrier of its target."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or aegis_amount[i] <= ZERO:
            continue
        aegis_ready[i] = max(aegis_ready[i] - 1, 0)
        if life[i] != UP:
            continue
        if wish[i] == AEGIS_ABILITY and cast[i] == NOTHING and aegis_ready[i] == 0 and stun[i] == 0:
            if wish_target[i] >= 0 and gap_between(position, radius, i, first[L] + wish_target[i]) <= aegis_range[i]:
                cast[i] = AEGIS_ABILITY
                cast_ticks[i] = GESTURE
                cast_target[i] = wish_target[i]
                aegis_ready[i] = aegis_cooldown[i]
        if cast[i] != AEGIS_ABILITY:
            continue
        cast_ticks[i] -= 1
        if cast_ticks[i] > 0:
            continue
        cast[i] = NOTHING
        j = first[L] + cast_target[i]
        if life[j] == UP:
            aegis_left[j] = aegis_time[i]
            aegis_hp[j] = aegis_amount[i]
            push_event(
                log_count, log_data, log_amount, run[L], tick[L], AEGIS_RAISED, local_id[i], local_id[j],
                aegis_amount[i],
            )  # fmt: skip


@system(
    slot="combat",
    order=-10,
    rows_with="aegis_amount",
    writes="harm aegis_left aegis_hp log_count log_data log_amount",
)
def aegis_takes_harm(
    lane, outcome, run, tick, local_id, life, harm, aegis_left, aegis_hp, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads barriers; takes from the `harm` that lands what they still hold; one that holds nothing more breaks."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or aegis_left[i] == 0:
            continue
        aegis_left[i] -= 1
        taken = min(harm[i], aegis_hp[i])
        harm[i] -= taken
        aegis_hp[i] -= taken
        if aegis_hp[i] <= ZERO:
            aegis_left[i] = 0
            push_event(log_count, log_data, log_amount, run[L], tick[L], AEGIS_BROKEN, local_id[i], -1, taken)
        if aegis_left[i] == 0 or life[i] != UP:
            aegis_left[i] = 0
            aegis_hp[i] = ZERO
