"""Choosing by click and by box: what is selected then, added, toggled or let go, and how to reach what lies behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from editor.core.editor import Editor

Mode = Literal["set", "add", "toggle", "take"]
CLICK_SLACK = 4.0
"""So far [px] a click may wander, and two clicks may lie apart and still be meant for the same place."""
MARKS: dict[Mode, str] = {"set": "", "add": "+ ", "toggle": "± ", "take": "− "}


class Picker(Protocol):
    """Finds entities in the last picture; positions in pixels of the widget."""

    def pick(self, x: float, y: float, without: frozenset[str] = frozenset()) -> str | None:
        """The entity under a point, looking through those in `without`."""
        ...

    def pick_box(self, left: float, top: float, right: float, bottom: float) -> tuple[str, ...]:
        """The entities in a rectangle."""
        ...


def box_mode(modifiers: frozenset[str]) -> Mode:
    """What a box does with the keys that are held: Alt takes away, Ctrl toggles, Shift adds."""
    if "alt" in modifiers:
        return "take"
    return "toggle" if "ctrl" in modifiers else "add" if "shift" in modifiers else "set"


class Choosing:
    """Turns clicks and boxes into selections; clicking one place again and again goes through what lies there."""

    def __init__(self, editor: Editor, picker: Picker) -> None:
        self._editor, self._picker = editor, picker
        self._at: tuple[float, float] | None = None
        self._seen: tuple[str, ...] = ()
        self._view: object = None

    def choosable(self, identifier: str | None) -> str | None:
        """The id of what may be chosen in the picture: what is there, and not locked."""
        if identifier is None or not self._editor.has_scene:
            return None
        entity = self._editor.view.get(identifier)
        return identifier if entity is not None and not entity.locked else None

    def click(self, x: float, y: float, *, adds: bool, view: object = None) -> str | None:
        """Select what lies under a point, or nothing, and give its id.

        Clicked again at the same place, in the same `view`, what lies behind it; after the last one the first.
        """
        selection = self._editor.selection
        is_again = not adds and view == self._view and self._is_near(x, y) and selection.ids == self._seen[-1:]
        found = self._next(x, y, self._seen if is_again else ())
        self._at, self._view = (x, y), view
        self._seen = (*(self._seen if is_again and found not in self._seen else ()), *([found] if found else ()))
        if found is None:
            if not adds:
                selection.clear()
        elif adds:
            selection.toggle(found)
        else:
            selection.set([found])
        return found

    def box(self, box: tuple[float, float, float, float], mode: Mode) -> None:
        """Select, add, toggle or let go what is seen in a rectangle (x, y, x, y) [px]."""
        left, right = sorted((box[0], box[2]))
        top, bottom = sorted((box[1], box[3]))
        whole = (self._whole(each) for each in self._picker.pick_box(left, top, right, bottom))
        found = [each for each in dict.fromkeys(whole) if self.choosable(each)]
        selection = self._editor.selection
        if mode == "set":
            selection.set(found)
        elif mode == "add":
            selection.add(*found)
        elif mode == "take":
            selection.set(each for each in selection.ids if each not in found)
        else:
            kept = [each for each in selection.ids if each not in found]
            selection.set([*kept, *(each for each in found if each not in selection.ids)])

    def _is_near(self, x: float, y: float) -> bool:
        return self._at is not None and max(abs(x - self._at[0]), abs(y - self._at[1])) <= CLICK_SLACK

    def _next(self, x: float, y: float, seen: tuple[str, ...]) -> str | None:
        """What comes after those: the whole instance before its part, then what lies behind, then the first again."""
        if not self._editor.has_scene:
            return None
        passed = set(seen)
        while True:
            hit = self._picker.pick(x, y, frozenset(passed))
            if hit is None or hit in passed:
                return self._next(x, y, ()) if seen else None
            for each in (self._whole(hit), hit):
                if each not in passed and self.choosable(each) is not None:
                    return each
            passed.add(hit)

    def _whole(self, identifier: str) -> str:
        """The instance that a part of a prefab belongs to; anything else is whole itself."""
        entity = self._editor.view.get(identifier)
        return getattr(entity, "part_of", None) or identifier
