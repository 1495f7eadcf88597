"""The offer: which thread the player could pull now, at what price, and why not, as the simulation would answer."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

import weakref
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.world.ids import UP
from engine.world.kernel import plain_twin

from .kinds import ALLOWED, BACK, PRICE, REASONS
from .tables import weaves_of
from .verdicts import nearest_weave, weave_verdict

if TYPE_CHECKING:
    from engine.play.running.session import Session


BEARS_ON_IT = ("position", "life", "is_player", "weave_state", "weave_budget", "echo", "shard_taken")
"""Columns that change and that an offer is made of."""
_made: "weakref.WeakKeyDictionary[Session, tuple[tuple[Any, ...], Offer | None]]" = weakref.WeakKeyDictionary()


@dataclass(frozen=True)
class Offer:
    """Weave `number`, whose stone is `entity`; `echo` is its price, or what comes back where it `is_woven`."""

    number: int
    entity: str
    text: str
    is_woven: bool
    echo: int
    refusal: str

    @property
    def title(self) -> str:
        """What the price tag says."""
        if self.is_woven:
            return f"let go: {self.text}, {self.echo} Echo back" if self.echo else f"let go: {self.text}, nothing back"
        return f"{self.text}, {self.echo} Echo"


def text_of(entity: Any) -> str:
    """What a weave does, in words."""
    return entity.components["weave"].text or entity.name


def player_of(session: "Session") -> int:
    """Row of the player who stands, or -1."""
    view = session.world.view
    rows = np.flatnonzero((view["is_player"] != 0) & (view["life"] == UP))
    return int(rows[0]) if len(rows) else -1


def offer_of(session: "Session") -> Offer | None:
    """What the player could weave or let go where it stands; None away from every thread.

    Several parts of a picture ask, and with barricades about a verdict takes milliseconds: it is found once a state.
    """
    view = session.world.view
    key = (session.compiled, *(view[name].tobytes() for name in BEARS_ON_IT))
    known = _made.get(session)
    if known is None or known[0] != key:
        known = _made[session] = (key, _found(session))
    return known[1]


def _found(session: "Session") -> Offer | None:
    view, row = session.world.view, player_of(session)
    if row < 0 or not len(view["weave_place"]):
        return None
    x, z = view["position"][row, 0], view["position"][row, 2]
    number = int(_plain(nearest_weave)(x, z, view["weave_place"]))
    if number < 0:
        return None
    entity = weaves_of(session.compiled.view)[number]
    is_woven = bool(view["weave_state"][0, number])
    reason = int(
        _plain(weave_verdict)(
            number, 0, int(view["first"][1]), row, view["weave_state"][0], view["weave_budget"][0],
            int(view["echo"][0]), view["shard_taken"][0], view["weave_rule"], view["weave_region"], view["weave_need"],
            view["shard_place"], view["shard_rule"], view["nav_frame"], view["life"], view["team"], view["position"],
            view["is_barricade_spare"], view["half_extent"], view["yaw"], view["weave_place"], view["way_out"],
        )
    )  # fmt: skip
    echo = int(view["weave_rule"][number, BACK if is_woven else PRICE])
    refusal = "" if reason == ALLOWED else REASONS[reason]
    return Offer(number, entity.id, text_of(entity), is_woven, echo, refusal)


@cache
def _plain(helper: Any) -> Any:
    """The helper without its compiler: a picture asks once a frame, which is not worth compiling a door for."""
    return plain_twin(helper)
