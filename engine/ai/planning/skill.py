"""Skill: how quickly and how truly the autopilot plays the player's part."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.ids import RUNNING
from engine.world.system import system

REACTION = (0, 24, 14, 6)
"""Ticks from a new wish until it is acted on, by autopilot: none, novice, average, expert."""

AIM = (np.float32(0.0), np.float32(0.10), np.float32(0.05), np.float32(0.02))
"""Greatest error of the aim to either side in radians, by autopilot."""


@system(slot="input", writes="reaction_ticks aim_error", order=-10)
def autopilot_skill(lane, outcome, autopilot, is_player, reaction_ticks, aim_error):
    """Give the player's row the reaction time and the aim of the lane's autopilot; a person brings their own."""
    for i in range(len(is_player)):
        L = lane[i]
        if is_player[i] == 0 or outcome[L] != RUNNING:
            continue
        reaction_ticks[i] = REACTION[autopilot[L]]
        aim_error[i] = AIM[autopilot[L]]
