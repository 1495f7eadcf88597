"""A designer at the window: every verb works real widgets with the mouse and the keyboard, as hands do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path as Folder
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.dialogs.name_question import NameQuestion
from editor.ui.rooms.inspector.add_component import ComponentList
from editor.ui.rooms.inspector.section import SectionWidget
from editor.ui.shell.window import MainWindow
from engine.document import Path, Set
from tests.stories.asked import Asked

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 20_000
PICTURE_SIZES = ((1280, 720), (1600, 900), (2560, 1440))
FULL_SECONDS = 0.5


class Designer(Asked):
    """Hands and eyes on one window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.editor = window.editor

    # ---- the project ----
    def open(self, folder: Folder, *, trusted: bool = True) -> None:
        """Open a project as the start screen's cards do, its code trusted or not, and wait for the first picture."""
        assert self.window.open_folder(folder, trusted)
        self.wait(self.viewport.isVisible)
        docks = self.window.docks
        docks.bring_forward(["inspector"])
        self.wait(lambda: all(self.panel(id_) for id_ in ("inspector", "outliner") if docks.is_visible(id_)))
        self.settle()

    def documents(self) -> dict[str, bytes]:
        """Every file of the project as the editor would write it."""
        document = self.editor.document
        assert document is not None
        return {file: document.text(file).encode() for file in document.files}

    def files(self) -> dict[str, bytes]:
        """Every file of the project as it is on disk."""
        document = self.editor.document
        assert document is not None
        return {file: (document.folder / f"{file}.toml").read_bytes() for file in document.files}

    def value(self, entity: str, key: str) -> Any:
        """What the open scene says, prefabs resolved: `value("kael", "health.current")`."""
        view = self.editor.view.get(entity)
        assert view is not None, entity
        component, _, field = key.partition(".")
        return getattr(view.components[component], field)

    def written(self, entity: str, key: str) -> Any:
        """What the entity's own block holds; None where the prefab or the default counts."""
        view = self.editor.view.get(entity)
        assert view is not None, entity
        assert self.editor.document is not None
        return self.editor.document.value(Path.entity(view.file, entity, *key.split(".")))

    def set(self, entity: str, key: str, value: Any) -> Set:
        """The command that gives a field of an entity's own block another value."""
        view = self.editor.view.get(entity)
        assert view is not None, entity
        return Set(path=Path.entity(view.file, entity, *key.split(".")), old=self.written(entity, key), new=value)

    # ---- eyes ----
    def wait(self, condition: Callable[[], object]) -> None:
        """Let the window live until something is so."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def settle(self) -> None:
        """Let the rules finish."""
        self.wait(lambda: self.editor.findings.is_current)

    def panel(self, name: str) -> Any:
        """The view of a panel that has been shown."""
        return self.window.hosts[name].view

    @property
    def viewport(self) -> Any:
        """The picture of the scene."""
        return self.window.centre.viewport

    def problems(self) -> list[str]:
        """The lines of the Problems panel as they can be read there."""
        self.window.docks.focus("problems")
        self.wait(lambda: self.panel("problems") is not None)
        self.settle()
        rows = self.panel("problems").rows
        self.wait(lambda: rows.rowCount() == len(self.editor.findings.items))
        return [str(rows.index(line, 0).data()) for line in range(rows.rowCount())]

    def toasts(self) -> list[str]:
        """Title and text of every toast on the screen."""
        return [toast.accessibleName() for toast in self.window.toasts.shown]

    def told_at_the_end(self) -> str:
        """How the run ended and why, as the screen over the picture says it; empty while none is shown."""
        screen = self.window.centre.end_screen
        return screen.accessibleName() if screen.isVisible() else ""

    def words_in(self, widget: QWidget) -> str:
        """Everything that can be read on a widget."""
        from PySide6.QtWidgets import QLabel, QPushButton

        parts = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
        return "\n".join(part.text() for part in parts if part.isVisible())

    def picture(self, step: str) -> None:
        """Keep what the window shows at this step, in three sizes, where ASTRAWEAVE_STORY_PICTURES names a folder."""
        folder = os.environ.get("ASTRAWEAVE_STORY_PICTURES")
        if not folder:
            return
        before = self.window.size()
        Folder(folder).mkdir(parents=True, exist_ok=True)
        for width, height in PICTURE_SIZES:
            self.window.resize(width, height)
            drawn = self.viewport.pictures_drawn if self.viewport is not None else -1
            self.wait(lambda drawn=drawn: self.viewport is None or self.viewport.pictures_drawn > drawn)
            for _ in range(3):
                QApplication.processEvents()
            self.window.grab().save(str(Folder(folder) / f"{step}_{width}x{height}.png"))
        self.window.resize(before)

    def picture_of(self, widget: QWidget, step: str) -> None:
        """Keep what one widget shows, such as a popup that no picture of the window holds."""
        folder = os.environ.get("ASTRAWEAVE_STORY_PICTURES")
        if folder:
            Folder(folder).mkdir(parents=True, exist_ok=True)
            widget.grab().save(str(Folder(folder) / f"{step}.png"))

    # ---- hands: menus, keys, questions ----
    def press(self, keys: str, target: QWidget | None = None) -> None:
        """Press a key combination such as "Ctrl+Z" where the keyboard is."""
        self.come_back()
        place = target or QApplication.focusWidget() or self.window
        for combination in QKeySequence(keys):
            QTest.keyClick(place, combination.key(), combination.keyboardModifiers())

    @contextmanager
    def held(self, key: str) -> Iterator[None]:
        """Hold a key down where the keyboard is."""
        place, code = QApplication.focusWidget() or self.window, QKeySequence(key)[0].key()
        QTest.keyPress(place, code)
        try:
            yield
        finally:
            QTest.keyRelease(place, code)

    def come_back(self) -> None:
        """Give the window the keyboard again: without a window manager, a closed menu keeps it."""
        self.wait(lambda: QApplication.activePopupWidget() is None)
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)

    def choose(self, *titles: str) -> None:
        """Click through the menus: `choose("Encounter", "Add trigger")`, also where it is folded into a menu in it."""
        bar = self.window.menuBar()
        item = named(bar.actions(), titles[0])
        spot = bar.actionGeometry(item).center()
        # A menu that opens under the pointer takes no click until the pointer has moved: it waits where hands have it.
        QTest.mouseMove(bar, spot)
        QTest.mouseClick(bar, LEFT, pos=spot)
        menu = item.menu()
        ahead = list(titles[1:])
        while ahead:
            assert isinstance(menu, QMenu)
            self.wait(menu.isVisible)
            item = folding(menu.actions(), ahead[0]) or named(menu.actions(), ahead.pop(0))
            assert item.isEnabled(), item.toolTip()
            place, within = menu.actionGeometry(item).center(), item.menu()
            QTest.mouseMove(menu, place)
            QTest.mouseClick(menu, LEFT, pos=place)
            menu = within  # what was chosen may have made the menus anew: the line is not asked any more
        self.come_back()

    def press_in_popup(self, keys: str) -> None:
        """Press a key in the popup that is open."""
        popup = QApplication.activePopupWidget()
        assert popup is not None
        QTest.keyClick(popup.focusWidget() or popup, QKeySequence(keys)[0].key())
        self.come_back()

    def choose_at(self, widget: QWidget, title: str) -> None:
        """Open a widget's menu with the menu key and click a line of it."""
        self.come_back()
        place = widget.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, event)
        self.choose_in_menu(title)

    def open_menu(self, button: QWidget, title: str) -> None:
        """Click a button that opens a menu, and a line of it."""
        self.come_back()
        QTest.mouseClick(button, LEFT)
        self.choose_in_menu(title)

    def choose_in_menu(self, title: str) -> None:
        """Click a line of the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        item = named(menu.actions(), title)
        assert item.isEnabled(), item.text()
        place = menu.actionGeometry(item).center()
        QTest.mouseMove(menu, place)
        QTest.mouseClick(menu, LEFT, pos=place)

    def answer_name(self, name: str, question: Callable[[], object]) -> None:
        """Do what asks for a name, type it and take it."""
        done: list[str] = []

        def fill() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, NameQuestion) and not done:
                done.append(name)
                dialog.field.selectAll()
                QTest.keyClicks(dialog.field, name)
                QTest.mouseClick(dialog.buttons["do"], LEFT)

        timer = QTimer(self.window)
        timer.timeout.connect(fill)
        timer.start(20)
        try:
            question()
            self.wait(lambda: done)
        finally:
            timer.stop()
            timer.deleteLater()

    @contextmanager
    def uncaught_errors_reach_the_window(self) -> Iterator[None]:
        """As in the program; else the test runner takes them."""
        self.window.faults.install()
        try:
            yield
        finally:
            self.window.faults.remove()

    # ---- hands: choosing ----
    def select(self, *entities: str) -> None:
        """Click entities in the outliner, the second and further ones with Ctrl."""
        self.window.docks.focus("outliner")
        view = self.panel("outliner")
        for number, entity in enumerate(entities):
            (node,) = view.items.nodes([entity])
            index = view.items.index_of(node)
            view.tree.scrollTo(index)
            keys = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
            QTest.mouseClick(view.tree.viewport(), LEFT, keys, view.tree.visualRect(index).center())
        assert set(self.editor.selection.ids) == set(entities)

    def click_in_viewport(self, point: tuple[float, float, float]) -> None:
        """Click the place of the picture where a point of the world is seen."""
        QTest.mouseClick(self.viewport, LEFT, pos=self.spot_of(point))

    def spot_of(self, point: tuple[float, float, float] | np.ndarray) -> QPoint:
        """Where a point of the world is seen in the viewport."""
        size = (self.viewport.width(), self.viewport.height())
        x, y, _depth = self.viewport.camera().project([tuple(map(float, point))], size)[0]
        return QPoint(round(x), round(y))

    # ---- hands: changing ----
    def drag_gizmo(self, axis: str, metres: float) -> None:
        """Take the move gizmo's shaft by the mouse and pull it along an axis."""
        viewport, number = self.viewport, "xyz".index(axis)
        gizmo = viewport.interaction.gizmo()
        assert gizmo is not None, "no gizmo is shown"
        unit = gizmo.unit(viewport.camera(), viewport.height())
        shaft = np.array(gizmo.place) + gizmo.axis(number) * unit * 0.7
        start, stop = self.spot_of(shaft), self.spot_of(shaft + gizmo.axis(number) * metres)
        QTest.mouseMove(viewport, start)
        QTest.mousePress(viewport, LEFT, pos=start)
        for share in (0.3, 0.7, 1.0):
            QTest.mouseMove(viewport, start + (stop - start) * share)
        QTest.mouseRelease(viewport, LEFT, pos=stop)

    def field(self, key: str) -> QWidget:
        """The widget of a field in the inspector: "health.current", or "transform.position.x" for one axis."""
        self.window.docks.focus("inspector")
        component, name, *axis = key.split(".")
        view = self.panel("inspector")

        def found() -> Any:
            for section in view.findChildren(SectionWidget):
                if section.isVisible() and f"{component}.{name}" in section.rows:
                    return section.rows[f"{component}.{name}"].field
            return None

        self.wait(lambda: found() is not None)
        field: Any = found()
        if axis:
            field = field.axes["xyz".index(axis[0])]
        view.scroll.ensureWidgetVisible(field)
        return field

    def type_in_inspector(self, key: str, text: str) -> None:
        """Click a field of the inspector, type, and press Enter; a list of words is found by its first letters."""
        field = self.field(key)
        if isinstance(field, QComboBox):
            field.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClicks(field, text)
            return
        line = field if isinstance(field, (QLineEdit, QPlainTextEdit)) else field.findChild(QLineEdit)
        assert line is not None, key
        spot = line.viewport() if isinstance(line, QPlainTextEdit) else line
        QTest.mouseClick(spot, LEFT, pos=QPoint(line.width() // 2, line.height() // 2))
        self.wait(line.hasFocus)
        line.selectAll()
        for letter in text:
            # The list that opens under a reference takes the keyboard and hands the letters on.
            QTest.keyClicks(QApplication.activePopupWidget() or line, letter)
        QTest.keyClick(QApplication.activePopupWidget() or line, Qt.Key.Key_Return)
        self.wait(lambda: QApplication.activePopupWidget() is None)

    def find_component(self, words: str) -> list[str]:
        """What the list behind "Add component" offers for some words; the list stays open."""
        self.window.docks.focus("inspector")
        view = self.panel("inspector")
        self.wait(view.add.isVisible)
        view.scroll.ensureWidgetVisible(view.add)
        QTest.mouseClick(view.add, LEFT)
        popup = self.window.findChild(ComponentList)
        assert popup is not None
        QTest.keyClicks(popup.search, words)
        rows = [popup.list.item(row) for row in range(popup.list.count())]
        return [row.text() for row in rows if not row.isHidden()]

    # ---- play ----
    def play(self) -> None:
        """Press F5 and wait for the first tick."""
        self.press("F5")
        self.wait(lambda: self.editor.play.session is not None)

    def play_for(self, seconds: float) -> None:
        """Let so much of the game's time go by."""
        play = self.editor.play
        start = play.tick or 0
        while play.state == "playing" and (play.tick or 0) - start < seconds * 60:
            play.advance(FULL_SECONDS)

    def play_until(self, outcome: str) -> None:
        """Let the game's clock run as fast as it can until the run has ended, and see how."""
        play = self.editor.play
        frames = 0
        while play.state == "playing":
            play.advance(FULL_SECONDS)
            frames += 1
            if frames % 16 == 0:
                QApplication.processEvents()
        assert play.outcome == outcome

    def stop(self) -> None:
        """Press Shift+F5."""
        self.press("Shift+F5")
        self.wait(lambda: self.editor.play.state == "stopped")


def folding(actions: list[QAction], title: str) -> QAction | None:
    """The line whose menu has the one with a title, where a low screen has folded it away; None where it has not."""
    if any(plain(action.text()) == title for action in actions):
        return None
    menus = [(action, action.menu()) for action in actions]
    found = [
        action
        for action, menu in menus
        if isinstance(menu, QMenu) and any(plain(each.text()) == title for each in menu.actions())
    ]
    return found[0] if found else None


def named(actions: list[QAction], title: str) -> QAction:
    """The line of a menu with a title; mnemonics and keys are no part of it."""
    found = [action for action in actions if plain(action.text()) == title]
    assert found, f"{title} is not among {[plain(action.text()) for action in actions]}"
    return found[0]


def plain(text: str) -> str:
    """A menu line's title without mnemonics and keys."""
    return text.partition("\t")[0].replace("&", "")
