"""What the viewport is set to show: light, grid, overlays, HUD; kept while the window is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from psygnal import Signal

from editor.viewport.overlays.overlay import find_overlays

Light = Literal["lit", "game", "plain"]
ASKED_FOR = frozenset({"streaming"})
"""HUD blocks that are off until somebody asks for them."""
LIGHT_TITLES: dict[Light, str] = {"lit": "Lit", "game": "Game light", "plain": "Plain light"}


class ViewState:
    """Switches of one viewport; `changed` fires when one of them did."""

    changed = Signal()

    def __init__(
        self,
        overlays: frozenset[str] = frozenset(),
        hidden_hud: Iterable[str] = ASKED_FOR,
        keep: Callable[[list[str]], object] = list,
    ) -> None:
        """`keep` is told which blocks of the HUD are hidden whenever that changes."""
        self._light: Light = "lit"
        self._grid = True
        self._legend = True
        self._inset = True
        self._overlays = overlays
        self._task = ""
        self._put_out: frozenset[str] = frozenset()
        self._hidden_hud = frozenset(hidden_hud)
        self._keep = keep

    @property
    def light(self) -> Light:
        """How the scene is lit while it is edited."""
        return self._light

    @light.setter
    def light(self, value: Light) -> None:
        self._light = value
        self.changed.emit()

    @property
    def grid(self) -> bool:
        """Whether the ground has lines."""
        return self._grid

    @grid.setter
    def grid(self, value: bool) -> None:
        self._grid = value
        self.changed.emit()

    @property
    def legend(self) -> bool:
        """Whether the legend is shown."""
        return self._legend

    @legend.setter
    def legend(self, value: bool) -> None:
        self._legend = value
        self.changed.emit()

    @property
    def inset(self) -> bool:
        """Whether the game's own picture may stand in a corner."""
        return self._inset

    @inset.setter
    def inset(self, value: bool) -> None:
        self._inset = value
        self.changed.emit()

    @property
    def overlays(self) -> frozenset[str]:
        """The ids of the overlays that are on."""
        return self._overlays

    def show_task(self, workspace: str) -> None:
        """Show what belongs to a workspace, and no longer what belonged to the one before; what was put out stays."""
        if workspace == self._task:
            return
        gone = {each.id for each in find_overlays() if self._task in each.workspaces}
        came = {each.id for each in find_overlays() if workspace in each.workspaces}
        self._put_out = (self._put_out | gone) - (self._overlays & gone)
        self._task = workspace
        self._overlays = (self._overlays - gone) | (came - self._put_out)
        self.changed.emit()

    def toggle_overlay(self, identifier: str) -> None:
        """Switch one overlay."""
        self._overlays = self._overlays ^ {identifier}
        self.changed.emit()

    def shows_hud(self, block: str) -> bool:
        """Whether a HUD block is shown."""
        return block not in self._hidden_hud

    def toggle_hud(self, block: str) -> None:
        """Switch one HUD block."""
        self.hide_hud(self._hidden_hud ^ {block})
        self._keep(sorted(self._hidden_hud))

    def hide_hud(self, blocks: Iterable[str]) -> None:
        """Hide exactly these HUD blocks, as the settings say."""
        if frozenset(blocks) != self._hidden_hud:
            self._hidden_hud = frozenset(blocks)
            self.changed.emit()
