"""Workspaces: which panels stand where for a task, kept as the user leaves them, and back to the start on demand."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize

from editor.api import WORKSPACES, Area, PanelSpec
from editor.core.user_folders import data_folder
from editor.ui.docks import Docks
from editor.ui.theme.look import look
from engine.json_file import read_json
from engine.whole_file import write_whole

COMPACT_BELOW = 1440
FORMAT = "layout 5"
COMPACT = {"left": 256, "right": 336}


@dataclass(frozen=True)
class Plan:
    """The usual sizes of a workspace [pixels at 100 % text size].

    `low_bottom` is for narrow windows, `centre` for what stands right below the viewport: where a workspace gives it
    no place of its own, it is a tab of the bottom. Without a bottom its panels are closed to tabs behind those of the
    centre. `bottom_share` gives the bottom a part of the window's height
    instead; with `is_wide` the first of its panels stands wider beside the others, which are tabs.
    """

    left: int = 264
    right: int = 348
    bottom: int = 232
    low_bottom: int = 192
    centre: int = 164
    has_centre: bool = False
    has_bottom: bool = True
    bottom_share: float = 0.0
    is_wide: bool = False


PLANS = {
    "Author": Plan(),
    "Play": Plan(left=224, has_centre=True, has_bottom=False),
    "Profile": Plan(left=224, bottom_share=0.55),
    "Review": Plan(left=320, bottom=264, is_wide=True),
}


class Workspaces:
    """Switches the docks of a window between named layouts.

    `size` gives the window's size in logical pixels: narrow windows put everything of an area into one stack.
    """

    def __init__(self, docks: Docks, specs: list[PanelSpec], size: Callable[[], QSize]) -> None:
        self._docks, self._specs, self._size = docks, specs, size
        self._path = data_folder() / "layouts.json"
        self._states: dict[str, str] = self._read()
        self.current = ""

    @property
    def is_compact(self) -> bool:
        """Whether the window is too narrow for panels side by side in the bottom."""
        return self._size().width() / look.scale < COMPACT_BELOW

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
        if state is None or not self._docks.restore(_decoded(state)):
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
        """The stacks of tabs of a workspace: who leads it first, then the editor's own panels, then all others."""
        mine = [spec for spec in self._specs if name in spec.workspaces]
        groups: list[tuple[Area, list[str]]] = []
        for area in ("left", "right", "bottom", "centre"):
            here = [spec for spec in mine if self._area(spec, name) == area]
            here.sort(key=lambda spec: (name not in spec.leads, not _is_built_in(spec)))
            if area == "centre":
                # What is at home there stands in front of what is closed to a tab.
                here.sort(key=lambda spec: spec.dock != "centre")
            ids = [spec.id for spec in here]
            own = [spec.id for spec in here if _is_built_in(spec)]
            if area != "bottom" or self.is_compact:
                groups.append((area, ids))
            elif PLANS[name].is_wide:
                groups += [(area, ids[:1]), (area, ids[1:])]
            else:
                groups += [(area, own), (area, [id_ for id_ in ids if id_ not in own])]
        return [(area, ids) for area, ids in groups if ids]

    def _area(self, spec: PanelSpec, name: str) -> Area:
        plan = PLANS[name]
        if spec.dock == "centre" and not plan.has_centre:
            return "bottom"
        return "centre" if spec.dock == "bottom" and not plan.has_bottom else spec.dock

    def resize(self) -> None:
        """Give the areas their usual sizes."""
        plan = PLANS[self.current]
        sizes = COMPACT if self.is_compact else {"left": plan.left, "right": plan.right}
        bottom = look.px(plan.low_bottom if self.is_compact else plan.bottom)
        if plan.bottom_share:
            bottom = round(self._size().height() * plan.bottom_share)
        heads: dict[str, list[str]] = {}
        for area, ids in self.groups(self.current):
            heads.setdefault(area, []).append(ids[0])
        across = [(heads[area][0], look.px(sizes[area])) for area in ("left", "right") if area in heads]
        if across:
            self._docks.resize([id_ for id_, _size in across], [size for _id, size in across], across=True)
        if "centre" in heads:
            self._docks.resize([heads["centre"][0]], [look.px(plan.centre)], across=False)
        if "bottom" in heads:
            self._docks.resize([heads["bottom"][0]], [bottom], across=False)
            if len(heads["bottom"]) > 1:
                shares = [look.px(660), *[look.px(440 if plan.is_wide else 580)] * (len(heads["bottom"]) - 1)]
                self._docks.resize(heads["bottom"], shares, across=True)

    def bottom(self) -> tuple[str, int]:
        """The panel that stands first below the viewport and how high it is [pixels]; "" when none does."""
        for area, ids in self.groups(self.current):
            for id_ in ids:
                if area in {"bottom", "centre"} and self._docks.is_visible(id_):
                    return id_, self._docks.dock(id_).height()
        return "", 0

    def _key(self, name: str) -> str:
        """Layouts are kept for wide and narrow windows apart, and start anew when other panels are there."""
        panels = ",".join(sorted(spec.id for spec in self._specs))
        return f"{name}{' compact' if self.is_compact else ''}, {FORMAT}: {panels}"

    def _read(self) -> dict[str, str]:
        try:
            raw = read_json(Path(self._path))
        except (OSError, ValueError):
            return {}
        return {str(key): str(value) for key, value in raw.items()} if isinstance(raw, dict) else {}


def _decoded(state: str) -> bytes:
    """A kept layout; nothing for a text that is none."""
    try:
        return base64.b64decode(state)
    except ValueError:
        return b""


def _is_built_in(spec: PanelSpec) -> bool:
    return spec.package.startswith("editor.ui.rooms.")
