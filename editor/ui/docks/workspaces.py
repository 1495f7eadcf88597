"""Workspaces: which panels stand where for a task, kept as the user leaves them, and back to the start on demand."""

import base64
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize

from editor.api import WORKSPACES, Area, PanelSpec
from editor.core.settings.layouts import Layout, Layouts, OwnWorkspace, Removed, key_of
from editor.ui.docks.docks import Docks
from editor.ui.theme.look import look

COMPACT_BELOW = 1440
PLAN = 5
"""Raised whenever the usual layouts change so much that the ones that were left must not come back."""
MOST_BOTTOM = 0.4
MOST_SIDES = {"left": 0.22, "right": 0.31}
"""Large texts want large panels; the picture keeps the larger part of the window's height and width."""
COMPACT = {"left": 256, "right": 336}
NARROW_BELOW, NARROW = 1000, {"left": 208, "right": 288}
"""Where texts are large in a small window, the picture needs the width more."""


@dataclass(frozen=True)
class Plan:
    """The usual sizes of a workspace [pixels at 100 % text size].

    `low_bottom` is for narrow windows, `centre` for what stands right below the viewport: where a workspace gives it
    no place of its own, it is a tab of the bottom. Without a bottom its panels are closed to tabs behind those of the
    centre. `bottom_share` gives the bottom a part of the window's height
    instead; with `first_wide` the first of its panels stands alone, about so wide, and the others are tabs beside it.
    """

    left: int = 264
    right: int = 348
    bottom: int = 232
    low_bottom: int = 192
    centre: int = 164
    has_centre: bool = False
    has_bottom: bool = True
    bottom_share: float = 0.0
    first_wide: int = 0


PLANS = {
    "Author": Plan(),
    "Play": Plan(left=224, has_centre=True, has_bottom=False),
    "Profile": Plan(left=224, bottom_share=0.55),
    "Review": Plan(left=320, bottom=264, low_bottom=264, first_wide=420),
}
WHOLE_BOTTOM, USUAL_FIRST = 1240, 660
"""How wide the bottom is taken to be [pixels at 100 % text size], and the first of the stacks that share it."""


