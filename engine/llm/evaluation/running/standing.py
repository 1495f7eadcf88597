"""Orders of many lanes at once: what `engine.play.between_ticks.ordering` does for one session, for all of a world.

A session holds its orders by looking at each of them before each tick. Here those of all lanes are arrays, and only a
call that begins or ends is looked at by itself. A law holds both to the same bits.
"""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false
# It reads and writes columns of a world, whose types are declared in the registry.

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine.ai.facts import ALLY_DOWN
from engine.ai.goap.columns import THINK_ANEW
from engine.ai.goap.vocabulary import literals
from engine.llm.guard.plan import Call
from engine.play.between_ticks.ordering import THERE_M, WAITS
from engine.play.compile.compiled import CompiledScene
from engine.world.ids import DOWN, NEUTRAL, UP


@dataclass
class Queue:
    """What one actor of a lane still does: `calls[place]` goes on for `left` ticks; `spent` ticks went by so far."""

    lane: int
    row: int
    calls: Sequence[Call]
    place: int = -1
    left: int = 0
    spent: int = 0

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.place >= len(self.calls)

    @property
    def call(self) -> Call:
        """What goes on."""
        return self.calls[self.place]


@dataclass
class Held:
    """The queues that are at something, as arrays for one way the world's lanes stand."""

    queues: list[Queue]
    rows: Any = field(default=None)
    action: Any = field(default=None)
    profile: Any = field(default=None)
    placed: Any = field(default=None)
    places: Any = field(default=None)
    aimed: Any = field(default=None)
    targets: Any = field(default=None)
    wanted_life: Any = field(default=None)
    left: Any = field(default=None)


def held(compiled: CompiledScene, view: Any, slot_of: Sequence[int], queues: list[Queue]) -> Held:
    """The arrays for these queues; `slot_of` is the slot of each lane in the world."""
    made = Held(queues)
    first = view["first"]
    ids = compiled.mind.domain.action_ids
    base = np.array([int(first[slot_of[queue.lane]]) for queue in queues], np.int64)
    orders = [queue.call.order() for queue in queues]
    made.rows = base + np.array([queue.row for queue in queues], np.int64)
    made.action = np.array([ids.get(order.action, -1) for order in orders], np.int64)
    made.profile = compiled.rows["agent_profile"][[queue.row for queue in queues]].copy()
    made.placed = np.array([place for place, order in enumerate(orders) if order.place is not None], np.int64)
    made.places = np.array([order.place for order in orders if order.place is not None], np.float64).reshape(-1, 2)
    targets = [compiled.row_of(order.target) if order.target else None for order in orders]
    made.aimed = np.array([place for place, row in enumerate(targets) if row is not None], np.int64)
    made.targets = np.array([row for row in targets if row is not None], np.int64)
    made.wanted_life = np.array(
        [DOWN if is_for_the_fallen(compiled, order.action) else UP for order, row in zip(orders, targets, strict=True)
         if row is not None], np.int64,
    )  # fmt: skip
    made.left = np.array([queue.left for queue in queues], np.int64)
    made.profile[made.aimed] = -1
    return made


def over(made: Held, view: Any) -> Any:
    """Which of the queues are through with what they are at, or can't go on: bool (n,)."""
    found = (made.left <= 0) | (view["life"][made.rows] != UP)
    if len(made.placed):
        at = view["position"][made.rows[made.placed]][:, [0, 2]].astype(np.float64)
        away = np.hypot(at[:, 0] - made.places[:, 0], at[:, 1] - made.places[:, 1])
        found[made.placed] |= away <= THERE_M
    if len(made.aimed):
        found[made.aimed] |= view["life"][_targets(made, view)] != made.wanted_life
    return found


def hold(made: Held, view: Any) -> None:
    """Write what is done in the next tick."""
    rows = made.rows
    view["action"][rows] = made.action
    view["reaction_left"][rows] = WAITS
    view["agent_profile"][rows] = made.profile
    if len(made.placed):
        placed = rows[made.placed]
        view["post"][placed] = made.places
        view["post_tick"][placed] = np.maximum(view["post_tick"][placed], 0)
    if len(made.aimed):
        aimed = rows[made.aimed]
        view["wanted"][aimed] = made.action[made.aimed]
        view["goal"][aimed] = -1
        view["plan_since"][aimed] = -1
        _attend(view, aimed, _targets(made, view), made.targets)


def let_go(compiled: CompiledScene, view: Any, row: int, local: int) -> None:
    """Let a row think again."""
    view["agent_profile"][row] = compiled.rows["agent_profile"][local]
    view["planned_skill"][row] = THINK_ANEW
    view["reaction_left"][row] = 0
    for name in ("action", "wanted", "goal", "target", "heard"):
        view[name][row] = -1


def is_for_the_fallen(compiled: CompiledScene, action: str) -> bool:
    """Whether an action is done to a friend who is down."""
    number = compiled.mind.domain.action_ids.get(action)
    needs = literals(compiled.mind.domain.actions[number].needs) if number is not None else ()
    return any(each.fact == ALLY_DOWN and each.value for each in needs)


def _targets(made: Held, view: Any) -> Any:
    """World rows of the targets."""
    return view["first"][view["lane"][made.rows[made.aimed]]] + made.targets


def _attend(view: Any, rows: Any, targets: Any, names: Any) -> None:
    """Let rows have their attention on their targets alone; `names` are the targets' local ids."""
    position, radius = view["position"], view["radius"]
    dx, dz = position[targets, 0] - position[rows, 0], position[targets, 2] - position[rows, 2]
    gap = np.maximum(np.sqrt(dx * dx + dz * dz) - radius[rows] - radius[targets], np.float32(0.0))
    is_friend = view["team"][rows] == view["team"][targets]
    is_down = view["life"][targets] == DOWN
    is_enemy = ~is_friend & (view["team"][targets] != NEUTRAL)
    of_enemy = (("target", "target_distance"), ("heard", ""), ("nearest_enemy", "nearest_enemy_distance"))
    of_friend = (
        ("nearest_ally", "nearest_ally_distance"), ("ally_hurt", "ally_hurt_distance"),
        ("player_friend", "player_distance"),
    )  # fmt: skip
    for chosen, senses in (
        (is_enemy, of_enemy), (is_friend & is_down, (("ally_down", "ally_down_distance"),)),
        (is_friend & ~is_down, of_friend),
    ):  # fmt: skip
        if not chosen.any():
            continue
        for sense, distance in senses:
            view[sense][rows[chosen]] = names[chosen]
            if distance:
                view[distance][rows[chosen]] = gap[chosen]
