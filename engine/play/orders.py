"""Orders: what agents are told to do for a while in place of their own plans; as values, and as plain data."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

MOST_ORDERS = 64
"""Orders of one command."""
LONGEST_ORDER = 3600
"""Ticks of one order: a minute."""
LONGEST_NAME = 256
FARTHEST_M = 1e6


@dataclass(frozen=True)
class Order:
    """`actor` does `action` for up to `ticks` ticks; "" is to stand and do nothing.

    `target` is the entity that has all its attention meanwhile; `place` (x, z) [m] becomes its post. The order is over
    sooner when the target is out of play, or the place is reached.
    """

    actor: str
    action: str
    ticks: int
    target: str = ""
    place: tuple[float, float] | None = None


@dataclass(frozen=True)
class Standing:
    """What one actor has still to do: the first of `orders`, never empty, goes on for `left` ticks."""

    orders: tuple[Order, ...]
    left: int

    @property
    def actor(self) -> str:
        """Entity id of whoever does it."""
        return self.orders[0].actor


def orders_data(orders: Sequence[Order]) -> list[list[Any]]:
    """Plain data: [actor, action, ticks, target, place] of each."""
    return [[o.actor, o.action, o.ticks, o.target, list(o.place) if o.place else None] for o in orders]


def read_orders(data: Any) -> tuple[Order, ...]:
    """The orders again. ValueError for anything else, and for more than one command holds."""
    return tuple(_order(entry) for entry in _list(data, MOST_ORDERS))


def standing_data(standing: Sequence[Standing]) -> list[Mapping[str, Any]]:
    """Plain data for a keyframe."""
    return [{"left": each.left, "orders": orders_data(each.orders)} for each in standing]


def read_standing(data: Any) -> tuple[Standing, ...]:
    """What stood, again. ValueError or KeyError for anything else."""
    found: list[Standing] = []
    for entry in _list(data, 100_000):
        orders, left = read_orders(entry["orders"]), entry["left"]
        if not orders or not _is_ticks(left, 0) or len({order.actor for order in orders}) != 1:
            raise ValueError("orders that nobody can be at")
        found.append(Standing(orders, left))
    return tuple(found)


def _order(data: Any) -> Order:
    parts = _list(data, 5)
    if len(parts) != 5:
        raise ValueError(f"an order of {len(parts)} parts; expected actor, action, ticks, target and place")
    actor, action, ticks, target, place = parts
    for text in (actor, action, target):
        if not isinstance(text, str) or len(text) > LONGEST_NAME:
            raise ValueError(f"{str(text)[:40]!r} where a name of at most {LONGEST_NAME} characters is expected")
    if not _is_ticks(ticks, 1):
        raise ValueError(f"an order for {str(ticks)[:40]} ticks; expected 1 to {LONGEST_ORDER}")
    return Order(actor, action, ticks, target, None if place is None else _place(place))


def _place(data: Any) -> tuple[float, float]:
    parts = _list(data, 2)
    numbers = [float(p) for p in parts if isinstance(p, int | float) and not isinstance(p, bool) and abs(p) < 1e300]
    if len(numbers) != 2 or not all(math.isfinite(number) for number in numbers):
        raise ValueError(f"{str(data)[:40]!r} where a place (x, z) is expected")
    return numbers[0], numbers[1]


def _is_ticks(value: Any, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= LONGEST_ORDER


def _list(data: Any, most: int) -> Sequence[Any]:
    if not isinstance(data, list | tuple):
        raise ValueError(f"{str(data)[:40]!r} where a list is expected")
    entries = cast("Sequence[Any]", data)
    if len(entries) > most:
        raise ValueError(f"a list of {len(entries)} entries; at most {most} are read")
    return entries