class Workspaces:
    """Switches the docks of a window between named layouts: the four of the program and the user's own.

    A workspace of the program is named by its name, one of the user's own by its id. `size` gives the window's size in
    logical pixels: narrow windows put everything of an area into one stack.
    """

    def __init__(self, docks: Docks, specs: list[PanelSpec], size: Callable[[], QSize]) -> None:
        self._docks, self._specs, self._size = docks, specs, size
        self._layouts = Layouts()
        self.current = ""
        self._fitted = -1

    @property
    def problem(self) -> str:
        """What was wrong with the remembered layouts; empty when nothing was."""
        return self._layouts.problem

    @property
    def is_compact(self) -> bool:
        """Whether the window is too narrow for panels side by side in the bottom."""
        return self._size().width() / look.scale < COMPACT_BELOW

    @property
    def step(self) -> int:
        """How narrow the window is, as the usual sizes of the panels count it: 0 wide, 1 compact, 2 narrow."""
        width = self._size().width() / look.scale
        return (width < COMPACT_BELOW) + (width < NARROW_BELOW)

    @property
    def first(self) -> str:
        """What a window shows first: the workspace that was shown last, else the first one."""
        last, available = self._layouts.model.last, self.available()
        return last if last in available or self.own(last) else (available or [""])[0]

    def available(self) -> list[str]:
        """The program's workspaces that have a panel of their own; one without would only be an empty copy."""
        return [name for name in WORKSPACES if any(name in spec.workspaces for spec in self._specs)]

    def owned(self) -> list[OwnWorkspace]:
        """The user's own workspaces, in the order in which they were saved."""
        return list(self._layouts.model.own)

    def own(self, name: str) -> OwnWorkspace | None:
        """A workspace of the user's own; None for those of the program."""
        return self._layouts.own(name)

    def base(self, name: str) -> str:
        """The program's workspace that one was made from; of the program's own ones, itself."""
        own = self.own(name)
        return name if own is None else own.base if own.base in PLANS else WORKSPACES[0]

    def show(self, name: str) -> None:
        """Keep the current layout and show another as it was left."""
        if name == self.current:
            return
        self.keep()
        self.current = self._layouts.model.last = name
        if not self._restore(self._layouts.model.layouts):
            self.reset()

    def keep(self) -> None:
        """Remember the current layout and write it."""
        if self.current:
            self._layouts.model.layouts[self._key] = self._layout()
            self._layouts.write()

    def reset(self) -> None:
        """Show the current workspace as it was made, or one of the user's own as it was saved."""
        self._layouts.model.layouts.pop(self._key, None)
        if self.own(self.current) is not None and self._restore(self._layouts.model.saved):
            return
        self._docks.arrange(self.groups(self.current))
        self.resize()

    # -- the user's own -------------------------------------------------------------------------------------------

    def why_not_named(self, name: str, besides: str = "") -> str:
        """Why a workspace cannot have a name; empty when it can."""
        return self._layouts.why_not_named(name, WORKSPACES, besides)

    def save_as(self, name: str) -> OwnWorkspace:
        """Save the layout that is shown as a new workspace and go on in it; the one before stays as it was left."""
        self.keep()
        made = self._layouts.add(name, self.base(self.current))
        self.current = self._layouts.model.last = made.id
        self.save()
        return made

    def save(self) -> None:
        """Let the workspace of the user's own that is shown be reset to what it is now."""
        self._layouts.model.saved[self._key] = self._layout()
        self.keep()

    def rename(self, id_: str, name: str) -> None:
        """Call a workspace of the user's own otherwise."""
        own = self.own(id_)
        assert own is not None
        own.name = name.strip()
        self._layouts.write()

    def delete(self, id_: str) -> Removed:
        """Forget a workspace of the user's own; where it is shown, the one that it was made from follows."""
        if self.current == id_:
            self.show(self.base(id_))
        removed = self._layouts.remove(id_)
        self._layouts.write()
        return removed

    def put_back(self, removed: Removed) -> None:
        """Undo `delete`, and show it."""
        self._layouts.put_back(removed)
        self.show(removed.own.id)

    # -- arranging ------------------------------------------------------------------------------------------------

    def groups(self, name: str) -> list[tuple[Area, list[str]]]:
        """The stacks of tabs of a workspace: who leads it first, then the editor's own panels, then all others."""
        name = self.base(name)
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
            elif PLANS[name].first_wide:
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
        self._fitted = self.step
        plan = PLANS[self.base(self.current)]
        sizes = ({"left": plan.left, "right": plan.right}, COMPACT, NARROW)[self.step]
        bottom = min(look.px(plan.low_bottom if self.is_compact else plan.bottom), self.most_bottom)
        if plan.bottom_share:
            bottom = round(self._size().height() * plan.bottom_share)
        heads: dict[str, list[str]] = {}
        for area, ids in self.groups(self.current):
            heads.setdefault(area, []).append(ids[0])
        most = {area: round(self._size().width() * share) for area, share in MOST_SIDES.items()}
        wide = {area: min(look.px(sizes[area]), most[area]) for area in most}
        across = [(heads[area][0], wide[area]) for area in wide if area in heads]
        if across:
            self._docks.resize([id_ for id_, _size in across], [size for _id, size in across], across=True)
        if "centre" in heads:
            self._docks.resize([heads["centre"][0]], [look.px(plan.centre)], across=False)
        if "bottom" in heads:
            self._docks.resize([heads["bottom"][0]], [bottom], across=False)
            if len(heads["bottom"]) > 1:
                first = plan.first_wide or USUAL_FIRST
                shares = [look.px(first), *[look.px(WHOLE_BOTTOM - first)] * (len(heads["bottom"]) - 1)]
                self._docks.resize(heads["bottom"], shares, across=True)

    def follow_size(self) -> None:
        """Give the areas the usual sizes of another step once the window has become so much wider or narrower."""
        if self.current and self._fitted != self.step:
            self.resize()

    @property
    def most_bottom(self) -> int:
        """The most that what stands below the viewport may take of the window's height [pixels]."""
        return round(self._size().height() * max(PLANS[self.base(self.current)].bottom_share, MOST_BOTTOM))

    def bottom(self) -> tuple[str, int]:
        """The panel that stands first below the viewport and how high it is [pixels]; "" when none does."""
        for area, ids in self.groups(self.current):
            for id_ in ids:
                if area in {"bottom", "centre"} and self._docks.is_visible(id_):
                    return id_, self._docks.dock(id_).height()
        return "", 0

    @property
    def _key(self) -> str:
        return key_of(self.current, compact=self.is_compact)

    def _layout(self) -> Layout:
        state = base64.b64encode(self._docks.save()).decode("ascii")
        return Layout(state=state, panels=[spec.id for spec in self._specs], plan=PLAN, scale=look.scale)

    def _restore(self, layouts: dict[str, Layout]) -> bool:
        """Put the docks where a layout of the current workspace has them; False when there is none that fits."""
        layout = layouts.get(self._key)
        is_own = self.own(self.current) is not None
        if layout is None and is_own:
            layout = layouts.get(key_of(self.current, compact=not self.is_compact))
        if layout is None:
            return False
        here, there = {spec.id for spec in self._specs}, set(layout.panels)
        # The program's workspaces start anew with other panels; what the user saved stays, and new panels stay closed.
        if not is_own and (layout.plan != PLAN or here != there):
            return False
        if not self._docks.restore(_decoded(layout.state)):
            return False
        self._fitted = self.step
        self._docks.park(here - there)
        if layout.scale != look.scale:
            # The same pixels hold less of a larger text.
            self.resize()
        return True


def _decoded(state: str) -> bytes:
    """A kept layout; nothing for a text that is none."""
    try:
        return base64.b64decode(state)
    except ValueError:
        return b""


def _is_built_in(spec: PanelSpec) -> bool:
    return spec.package.startswith("editor.ui.rooms.")
