"""Echo purse: whoever falls leaves Echo behind, once; who flees takes it along; no chapter is begun without any."""

import numpy as np

from engine.world.events import push_event
from engine.world.ids import DEAD, RUNNING
from engine.world.system import system

from ..events import ECHO_FOR_FALLEN, ECHO_TO_BEGIN_WITH


@system(slot="weaving", writes="echo echo_earned echo_reward log_count log_data log_amount")
def echo_purse(
    lane, outcome, run, tick, chapter_began, echo_least, drop_scale, local_id, life, last_hit_by, echo,
    echo_earned, echo_reward, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads who has fallen; adds their `echo_reward` to the lane's `echo`, logs who earned it, and empties it."""
    for L in range(len(outcome)):
        if outcome[L] == RUNNING and tick[L] == chapter_began[L] and echo[L] < echo_least[L]:
            given = echo_least[L] - echo[L]
            echo[L] = echo_least[L]
            echo_earned[L] += given
            push_event(log_count, log_data, log_amount, run[L], tick[L], ECHO_TO_BEGIN_WITH, -1, -1, np.float32(given))
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
