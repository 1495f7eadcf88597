"""Retuning: a running world goes on with other minds, between two ticks."""

from collections.abc import Mapping
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.columns import THINK_ANEW
from engine.ai.goap.minds import minds
from engine.ai.goap.tables import Mind

Array: TypeAlias = NDArray[Any]


class RunningWorld(Protocol):
    """What is done to a world."""

    view: dict[str, Array]

    def replace_statics(self, arrays: Mapping[str, Array], owner: object = None) -> None: ...  # noqa: D102


def mind_columns(mind: Mind, columns: Mapping[str, Any]) -> dict[str, Array]:
    """Those static columns of a world that follow from its minds; they refuse a store, since worlds share them."""
    made: dict[str, Array] = {}
    for name, value in mind.statics().items():
        if name in minds.columns and name in columns:
            made[name] = np.ascontiguousarray(value, columns[name].numpy_dtype)
            made[name].flags.writeable = False
    return made


def put_minds(world: RunningWorld, tables: Mapping[str, Array], profile_of: Array) -> None:
    """Let every lane think with these tables; `profile_of` (k,) i4 is the profile of its first k rows.

    What was remembered of searches is forgotten: it goes by numbers of problems, which mean other problems now.
    """
    world.replace_statics(tables)
    for low in world.view["first"][:-1].tolist():
        world.view["agent_profile"][low : low + len(profile_of)] = profile_of
    forget_searches(world.view)


def forget_searches(view: Mapping[str, Array]) -> None:
    """Empty the lanes' memory of searches; a search that is asked for again gives the same answer."""
    view["memory_problem"][...] = -1


def ask_anew(world: RunningWorld, before: Mind, profile_before: Array, after: Mind, profile_after: Array) -> None:
    """Let each agent whose profile changed decide anew at its next turn; `profile_*` (k,) i4 are of the first k rows.

    It keeps what it believes and the goal that it pursues, if that is still one of its goals. Whoever does what it can
    do no longer stops; what a person does is that person's. The others keep their plans: theirs are the same problems.
    """
    view = world.view
    kinds = len(after.profiles)
    agents = profile_after >= 0
    pairs: list[int] = np.unique(profile_before[agents].astype(np.int64) * kinds + profile_after[agents]).tolist()
    for was, now in (divmod(pair, kinds) for pair in pairs):
        if before.profiles[was] == after.profiles[now]:
            continue
        rows = np.flatnonzero((profile_before == was) & (profile_after == now))
        can, wants = ([number for number, _ in has] for has in (after.profiles[now].actions, after.profiles[now].goals))
        for lane, low in enumerate(view["first"][:-1].tolist()):
            of_person = (view["is_player"][low + rows] != 0) & (view["autopilot"][lane] == 0)
            _ask(view, (low + rows)[~of_person], can, wants)


def _ask(view: Mapping[str, Array], rows: Array, can: list[int], wants: list[int]) -> None:
    thought = rows[view["planned_skill"][rows] >= 0]
    view["planned_skill"][thought] = THINK_ANEW
    for name, kept in (("action", can), ("wanted", can), ("goal", wants)):
        held = view[name][rows]
        # A keyframe that was made to harm may hold anything.
        view[name][rows] = np.where(np.isin(held, kept), held, -1)
    idle = rows[view["action"][rows] == view["wanted"][rows]]
    view["reaction_left"][idle] = view["reaction_ticks"][idle]
