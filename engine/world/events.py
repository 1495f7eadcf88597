"""The event log: what happened, for people and panels; systems only ever append to it."""

# pyright: basic
# Kernels are typed by their arguments when numba compiles them.

from engine.world.kernel import helper

(
    DAMAGE,
    HEAL,
    DOWNED,
    DEATH,
    REVIVED,
    FLED_FIGHT,
    STAGGERED,
    SPAWNED,
    TRIGGERED,
    OBJECTIVE,
    OUTCOME_SET,
    ABILITY,
    BUILT,
    BROKEN,
    STRUCK,
    THROWN,
    SPOKEN,
    REFLECTED,
    CALLED,
) = range(1, 20)

# A project adds its own kinds, from 64 upwards, by a module-level EVENT_KINDS of the same form.
EVENT_KINDS = {
    "damage": DAMAGE,
    "heal": HEAL,
    "downed": DOWNED,
    "death": DEATH,
    "revived": REVIVED,
    "fled": FLED_FIGHT,
    "staggered": STAGGERED,
    "spawned": SPAWNED,
    "triggered": TRIGGERED,
    "objective": OBJECTIVE,
    "outcome": OUTCOME_SET,
    "ability": ABILITY,
    "built": BUILT,
    "broken": BROKEN,
    "struck": STRUCK,
    "thrown": THROWN,
    "spoken": SPOKEN,
    "reflected": REFLECTED,
    "called": CALLED,
}
FIRST_PROJECT_KIND = 64


@helper
def push_event(log_count, log_data, log_amount, run, tick, kind, source, target, amount):
    """Append one event; source and target are local ids (-1: none). A full log counts what it loses."""
    k = log_count[0]
    if k < len(log_amount):
        log_data[k, 0] = run
        log_data[k, 1] = tick
        log_data[k, 2] = kind
        log_data[k, 3] = source
        log_data[k, 4] = target
        log_amount[k] = amount
        log_count[0] = k + 1
    else:
        log_count[1] += 1
