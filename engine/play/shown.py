"""What a project adds to the picture: HUD blocks, and further things to draw, as functions of the running session."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from engine.present.draw_list import DrawList
from engine.present.hud import Corner, HudBlock, HudForm, HudRow

if TYPE_CHECKING:
    from engine.play.running.session import Session


@dataclass(frozen=True)
class HudPart:
    """One block of the HUD. `rows(session)` gives its lines; no line, no block."""

    part_kind: ClassVar[str] = "hud"
    name: str
    title: str
    corner: Corner
    order: int
    rows: "Callable[[Session], Sequence[HudRow]]"
    form: HudForm = "lines"

    def block(self, session: "Session") -> HudBlock | None:
        """The block as it is now, or None when there is nothing to say."""
        rows = tuple(self.rows(session))
        return HudBlock(self.name, self.title, rows, self.corner, form=self.form) if rows else None


@dataclass(frozen=True)
class ShownPart:
    """Further things in the picture: `add(session, picture, alpha)` appends to the draw list in place."""

    part_kind: ClassVar[str] = "shown"
    name: str
    order: int
    add: "Callable[[Session, DrawList, float], None]"


def hud(
    title: str, *, corner: Corner = "top_left", order: int = 0, form: HudForm = "lines"
) -> "Callable[[Callable[[Session], Sequence[HudRow]]], HudPart]":
    """Declare a HUD block: `@hud("Echo", corner="top_right")` over `def echo(session) -> list[HudRow]`.

    `form` says how its rows are painted.
    """
    return lambda fn: HudPart(fn.__name__, title, corner, order, fn, form)


def shown(*, order: int = 0) -> "Callable[[Callable[[Session, DrawList, float], None]], ShownPart]":
    """Declare further things to draw: `@shown()` over `def threads(session, picture, alpha) -> None`."""
    return lambda fn: ShownPart(fn.__name__, order, fn)
