"""Echo purse: whoever falls leaves Echo behind, once; who flees takes it along; each chapter begins with some."""

import numpy as np

from engine.world.events import push_event
from engine.world.ids import DEAD, RUNNING
from engine.world.system import system

from ..events import ECHO_FOR_FALLEN, ECHO_TO_BEGIN_WITH


@system(slot="weaving", writes="echo echo_earned echo_reward log_count log_data log_amount")
def echo_purse(
    lane, outcome, run, tick, drop_scale, local_id, life, last_hit_by, echo,
    echo_earned, echo_reward, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads who has fallen; adds their `echo_reward` to the lane's `echo`, logs who earned it, and empties it."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != DEAD or echo_reward[i] == 0:
            continue
        earned = echo_reward[i] * drop_scale[L]
        echo[L] += earned
        echo_earned[L] += earned
        echo_reward[i] = 0
        push_event(
            log_count, log_data, log_amount, run[L], tick[L], ECHO_FOR_FALLEN, last_hit_by[i], local_id[i],
            np.float32(earned),
        )  # fmt: skip


@system(slot="input", order=-20, rows_with="echo_least", writes="echo echo_earned log_count log_data log_amount")
def begin_with_echo(
    outcome, run, tick, chapter, chapter_began, echo_least, echo, echo_earned, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads what the chapter is begun with at least; in its first tick tops up a purse that was brought along."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING or chapter[L] == 0 or tick[L] != chapter_began[L] or echo[L] >= echo_least[L]:
            continue
        given = echo_least[L] - echo[L]
        echo[L] = echo_least[L]
        echo_earned[L] += given
        push_event(log_count, log_data, log_amount, run[L], tick[L], ECHO_TO_BEGIN_WITH, -1, -1, np.float32(given))
