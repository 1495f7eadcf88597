"""What the pointer holds: a handle or the rim of an area, the things that go with it, and the gesture that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.core.entities.placing import Placed, placed_entities
from editor.viewport.tools.area_drag import AreaDrag
from editor.viewport.tools.copying import copies_of
from editor.viewport.tools.drag import Change, HandleDrag
from editor.viewport.tools.resting import HeightAt, Rest, on_the_ground, on_what_is_there
from editor.viewport.tools.transforms import commands_for
from engine.document import Command

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from editor.core.history.gestures import Gesture


@dataclass
class InHand:
    """A handle or an area in hand, with the gesture that shows it on the document."""

    tool: HandleDrag | AreaDrag
    things: list[Placed]
    gesture: Gesture
    at: tuple[float, float]
    shown: Change = field(default_factory=Change)
    rest: Rest | None = None
    copying: Sequence[Command] = ()
    """What adds the copies that are dragged."""
    before: tuple[str, ...] = ()
    """What was selected before copies were."""

    def take_copies(self, editor: Editor) -> None:
        """Add copies where the originals are, and have those in hand."""
        assert editor.document is not None
        self.before = editor.selection.ids
        self.copying, top = copies_of(editor, self.before)
        self.gesture.preview(self.copying)
        editor.selection.set(top)
        self.things = placed_entities(editor.document, editor.view, top)

    def preview(self) -> None:
        """Show what a handle's drag does now."""
        assert isinstance(self.tool, HandleDrag)
        changes = commands_for(self.things, self.tool.gizmo.place, self.shown, self.rest)
        self.gesture.preview([*self.copying, *changes])


def resting(editor: Editor, height_at: HeightAt, drag: HandleDrag, things: Sequence[Placed]) -> Rest | None:
    """Where a move lets things come to rest; None where it keeps heights, or is a pull at the axis of height itself."""
    if drag.gizmo.tool != "move" or "y" in drag.handle:
        return None
    if editor.tools.resting == "surface":
        return on_what_is_there(editor.view, height_at, frozenset(thing.entity.id for thing in things))
    return on_the_ground if editor.tools.resting == "ground" else None
