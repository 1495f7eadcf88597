"""What an overlay is, and the walk that finds them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from engine.document import SceneView
from engine.present.draw_list import DrawList, Ground
from engine.walk import walk_modules

if TYPE_CHECKING:
    from editor.core.balance.ground import OnGround
    from editor.core.proposals.review import Reviewed
    from engine.play.running.session import Session

Line = Literal["solid", "dashed", "ring", "dashed ring", "plate", "dashed plate"]


@dataclass(frozen=True)
class Swatch:
    """A row of the legend: how the line looks and what it means; `help` says it in a sentence."""

    title: str
    colour: str
    line: Line = "solid"
    help: str = ""


@dataclass(frozen=True)
class OverlayScene:
    """What overlays may look at: the view, the running session if there is one, the ground, the selected ids.

    `before`: the scene as it was in the state that changes are compared with, and `playtest`: what the last playtest of
    the open encounter says of places, where an overlay that is on needs it. `proposed`: what the ticked parts of a
    proposal would change here.
    """

    view: SceneView
    session: Session | None
    ground: Ground | None
    selection: tuple[str, ...]
    before: SceneView | None = None
    playtest: OnGround | None = None
    proposed: Reviewed | None = None


@dataclass(frozen=True)
class Overlay:
    """One overlay. `add` appends to the lists of a picture; `legend` explains what it adds."""

    id: str
    title: str
    question: str
    icon: str
    add: Callable[[OverlayScene, DrawList], None]
    legend: tuple[Swatch, ...] = ()
    is_on_at_start: bool = False
    workspaces: tuple[str, ...] = ()
    """The workspaces that show it by themselves, for as long as they are shown."""
    is_of_playtest: bool = False
    """Whether it needs what the last playtest says."""
    is_of_proposal: bool = False
    """Whether it shows nothing, and is not explained, while no proposal is under review."""
    is_of_editing: bool = False
    """Whether it adds nothing to a running game."""
    order: int = 100


@cache
def find_overlays() -> tuple[Overlay, ...]:
    """Every module-level Overlay of the package, in the order of the menu."""
    found = [
        value
        for module in walk_modules("editor.viewport.overlays")
        for value in vars(module).values()
        if isinstance(value, Overlay)
    ]
    return tuple(sorted(found, key=lambda overlay: (overlay.order, overlay.title)))
