"""Orders of agents: who is told what between two ticks, what that writes before each tick, and when it is over.

What is done is written before each tick. Whoever is sent at somebody looks at nobody else meanwhile and thinks no more
(its `agent_profile` is -1); whoever is told what to do by itself goes on perceiving, but its plans never come to
anything (`reaction_left` never runs out). So the systems of a tick know nothing of orders.
"""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

import math
from collections.abc import Sequence
from typing import Any

from engine.ai.facts import ALLY_DOWN
from engine.ai.goap.columns import THINK_ANEW
from engine.ai.goap.vocabulary import literals
from engine.ai.ground_plane import gap_between
from engine.document import Finding
from engine.play.commands import GiveOrders
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.orders import FARTHEST_M, LONGEST_ORDER, MOST_ORDERS, Order, Standing
from engine.world.ids import DOWN, NEUTRAL, UP
from engine.world.kernel import plain_twin
from engine.world.world import World

THERE_M = 1.3
"""Nearer than this to its post an agent has come there: it stops a metre from it."""
WAITS = 2
"""Ticks of reaction that are left before each tick, so that what an agent would rather do has to wait."""
_GAP: Any = plain_twin(gap_between)


def ordered(
    compiled: CompiledScene, world: World, standing: tuple[Standing, ...], command: GiveOrders
) -> tuple[Standing, ...]:
    """What stands after a command: its actors leave what they were at. CompileError, and nothing changed, refuses all.

    An actor that stands in it several times does one order after the other.
    """
    reason = _why_not(compiled, world, command.orders)
    if reason:
        raise CompileError([Finding("orders", "error", f"The orders can't be given: {reason}.", None, None)])
    queues: dict[str, list[Order]] = {}
    for order in command.orders:
        queues.setdefault(order.actor, []).append(order)
    kept = [each for each in standing if each.actor not in queues]
    return (*kept, *(Standing(tuple(queue), queue[0].ticks) for queue in queues.values()))


def due(compiled: CompiledScene, world: World, standing: Sequence[Standing]) -> tuple[Standing, ...]:
    """What is to be done in the next tick: orders that are over have made room for those behind them."""
    found: list[Standing] = []
    for each in standing:
        row = compiled.row_of(each.actor)
        if row is None or why_unable(world, row):
            continue
        orders, left = each.orders, each.left
        while orders and (left <= 0 or _is_over(compiled, world, row, orders[0])):
            orders = orders[1:]
            left = orders[0].ticks if orders else 0
        if orders:
            found.append(Standing(orders, left))
    return tuple(found)


def carried_on(compiled: CompiledScene, world: World, standing: Sequence[Standing]) -> tuple[Standing, ...]:
    """Write what is done in the next tick, let go of those who are done, and say what stands after that tick."""
    found = due(compiled, world, standing)
    busy = {each.actor for each in found}
    for each in standing:
        row = compiled.row_of(each.actor)
        if row is not None and each.actor not in busy:
            let_go(compiled, world, row)
    for each in found:
        row = compiled.row_of(each.actor)
        if row is not None:
            _hold(compiled, world, row, each.orders[0])
    return tuple(Standing(each.orders, each.left - 1) for each in found)


def why_unable(world: World, row: int) -> str:
    """Why somebody can't be at an order now, as the end of a sentence; "" when it can."""
    view = world.view
    if int(view["life"][row]) != UP:
        return "is not up"
    if int(view["is_player"][row]) != 0 and int(view["autopilot"][0]) == 0:
        return "is played by a person, whose hands alone move it"
    return ""


def attend(world: World, row: int, target: int) -> None:
    """Let row `row` have its attention on row `target` alone: as its target or as the friend that it looks after."""
    view = world.view
    gap = _GAP(view["position"], view["radius"], row, target)
    if view["team"][row] != view["team"][target]:
        if int(view["team"][target]) != NEUTRAL:
            senses = {"target": "target_distance", "heard": "", "nearest_enemy": "nearest_enemy_distance"}
            _sense(view, row, target, gap, senses)
        return
    if int(view["life"][target]) == DOWN:
        _sense(view, row, target, gap, {"ally_down": "ally_down_distance"})
        return
    senses = {"nearest_ally": "nearest_ally_distance", "ally_hurt": "ally_hurt_distance"}
    _sense(view, row, target, gap, {**senses, "player_friend": "player_distance"})


def let_go(compiled: CompiledScene, world: World, row: int) -> None:
    """Let row `row` think again, and decide anew at its next turn."""
    view = world.view
    view["agent_profile"][row] = compiled.rows["agent_profile"][row]
    view["planned_skill"][row] = THINK_ANEW
    view["reaction_left"][row] = 0
    for name in ("action", "wanted", "goal", "target", "heard"):
        view[name][row] = -1


def _sense(view: Any, row: int, target: int, gap: Any, senses: dict[str, str]) -> None:
    for sense, distance in senses.items():
        view[sense][row] = target
        if distance:
            view[distance][row] = gap


def _hold(compiled: CompiledScene, world: World, row: int, order: Order) -> None:
    view = world.view
    number = compiled.mind.domain.action_ids.get(order.action, -1)
    view["action"][row] = number
    view["reaction_left"][row] = WAITS
    if order.place is not None:
        view["post"][row] = order.place
        view["post_tick"][row] = max(int(view["post_tick"][row]), 0)
    target = compiled.row_of(order.target) if order.target else None
    if target is None:
        view["agent_profile"][row] = compiled.rows["agent_profile"][row]
        return
    view["agent_profile"][row] = -1
    view["wanted"][row] = number
    view["goal"][row] = view["plan_since"][row] = -1
    attend(world, row, target)


def _is_over(compiled: CompiledScene, world: World, row: int, order: Order) -> bool:
    view = world.view
    if order.target:
        target = compiled.row_of(order.target)
        if target is None or int(view["life"][target]) != (DOWN if _is_for_the_fallen(compiled, order.action) else UP):
            return True
    if order.place is None:
        return False
    x, _, z = view["position"][row].tolist()
    return math.hypot(x - order.place[0], z - order.place[1]) <= THERE_M


def _is_for_the_fallen(compiled: CompiledScene, action: str) -> bool:
    domain = compiled.mind.domain
    number = domain.action_ids.get(action)
    return number is not None and any(
        each.fact == ALLY_DOWN and each.value for each in literals(domain.actions[number].needs)
    )


def _why_not(compiled: CompiledScene, world: World, orders: Sequence[Order]) -> str:
    if not 1 <= len(orders) <= MOST_ORDERS:
        return f"there are {len(orders)}; expected 1 to {MOST_ORDERS}"
    domain, profiles = compiled.mind.domain, compiled.rows["agent_profile"]
    for order in orders:
        row = compiled.row_of(order.actor)
        if row is None:
            return f'nobody in play is called "{order.actor}"'
        if row >= len(profiles) or int(profiles[row]) < 0:
            return f'"{order.actor}" is no agent'
        if unable := why_unable(world, row):
            return f'"{order.actor}" {unable}'
        if order.action and order.action not in domain.action_ids:
            return domain.no_action(order.action)
        if order.target and (compiled.row_of(order.target) is None or order.target == order.actor):
            return f'"{order.target}" is nobody whom "{order.actor}" can turn to'
        if not 1 <= order.ticks <= LONGEST_ORDER:
            return f"an order is for {order.ticks} ticks; expected 1 to {LONGEST_ORDER}"
        if order.place is not None and not all(abs(part) <= FARTHEST_M for part in order.place):
            return f"{order.place} is no place"
    return ""
