"""A prefab dragged over the viewport: it stands there at once, follows the ground, and stays where it is dropped."""

from __future__ import annotations

from collections.abc import Callable

from editor.core import entities
from editor.core.editor import Editor
from editor.core.gestures import Gesture

Spot = tuple[float, float, float]


class PrefabDrop:
    """One prefab on its way into the scene; the whole drag is one gesture, so leaving or Esc takes it back."""

    def __init__(self, editor: Editor, spot_at: Callable[[float, float], Spot]) -> None:
        self._editor, self._spot_at = editor, spot_at
        self._gesture: Gesture | None = None
        self._prefab = ""
        self._id = ""

    def enter(self, prefab: str, x: float, y: float) -> bool:
        """A prefab comes in; False when it cannot stay (nothing open, a copy plays, no such prefab)."""
        editor = self._editor
        if not editor.has_scene or editor.play.is_active or prefab not in editor.view.prefabs:
            return False
        self.leave()
        self._prefab = prefab
        self._gesture = editor.gestures.begin(f"Add {editor.view.prefab(prefab).name}")
        self.move(x, y)
        return True

    def move(self, x: float, y: float) -> None:
        """The pointer moved: the prefab follows on the ground, in steps while snapping is on."""
        gesture = self._gesture
        if gesture is None:
            return
        editor, document = self._editor, self._editor.document
        assert document is not None
        # Names and ids are chosen as if this drag had not yet added anything.
        gesture.preview([])
        name = editor.view.prefab(self._prefab).name
        block = {"prefab": self._prefab}
        command = entities.add(document, f"scenes/{editor.scene}", name, block, self._snapped(self._spot_at(x, y)))
        gesture.preview([command])
        self._id = command.id

    def drop(self) -> None:
        """Let it stay, selected."""
        if self._gesture is not None:
            self._gesture.commit()
            self._gesture = None
            self._editor.selection.set([self._id])

    def leave(self) -> None:
        """Take it back."""
        if self._gesture is not None:
            self._gesture.cancel()
            self._gesture = None

    def _snapped(self, spot: Spot) -> Spot:
        tools = self._editor.tools
        if not tools.is_snapping:
            return spot
        x, y, z = spot
        return (round(x / tools.step_m) * tools.step_m, y, round(z / tools.step_m) * tools.step_m)
