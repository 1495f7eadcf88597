"""Thread anchor: the player binds a broken barrier together again, and may let the thread go for what it cost."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ZERO, ground_distance
from engine.world.columns import column
from engine.world.events import push_event
from engine.world.ids import DEAD, RUNNING, UP, WEAVE
from engine.world.kernel import helper
from engine.world.system import system

from ..events import ECHO_BACK_FROM_RESTORING, ECHO_SPENT_ON_RESTORING
from .verdicts import nearest_weave

THREAD_REACH = column("thread_reach", "row", "f4", unit="m", doc="How near a broken barrier must be; 0 = binds none.")
THREAD_PRICE = column("thread_price", "row", "i4", doc="Echo of a thread.")
IS_THREADED = column("is_threaded", "row", "u1", doc="1 for a barrier that stands by a thread alone.")
THREAD_HELD = column("thread_held", "lane", "u1", doc="1 while the weave button was down in the last tick.")
RAISED_ROW = column("raised_row", "lane", "i4", default=-1, doc="Local id of the barricade raised in this tick, or -1.")


@helper
def bindable(i, low, high, reach, life, immovable, is_threaded, position):
    """Row of the nearest barrier within `reach` [m] of row i that is broken, or stands by a thread; -1 for none."""
    best = -1
    for j in range(low, high):
        is_broken = immovable[j] == 1 and life[j] == DEAD
        if (is_broken or (life[j] == UP and is_threaded[j] != 0)) and ground_distance(position, i, j) <= reach:
            if best < 0 or ground_distance(position, i, j) < ground_distance(position, i, best):
                best = j
    return best


@system(
    slot="weaving",
    order=28,
    rows_with="thread_reach",
    writes="life health is_threaded thread_held raised_row echo echo_earned echo_spent log_count log_data log_amount",
)
def thread_anchor(
    lane, first, outcome, run, tick, local_id, input_buttons, stun, immovable, position, health_max, thread_reach,
    thread_price, weave_place, echo_held, is_barricade_spare, life, health, is_threaded, thread_held, raised_row, echo,
    echo_earned, echo_spent, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads the weave button away from every weave; writes the life of the barrier at hand, and pays or is paid."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or thread_reach[i] <= ZERO:
            continue
        is_down = input_buttons[L] & WEAVE != 0
        pressed = is_down and thread_held[L] == 0
        thread_held[L] = 1 if is_down else 0
        if not pressed or life[i] != UP or stun[i] > 0:
            continue
        if nearest_weave(position[i, 0], position[i, 2], weave_place) >= 0:
            continue
        j = bindable(i, first[L], first[L + 1], thread_reach[i], life, immovable, is_threaded, position)
        if j < 0:
            continue
        price = thread_price[i]
        why = ECHO_SPENT_ON_RESTORING
        if life[j] == UP:
            life[j] = DEAD
            is_threaded[j] = 0
            echo[L] += price
            echo_earned[L] += price
            why = ECHO_BACK_FROM_RESTORING
        elif echo[L] - echo_held[L] >= price:
            life[j] = UP
            health[j] = health_max[j]
            is_threaded[j] = 1
            echo[L] -= price
            echo_spent[L] += price
            if is_barricade_spare[j] != 0:
                raised_row[L] = local_id[j]
        else:
            continue
        push_event(log_count, log_data, log_amount, run[L], tick[L], why, local_id[i], local_id[j], np.float32(price))
