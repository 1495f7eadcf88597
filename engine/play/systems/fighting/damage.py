"""Damage: what landed this tick lowers health, breaks stances, and brings down whoever has nothing left."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.ground_plane import ZERO
from engine.ai.wish import NOTHING
from engine.world.events import BROKEN, DEATH, DOWNED, STAGGERED, push_event
from engine.world.ids import DEAD, DOWN, HOSTILE, PARTY, RUNNING, UP
from engine.world.system import system

STUN = 120
"""Ticks that a broken stance lasts."""


@system(
    slot="combat",
    writes="harm stagger_in health stagger stun cast cast_ticks life mend_ticks downed_ticks revive_ticks "
    "last_hit_ticks party_damage hostile_damage party_downs hostiles_beaten log_count log_data log_amount",
)
def damage(
    lane, outcome, run, tick, team, local_id, immovable, stagger_max, last_hit_by, harm, stagger_in, health, stagger,
    stun, cast, cast_ticks, life, mend_ticks, downed_ticks, revive_ticks, last_hit_ticks, party_damage, hostile_damage,
    party_downs, hostiles_beaten, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads and empties `harm` and `stagger_in`; writes health, stun and life.

    Members of the party go DOWN and can be revived; everybody and everything else is DEAD at 0 hp.
    """
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING:
            continue
        arrived, shaken = harm[i], stagger_in[i]
        harm[i] = ZERO
        stagger_in[i] = ZERO
        if life[i] != UP:
            continue
        if shaken > ZERO and stagger_max[i] > ZERO and stun[i] == 0:
            stagger[i] += shaken
            if stagger[i] >= stagger_max[i]:
                stagger[i] = ZERO
                stun[i] = STUN
                cast[i] = NOTHING
                cast_ticks[i] = 0
                push_event(
                    log_count, log_data, log_amount, run[L], tick[L], STAGGERED, last_hit_by[i], local_id[i], shaken
                )
        if arrived <= ZERO:
            continue
        health[i] -= arrived
        last_hit_ticks[i] = 0
        if team[i] == HOSTILE:
            party_damage[L] += arrived
        elif team[i] == PARTY:
            hostile_damage[L] += arrived
        if health[i] > ZERO:
            continue
        health[i] = ZERO
        stagger[i] = ZERO
        stun[i] = 0
        cast[i] = NOTHING
        cast_ticks[i] = 0
        mend_ticks[i] = 0
        kind = DEATH
        life[i] = DEAD
        if immovable[i] != 0:
            kind = BROKEN
        elif team[i] == PARTY:
            kind = DOWNED
            life[i] = DOWN
            downed_ticks[i] = 0
            revive_ticks[i] = 0
            party_downs[L] += 1
        elif team[i] == HOSTILE:
            hostiles_beaten[L] += 1
        push_event(log_count, log_data, log_amount, run[L], tick[L], kind, last_hit_by[i], local_id[i], arrived)
