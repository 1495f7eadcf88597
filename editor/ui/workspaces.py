"""Workspaces: which panels stand where for a task, kept as the user leaves them, and back to the start on demand."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

from editor.api import WORKSPACES, Area, PanelSpec
from editor.core.user_folders import data_folder
from editor.ui.docks import Docks
from editor.ui.theme.look import look
from engine.whole_file import write_whole

COMPACT_BELOW = 1440
FORMAT = "layout 2"
WIDTHS = {
    "Author": {"left": 264, "right": 348, "bottom": 232},
    "Play": {"left": 224, "right": 348, "bottom": 120},
    "Profile": {"left": 224, "right": 348, "bottom": 340},
    "Review": {"left": 320, "right": 348, "bottom": 232},
}
COMPACT = {"left": 256, "right": 336, "bottom": 192}


class Workspaces:
    """Switches the docks of a window between named layouts.

    `width` gives the window's width in logical pixels: narrow windows put everything of an area into one stack.
    """

    def __init__(self, docks: Docks, specs: list[PanelSpec], width: Callable[[], int]) -> None:
        self._docks, self._specs, self._width = docks, specs, width
        self._path = data_folder() / "layouts.json"
        self._states: dict[str, str] = self._read()
        self.current = ""

    @property
    def is_compact(self) -> bool:
        """Whether the window is too narrow for panels side by side in the bottom."""
        return self._width() / look.scale < COMPACT_BELOW

    def available(self) -> list[str]:
        """The workspaces that have a panel of their own; one without would only be an empty copy."""
        return [name for name in WORKSPACES if any(name in spec.workspaces for spec in self._specs)]

    def show(self, name: str) -> None:
        """Keep the current layout and show another as it was left."""
        if name == self.current:
            return
        self.keep()
        self.current = name
        state = self._states.get(self._key(name))
        if state is None or not self._docks.restore(base64.b64decode(state)):
            self.reset()

    def keep(self) -> None:
        """Remember the current layout and write it."""
        if self.current:
            self._states[self._key(self.current)] = base64.b64encode(self._docks.save()).decode("ascii")
            try:
                write_whole(self._path, json.dumps(self._states, indent=1) + "\n")
            except OSError:
                return  # A layout that cannot be kept is no reason to disturb; the next start shows the usual one.

    def reset(self) -> None:
        """Show the current workspace as it was made."""
        self._states.pop(self._key(self.current), None)
        self._docks.arrange(self.groups(self.current))
        self.resize()

    def groups(self, name: str) -> list[tuple[Area, list[str]]]:
        """The stacks of tabs of a workspace: the editor's own panels first, other panels beside or behind them.

        A panel whose order is below 10 comes before the editor's own: it is what its workspace is for.
        """
        mine = [spec for spec in self._specs if name in spec.workspaces]
        groups: list[tuple[Area, list[str]]] = []
        for area in ("left", "right", "bottom", "centre"):
            own = [spec.id for spec in mine if spec.dock == area and _is_built_in(spec)]
            guests = [spec.id for spec in mine if spec.dock == area and not _is_built_in(spec)]
            if area == "bottom" and own and guests and not self.is_compact:
                groups += [(area, own), (area, guests)]
            elif name == "Play" and area == "right":
                # While playing, the question is why somebody acts as it does; values come second.
                groups.append((area, guests + own))
            else:
                first = [spec.id for spec in mine if spec.id in guests and spec.order < 10]
                groups.append((area, first + own + [id_ for id_ in guests if id_ not in first]))
        return [(area, ids) for area, ids in groups if ids]

    def resize(self) -> None:
        """Give the areas their usual sizes."""
        sizes = {**WIDTHS[self.current], **(COMPACT if self.is_compact else {})}
        if self.current == "Play":
            sizes["bottom"] = WIDTHS["Play"]["bottom"]
        heads: dict[str, list[str]] = {}
        for area, ids in self.groups(self.current):
            heads.setdefault(area, []).append(ids[0])
        across = [(heads[area][0], look.px(sizes[area])) for area in ("left", "right") if area in heads]
        if across:
            self._docks.resize([id_ for id_, _size in across], [size for _id, size in across], across=True)
        if "bottom" in heads:
            self._docks.resize([heads["bottom"][0]], [look.px(sizes["bottom"])], across=False)
            if len(heads["bottom"]) > 1:
                self._docks.resize(heads["bottom"], [look.px(660), look.px(580)], across=True)

    def _key(self, name: str) -> str:
        """Layouts are kept for wide and narrow windows apart, and start anew when other panels are there."""
        panels = ",".join(sorted(spec.id for spec in self._specs))
        return f"{name}{' compact' if self.is_compact else ''}, {FORMAT}: {panels}"

    def _read(self) -> dict[str, str]:
        try:
            raw = json.loads(Path(self._path).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(key): str(value) for key, value in raw.items()} if isinstance(raw, dict) else {}


def _is_built_in(spec: PanelSpec) -> bool:
    return spec.package.startswith("editor.ui.rooms.")
