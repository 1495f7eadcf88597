"""Reaction: a wish becomes the action after the agent's reaction time."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.world.ids import RUNNING, UP
from engine.world.system import system


@system(slot="planning", writes="goal wanted action reaction_left planned_skill", order=10)
def reaction(
    lane, outcome, autopilot, life, is_player, agent_profile, goal, wanted, action, reaction_ticks, reaction_left,
    planned_skill,
):  # fmt: skip
    """Let what is wanted become what is done; whoever is not up, or is taken over by a person, drops its plans."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or agent_profile[i] < 0:
            continue
        is_person = is_player[i] != 0 and autopilot[L] == 0
        if life[i] != UP or is_person:
            if goal[i] >= 0 or wanted[i] >= 0 or (action[i] >= 0 and not is_person):
                goal[i], wanted[i], action[i], reaction_left[i], planned_skill[i] = -1, -1, -1, 0, -1
            continue
        if wanted[i] == action[i]:
            reaction_left[i] = reaction_ticks[i]
        elif reaction_left[i] > 0:
            reaction_left[i] -= 1
        else:
            action[i] = wanted[i]
            reaction_left[i] = reaction_ticks[i]
