"""The chips over the picture: view, light, overlays; real buttons with real menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from editor.glyphs import glyph_icon
from editor.tr import tr
from editor.viewport.camera.navigation import VIEW_TITLES, Navigation
from editor.viewport.overlays import find_overlays
from editor.viewport.paint.colours import Colours, size
from editor.viewport.paint.text import scaled
from editor.viewport.view_state import LIGHT_TITLES, ViewState

ROOM_BESIDE = 220
"""What the play chip in the middle of the top needs [pixels]."""
OVERLAYS_TIP = "Overlays: what is drawn over the scene to explain it"
HUD_TITLE = "Shown while playing"


@dataclass(frozen=True)
class Bookmark:
    """A line of the view's menu: its title, its keys, what it does, and why not."""

    title: str
    keys: str
    run: Callable[[], object]
    why_not: str = ""


def chip_sheet(bar: str, colours: Colours) -> str:
    """The style of a bar of chips over the picture, by the name of its class: opaque, dark in every theme."""
    chip, text = colours.text("viewport.chip"), colours.text("viewport.chip_text")
    hover, edge = colours.text("surface.hover"), colours.text("viewport.chip_edge")
    radius = size("radius.chip")
    return (
        f"{bar} {{ background: {chip}; border: 1px solid {edge}; border-radius: {radius}px; }}"
        f"{bar} QLabel {{ color: {text}; background: transparent; }}"
        f"{bar} QToolButton {{ color: {text}; background: transparent; border: 1px solid transparent;"
        f" border-radius: {radius}px; padding: 2px 6px; }}"
        f"{bar} QToolButton:hover {{ background: {hover}; }}"
        f"{bar} QToolButton:focus {{ border-color: {colours.text('line.focus')}; }}"
    )


class ChipBar(QFrame):
    """Three chips in one dark bar."""

    def __init__(
        self,
        state: ViewState,
        navigation: Navigation,
        hud_blocks: Callable[[], dict[str, str]],
        parent: QWidget,
        bookmarks: Callable[[], list[Bookmark]] = list,
    ) -> None:
        """`hud_blocks` gives id -> title of the blocks that the running game shows; `bookmarks` lines of the menu."""
        super().__init__(parent)
        self._state = state
        self._navigation = navigation
        self._hud_blocks = hud_blocks
        self._bookmarks = bookmarks
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.view = self._chip("View: perspective, top, front or side", self._fill_views)
        self.light = self._chip("Light: how the scene is lit while you edit it", self._fill_lights)
        self.overlays = self._chip(OVERLAYS_TIP, self._fill_overlays)
        self._buttons = (self.view, self.light, self.overlays)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 2)
        layout.setSpacing(2)
        for button in self._buttons:
            layout.addWidget(button)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.follow()

    def dress(self, colours: Colours) -> None:
        """Take a theme's colours."""
        colour = colours.text("viewport.chip_icon")
        menus = "ChipBar QToolButton::menu-indicator { image: none; width: 0px; }"
        self.setStyleSheet(chip_sheet("ChipBar", colours) + menus)
        for button, glyph in ((self.view, "video-camera"), (self.light, "sun"), (self.overlays, "stack")):
            button.setIcon(glyph_icon(glyph, colour, colour))
        self.adjustSize()

    def fit(self, width: int) -> None:
        """Show icons only where words would leave no room for what else lies at the top of a picture so wide."""
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        side = scaled(size("size.icon_s") + 2)
        for button in self._buttons:
            button.setIconSize(QSize(side, side))
            button.setToolButtonStyle(style)
        if 2 * self.sizeHint().width() + ROOM_BESIDE > width:
            style = Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._buttons:
            button.setToolButtonStyle(style)
        self.adjustSize()

    def follow(self) -> None:
        """Show what is set now."""
        wanted = self._state.overlays
        # The ghosts of a proposal come and go with it; counted, they would seem to be there always.
        shown = [each.title for each in find_overlays() if each.id in wanted and not each.is_of_proposal]
        count = len(shown)
        tip = tr(OVERLAYS_TIP)
        if shown:
            tip += "\n" + tr("On: {overlays}", overlays=", ".join(map(tr, shown)))
        if self.overlays.toolTip() != tip:
            self.overlays.setToolTip(tip)
        for button, text in (
            (self.view, tr(VIEW_TITLES[self._navigation.kind])),
            (self.light, tr(LIGHT_TITLES[self._state.light])),
            (self.overlays, tr("Overlays {count}", count=count) if count else tr("Overlays")),
        ):
            if button.text() != text:
                button.setText(text)
                self.adjustSize()

    def _chip(self, tip: str, fill: Callable[[QMenu], None]) -> QToolButton:
        button = QToolButton(self)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(tr(tip))
        button.setAccessibleName(tr(tip))
        button.setAutoRaise(True)
        menu = QMenu(button)
        menu.aboutToShow.connect(partial(self._renew, menu, fill))
        button.setMenu(menu)
        return button

    @staticmethod
    def _renew(menu: QMenu, fill: Callable[[QMenu], None]) -> None:
        menu.clear()
        fill(menu)

    def _fill_views(self, menu: QMenu) -> None:
        menu.setToolTipsVisible(True)
        for kind, title in VIEW_TITLES.items():
            self._choice(menu, title, self._navigation.kind == kind, partial(self._navigation.set_view, kind))
        menu.addSeparator()
        for mark in self._bookmarks():
            title = tr(mark.title)
            line = menu.addAction(f"{title}\t{mark.keys}" if mark.keys else title)
            line.setEnabled(not mark.why_not)
            line.setToolTip(tr(mark.why_not) if mark.why_not else "")
            line.triggered.connect(lambda _checked=False, run=mark.run: run())

    def _fill_lights(self, menu: QMenu) -> None:
        for light, title in LIGHT_TITLES.items():
            self._choice(menu, title, self._state.light == light, partial(setattr, self._state, "light", light))
        menu.addSeparator()
        self._choice(menu, "Grid", self._state.grid, lambda: setattr(self._state, "grid", not self._state.grid))

    def _fill_overlays(self, menu: QMenu) -> None:
        menu.setToolTipsVisible(True)
        for overlay in find_overlays():
            is_on = overlay.id in self._state.overlays
            action = self._choice(menu, overlay.title, is_on, partial(self._state.toggle_overlay, overlay.id))
            meanings = [f"{tr(row.title)}: {tr(row.help)}" for row in overlay.legend if row.help]
            action.setToolTip("\n".join([tr(overlay.question), *meanings]))
        menu.addSeparator()
        self._choice(menu, "Legend", self._state.legend, lambda: setattr(self._state, "legend", not self._state.legend))
        blocks = self._hud_blocks()
        if blocks:
            menu.addSection(tr(HUD_TITLE))
            for identifier, title in blocks.items():
                is_on = self._state.shows_hud(identifier)
                self._choice(menu, title, is_on, partial(self._state.toggle_hud, identifier))

    @staticmethod
    def _choice(menu: QMenu, title: str, is_on: bool, run: Callable[[], object]) -> QAction:
        action = menu.addAction(tr(title))
        action.setCheckable(True)
        action.setChecked(is_on)
        action.triggered.connect(lambda _checked=False: run())
        return action
