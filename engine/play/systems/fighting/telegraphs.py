"""Telegraphs last as long as the attack that they show: who falls, is stunned or loses the cast shows nothing more."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.perception.telegraph import end_telegraph
from engine.ai.wish import NOTHING
from engine.world.ids import RUNNING, UP
from engine.world.system import system


@system(slot="combat", order=40, writes="telegraph telegraph_whole")
def telegraphs(lane, outcome, life, cast, cast_ticks, telegraph, telegraph_whole):
    """Reads casts; writes the ticks that are left of each telegraph, and ends those whose attack is given up."""
    for i in range(len(life)):
        if outcome[lane[i]] != RUNNING or telegraph_whole[i] == 0:
            continue
        if life[i] != UP or cast[i] == NOTHING:
            end_telegraph(i, telegraph, telegraph_whole)
        else:
            telegraph[i] = cast_ticks[i]
