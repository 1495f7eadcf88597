"""The tally of a whole run, for its recap: who went down, what was taken; carried from chapter to chapter."""

from engine.ai.ground_plane import ZERO
from engine.world.columns import column
from engine.world.ids import DOWN, PARTY, RUNNING
from engine.world.system import system

SLICE_DOWNS = column("slice_downs", "lane", "i4", is_carried=True, doc="How often the player went down.")
SLICE_FALLS = column("slice_falls", "lane", "i4", is_carried=True, doc="How often a companion went down.")
DAMAGE_TAKEN = column("damage_taken", "lane", "f4", is_carried=True, unit="hp", doc="Harm done to the party.")
DAMAGE_SEEN = column("damage_seen", "lane", "f4", unit="hp", doc="What of `hostile_damage` has been counted.")
JUST_DOWN = 1


@system(slot="encounter", order=25, rows_with="is_player", writes="slice_downs slice_falls damage_taken damage_seen")
def tally(
    lane, outcome, life, team, is_player, downed_ticks, hostile_damage, slice_downs, slice_falls, damage_taken,
    damage_seen,
):  # fmt: skip
    """Reads who went down in this tick, before the lane is judged; adds up."""
    for L in range(len(outcome)):
        if outcome[L] == RUNNING:
            more = hostile_damage[L] - damage_seen[L]
            if more > ZERO:
                damage_taken[L] += more
            damage_seen[L] = hostile_damage[L]
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != DOWN or team[i] != PARTY or downed_ticks[i] != JUST_DOWN:
            continue
        if is_player[i] != 0:
            slice_downs[L] += 1
        else:
            slice_falls[L] += 1
