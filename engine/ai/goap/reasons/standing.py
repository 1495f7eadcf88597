"""How an agent stands: what it believes, pursues and does at one tick, as a few whole numbers."""

from typing import Any, NamedTuple

from engine.ai.goap.words import state_of

NO_PLAYER = -1


class Decision(NamedTuple):
    """What one agent decided, from `tick` on, until its next one.

    `facts` is what it believes, one bit a fact; `goal`, `wanted` and `action` are ids of its domain, -1 for none;
    `life` as in engine.world.ids; `skill` is the skill it last planned with, -1 before any plan; `profile` its set of
    actions and goals, -1 for no agent; `waiting` the tick since which it waits for a turn to plan, -1 when it does not;
    `autopilot` -1 for whoever is no player, 0 while a person plays, else 1 + the autopilot's skill; `reaction` [tick].
    """

    tick: int
    facts: int
    goal: int
    wanted: int
    action: int
    life: int
    skill: int
    profile: int
    waiting: int = -1
    autopilot: int = NO_PLAYER
    reaction: int = 0


def decision_of(world: Any, row: int, tick: int, lane: int = 0) -> Decision:
    """The decision in force of a row of the world (counted over all lanes), as of `tick`."""
    view = world.view
    since = view.get("plan_since")
    return Decision(
        tick,
        state_of(view, row),
        int(view["goal"][row]),
        int(view["wanted"][row]),
        int(view["action"][row]),
        int(view["life"][row]),
        int(view["planned_skill"][row]),
        int(view["agent_profile"][row]),
        -1 if since is None else int(since[row]),
        int(view["autopilot"][lane]) if view["is_player"][row] else NO_PLAYER,
        int(view["reaction_ticks"][row]),
    )
