"""The tally of a whole run, for its recap: who went down; carried from chapter to chapter."""

from engine.world.columns import column
from engine.world.ids import DOWN, PARTY, RUNNING
from engine.world.system import system

SLICE_DOWNS = column("slice_downs", "lane", "i4", is_carried=True, doc="How often the player went down.")
SLICE_FALLS = column("slice_falls", "lane", "i4", is_carried=True, doc="How often a companion went down.")
JUST_DOWN = 1


@system(slot="encounter", order=25, rows_with="is_player", writes="slice_downs slice_falls")
def tally(lane, outcome, life, team, is_player, downed_ticks, slice_downs, slice_falls):
    """Reads who went down in this tick, before the lane is judged; adds up."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != DOWN or team[i] != PARTY or downed_ticks[i] != JUST_DOWN:
            continue
        if is_player[i] != 0:
            slice_downs[L] += 1
        else:
            slice_falls[L] += 1
