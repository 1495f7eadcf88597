"""Docks behind one facade: add, focus, arrange, save and restore; the only file that knows QDockWidget's ways."""

import itertools
from collections.abc import Callable, Mapping
from typing import Literal

from psygnal import Signal
from PySide6.QtCore import QByteArray, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabWidget, QWidget

from editor.tr import tr
from editor.ui.docks.drag import DockDrag
from editor.ui.docks.header import DockHeader, NoHeader
from editor.ui.docks.moves import DockMoves, is_afloat
from editor.ui.docks.panel_menu import panel_menu
from editor.ui.docks.tabs import DockTabs
from editor.ui.kit.first_focus import WANTS_KEYBOARD, give_keyboard, give_unless_taken
from editor.ui.kit.popup import pop_up
from editor.ui.theme.look import look

Area = Literal["left", "right", "bottom", "centre"]
_AREAS = {
    "left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "right": Qt.DockWidgetArea.RightDockWidgetArea,
    "bottom": Qt.DockWidgetArea.BottomDockWidgetArea,
    "centre": Qt.DockWidgetArea.BottomDockWidgetArea,
}
HOMES = {"left": "left", "right": "right", "bottom": "bottom", "centre": "bottom"}


class Docks(QObject):
    """The docks of one window, by id.

    A dock that stands alone has a header; one behind a tab has none, since the tab says its name. `current` is the
    panel that had the keyboard last, "" once the middle of the window had it; `moves` puts panels elsewhere.
    `current_changed` tells of another one, and `wanted` of one that is asked for, even if another covers it at once.
    """

    current_changed = Signal(str)
    wanted = Signal(str)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._docks: dict[str, QDockWidget] = {}
        self._headers: dict[str, DockHeader] = {}
        self._blanks: dict[str, NoHeader] = {}
        self._help: dict[str, str] = {}
        self._areas: dict[str, Area] = {}
        self.current = ""
        self.moves = DockMoves(window, self._docks)
        self.show_help: Callable[[str], None] = lambda _id: None
        # Grouped dragging is what lets a tab be torn off by the mouse, and floating panels be tabs of each other.
        options = QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks
        window.setDockOptions(options | QMainWindow.DockOption.GroupedDragging)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self._drag = DockDrag(self, self.save, self.restore)
        self._tabs = DockTabs(window, self._open_menu_of_title, self._drag.begin)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.dress)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        application.screenRemoved.connect(self._on_screen_gone)

    @property
    def ids(self) -> list[str]:
        """The ids of all docks, in the order of adding."""
        return list(self._docks)

    def add(self, id_: str, title: str, widget: QWidget, area: Area, help_text: str = "") -> QDockWidget:
        """Add a dock; it is hidden until `show`, `focus` or `arrange`."""
        title = tr(title)
        dock = QDockWidget(title, self._window)
        dock.setObjectName(f"dock.{id_}")
        dock.setWidget(widget)
        widget.setAccessibleName(title)
        self._docks[id_] = dock
        self._areas[id_] = area
        self._help[id_] = help_text
        self._headers[id_] = DockHeader(
            title, lambda place: self.open_menu(id_, place), dock.close, lambda: self._drag.begin(dock)
        )
        self._blanks[id_] = NoHeader()
        dock.setTitleBarWidget(self._headers[id_])
        self._blanks[id_].setParent(dock)
        self._blanks[id_].hide()
        self._window.addDockWidget(_AREAS[area], dock)
        dock.hide()
        for signal in (dock.dockLocationChanged, dock.topLevelChanged, dock.visibilityChanged):
            signal.connect(self._soon)
        return dock

    def dock(self, id_: str) -> QDockWidget:
        """Qt's widget of a dock; KeyError when there is none."""
        return self._docks[id_]

    def is_open(self, id_: str) -> bool:
        """Whether a dock is shown or stands behind a tab."""
        return not self._docks[id_].isHidden()

    def is_visible(self, id_: str) -> bool:
        """Whether anything of a dock can be seen now; one behind a tab cannot."""
        dock = self._docks[id_]
        return dock.isVisible() and not dock.visibleRegion().isEmpty()

    def toggle(self, id_: str) -> None:
        """Close an open dock, or open it and bring it to the front."""
        if self.is_open(id_):
            self._docks[id_].close()
        else:
            self.focus(id_)

    def focus(self, id_: str) -> None:
        """Open a dock, bring it to the front of its tabs and give it the keyboard."""
        dock = self._docks[id_]
        dock.show()
        dock.raise_()
        self.wanted.emit(id_)
        self._follow(id_)
        if not give_keyboard(dock.widget()):
            # A panel is built, and looks at what there is, when it is first seen: it takes the keyboard then.
            part, before = dock.widget(), QApplication.focusWidget()
            part.setProperty(WANTS_KEYBOARD, True)
            QTimer.singleShot(0, part, lambda: give_unless_taken(part, before))

    def move(self, id_: str, side: str) -> None:
        """Put a panel on a side of the window ("left", "right", "bottom") and give it the keyboard."""
        self.moves.to_side(id_, side)
        self.focus(id_)

    def tab_beside(self, id_: str, other: str) -> None:
        """Make a panel a tab of another one's stack and give it the keyboard."""
        self.moves.behind(id_, other)
        self.focus(id_)

    def float_or_dock(self, id_: str) -> None:
        """Let a panel float, or one that floats go back to where it was; it keeps the keyboard."""
        dock = self._docks[id_]
        was_afloat = is_afloat(dock)
        if dock.isFloating():
            dock.setFloating(False)
        if is_afloat(dock):
            # Qt has forgotten its place, as of one that floated as a tab.
            self.moves.to_side(id_, HOMES[self._areas[id_]])
        elif not was_afloat:
            self.moves.float_out(id_)
        self.focus(id_)

    def place_below(self, id_: str, other: str, height: int) -> None:
        """Put a dock that is closed below another one, in the same column, so high [px]."""
        dock, above = self._docks[id_], self._docks[other]
        area = self._window.dockWidgetArea(above)
        self._window.removeDockWidget(dock)
        # Not by a split: Qt adds a tab instead where a hidden dock stands behind the other one.
        self._window.addDockWidget(area, dock, Qt.Orientation.Vertical)
        dock.show()
        self._soon()
        self.resize([id_], [height], across=False)

    def arrange(self, groups: list[tuple[Area, list[str]]]) -> None:
        """Lay docks out anew: each group is a stack of tabs in an area; a second group of an area stands beside it.

        What belongs to the centre stands right below the middle of the window, above the bottom. Docks in no group are
        hidden. The first of each group is in front.
        """
        window = self._window
        for dock in self._docks.values():
            self.moves.leave_group(dock)
        for dock in self._docks.values():
            self.moves.take_down(dock)
        heads: dict[str, QDockWidget] = {}
        # Both the centre and the bottom are Qt's bottom: the upper one comes first and is then split.
        for area, ids in sorted(groups, key=lambda group: group[0] == "bottom"):
            if not ids:
                continue
            head = self._docks[ids[0]]
            # Qt adds a tab when a dock that is already tabbed is split: so all heads are placed before any tab.
            if area in heads:
                self._put(area, head)
                across = Qt.Orientation.Horizontal if area == "bottom" else Qt.Orientation.Vertical
                window.splitDockWidget(heads[area], head, across)
            else:
                self._put(area, head)
                if area == "bottom" and "centre" in heads:
                    window.splitDockWidget(heads["centre"], head, Qt.Orientation.Vertical)
                heads[area] = head
            head.show()
        for area, ids in groups:
            for left, right in itertools.pairwise(ids):
                self._put(area, self._docks[right])
                window.tabifyDockWidget(self._docks[left], self._docks[right])
                self._docks[right].show()
        placed = {id_ for _area, ids in groups for id_ in ids}
        self.park(set(self._docks) - placed, heads)
        self.dress()
        fronts = [ids[0] for _area, ids in groups if ids]
        self.bring_forward(fronts)
        # Qt makes the tab bars of new stacks with its next layout, which brings the last tab to the front again.
        QTimer.singleShot(0, self, lambda: self.bring_forward(fronts))

    def park(self, ids: set[str], heads: Mapping[str, QDockWidget] | None = None) -> None:
        """Give docks that are not wanted a hidden place, so that opening one later shows it among its like."""
        if heads is None:
            sides = {self.moves.side(id_): dock for id_, dock in reversed(self._docks.items()) if id_ not in ids}
            heads = {area: sides[side] for area, side in HOMES.items() if side in sides}
        for id_ in (each for each in self._docks if each in ids):
            dock, area = self._docks[id_], self._areas[id_]
            self._put(area, dock)
            if area in heads:
                self._window.tabifyDockWidget(heads[area], dock)
            dock.hide()

    def _put(self, area: Area, dock: QDockWidget) -> None:
        self._window.addDockWidget(_AREAS[area], dock)
        # One that floated as a tab had no place to go back to until now.
        dock.setFloating(False)

    def bring_forward(self, ids: list[str]) -> None:
        """Bring docks to the front of their tabs."""
        for id_ in ids:
            self._docks[id_].raise_()

    def resize(self, ids: list[str], sizes: list[int], *, across: bool) -> None:
        """Give docks widths (across) or heights in pixels."""
        orientation = Qt.Orientation.Horizontal if across else Qt.Orientation.Vertical
        self._window.resizeDocks([self._docks[id_] for id_ in ids], sizes, orientation)

    def raise_to(self, id_: str, height: int) -> None:
        """Give a dock at the bottom a height where there is room, from the middle, which Qt would keep as it is."""
        dock = self._docks[id_]
        least = dock.minimumHeight()
        dock.setMinimumHeight(max(height, least))
        self._window.layout().activate()
        dock.setMinimumHeight(least)

    def save(self) -> bytes:
        """The places and sizes of all docks."""
        return bytes(self._window.saveState(1).data())

    def restore(self, state: bytes) -> bool:
        """Put docks back where `save` found them; False when the state does not fit, and nothing moves."""
        before = self._tabs.bars()
        restored = self._window.restoreState(QByteArray(state), 1)
        if restored:
            # Qt makes new tab bars for the restored stacks and forgets to hide those of the stacks that are gone.
            for bar in before:
                bar.hide()
            self.moves.to_screens()
        self.dress()
        return restored

    def hide_all(self) -> None:
        """Hide every dock, as while no project is open."""
        for dock in self._docks.values():
            dock.hide()

    def close(self) -> None:
        """Stop following the keyboard; the window goes."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.disconnect(self._on_focus)
        application.screenRemoved.disconnect(self._on_screen_gone)
        self._later.stop()

    def open_menu(self, id_: str, place: QPoint) -> None:
        """Open a panel's menu at a place on the screen."""
        help_of = (lambda: self.show_help(id_)) if self._help[id_] else None
        pop_up(panel_menu(self, id_, help_of), place)

    def open_menu_of(self, id_: str) -> None:
        """Open a panel's menu at its upper right corner, as its button does."""
        widget = self._docks[id_].widget()
        self.open_menu(id_, widget.mapToGlobal(widget.rect().topRight() - QPoint(look.px(24), 0)))

    def dress(self) -> None:
        """Give each dock the header that fits how it stands."""
        for id_, dock in self._docks.items():
            beside = [other for other in self._window.tabifiedDockWidgets(dock) if not other.isHidden()]
            # Tabs that float have a header too: it is what moves their window.
            floats = is_afloat(dock)
            behind_tab = bool(beside) and not floats
            self._headers[id_].set_afloat(floats)
            _frame(dock, floats)
            wanted: QWidget = self._blanks[id_] if behind_tab else self._headers[id_]
            if dock.titleBarWidget() is not wanted:
                old = dock.titleBarWidget()
                dock.setTitleBarWidget(wanted)
                wanted.show()
                old.setParent(dock)
                old.hide()
        self._tabs.dress()
        self._on_focus(None, QApplication.focusWidget())

    def _soon(self, *_values: object) -> None:
        self._later.start()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        active = next((id_ for id_, dock in self._docks.items() if now is not None and dock.isAncestorOf(now)), None)
        middle = self._window.centralWidget()
        if active is not None or (now is not None and middle is not None and middle.isAncestorOf(now)):
            self._follow(active or "")
        for id_, header in self._headers.items():
            header.set_active(id_ == active)
        title = self._docks[active].windowTitle() if active else None
        bars = self._tabs.bars()
        self._tabs.set_active(next((bar for bar in bars if title and bar.tabText(bar.currentIndex()) == title), None))

    def _on_screen_gone(self, _screen: object) -> None:
        self.moves.to_screens()

    def _follow(self, id_: str) -> None:
        if id_ != self.current:
            self.current = id_
            self.current_changed.emit(id_)

    def _open_menu_of_title(self, title: str, place: QPoint) -> None:
        for id_, dock in self._docks.items():
            if dock.windowTitle() == title:
                self.open_menu(id_, place)
                return


def _frame(dock: QDockWidget, floats: bool) -> None:
    """Give a dock that floats an edge in another grey: nothing else tells it from what lies below."""
    dock.setAutoFillBackground(floats)
    palette = dock.palette()
    palette.setColor(dock.backgroundRole(), look.qcolor("line.input" if floats else "surface.panel"))
    dock.setPalette(palette)
