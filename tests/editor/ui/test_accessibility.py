"""Every control of the window, its panels and dialogs: a name, a reason while off, a stop of Tab, a ring."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QScrollBar,
    QSlider,
    QTabBar,
    QToolButton,
    QWidget,
)

from editor.ui.shell.window import MainWindow
from editor.ui.theme.fonts import prepare_fonts
from tests.editor.core.glade import plant
from tests.editor.ui.whole_house import DIALOGS, dialog, open_house, show_panel, wait

prepare_fonts()
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QAbstractSpinBox, QSlider, QTabBar)
MOST_STOPS = 400


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[MainWindow]:
    """The window on the glade."""
    folder = tmp_path_factory.mktemp("access")
    with open_house(folder, qapp) as window:
        assert window.open_folder(plant(folder / "glade"), True)
        QApplication.processEvents()
        yield window


@pytest.fixture(scope="module")
def controls(window: MainWindow) -> dict[str, list[dict[str, Any]]]:
    """What each control says about itself, in each part of the window and in each state that changes them."""
    told: dict[str, list[dict[str, Any]]] = {}
    for state in ("nothing selected", "selected", "playing"):
        enter(window, state)
        told[f"bars, {state}"] = [*facts(window.toolbar), *facts(window.status), *facts(window.centre)]
        for id_ in window.docks.ids:
            show_panel(window, id_)
            told[f"{id_}, {state}"] = list(facts(window.docks.dock(id_)))
    window.editor.play.stop()
    for name in DIALOGS:
        with dialog(window, name) as shown:
            told[f"dialog {name}"] = list(facts(shown))
    return told


def enter(window: MainWindow, state: str) -> None:
    if state == "selected":
        window.editor.selection.set(["kael"])
    if state == "playing":
        window.editor.play.start()
        wait(lambda: window.editor.play.state == "playing")
    QApplication.processEvents()


def facts(part: QWidget) -> Iterator[dict[str, Any]]:
    """Name, reason and reach of each control that can be seen."""
    for control in part.findChildren(QWidget):
        if not isinstance(control, CONTROLS) or not control.isVisible() or is_a_part(control):
            continue
        read = QAccessible.queryAccessibleInterface(control)
        text = getattr(control, "text", str)() if isinstance(control, QAbstractButton) else ""
        kind, home = type(control).__name__, type(control.parentWidget()).__name__
        yield {
            "what": f"{kind} {control.objectName()} {text!r} in {home}",
            "name": control.accessibleName() or text or (read.text(QAccessible.Text.Name) if read else ""),
            "is_off": not control.isEnabled(),
            "reason": f"{control.toolTip()} {control.accessibleDescription()} {above(control)}",
            "is_reached": bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus) or control.focusProxy() is not None,
        }


def is_a_part(control: QWidget) -> bool:
    """Whether a control is only a part of another: the line of a spin box, the head of a table, a bar's arrows."""
    parent = control.parentWidget()
    inside = isinstance(parent, QAbstractSpinBox | QComboBox | QAbstractItemView | QTabBar | QLineEdit)
    return isinstance(control, QHeaderView | QScrollBar) or control.objectName().startswith("qt_") or inside


def above(control: QWidget) -> str:
    """What the widgets around a control say: a row tells why its fields are off."""
    texts: list[str] = []
    parent = control.parentWidget()
    while parent is not None and not parent.isWindow() and len(texts) < 4:
        texts.append(f"{parent.toolTip()} {parent.accessibleDescription()}")
        parent = parent.parentWidget()
    return " ".join(texts)


def test_every_control_has_a_name_for_screen_readers(controls: dict[str, list[dict[str, Any]]]):
    nameless = {
        place: [each["what"] for each in found if not each["name"].strip()] for place, found in controls.items()
    }

    assert {place: found for place, found in nameless.items() if found} == {}


def test_every_control_that_is_off_says_why(controls: dict[str, list[dict[str, Any]]]):
    mute = [f"{place}: {each['what']}" for place, each in listed(controls) if each["is_off"] and not says_why(each)]

    assert mute == []


def listed(controls: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((place, each) for place, found in controls.items() for each in found)


def says_why(control: dict[str, Any]) -> bool:
    """Whether a sentence is given besides the name: reasons end in a full stop, tooltips of buttons do not."""
    return "." in control["reason"]


def test_every_control_can_be_reached_by_keyboard(controls: dict[str, list[dict[str, Any]]]):
    out_of_reach = [
        f"{place}: {each['what']}" for place, each in listed(controls) if not each["is_off"] and not each["is_reached"]
    ]

    assert out_of_reach == []


def test_tab_goes_round_the_whole_window_and_comes_back(window: MainWindow):
    window.activateWindow()
    wait(window.isActiveWindow)
    window.docks.focus("outliner")
    start = QApplication.focusWidget()
    assert start is not None
    behind = [window.docks.dock(id_) for id_ in window.docks.ids if not window.docks.is_visible(id_)]
    assert behind
    seen: list[QWidget] = []
    at = start
    for _ in range(MOST_STOPS):
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        assert at is not None
        if at is start:
            break
        assert at not in seen, f"Tab goes in circles at {type(at).__name__} {at.accessibleName()}"
        assert at.isVisible()
        assert not any(dock.isAncestorOf(at) for dock in behind), f"{type(at).__name__} stands behind a tab"
        seen.append(at)

    assert at is start, "Tab does not come back"
    places = {name for name, part in parts(window).items() if any(part.isAncestorOf(each) for each in seen)}
    assert places == set(parts(window))


def parts(window: MainWindow) -> dict[str, QWidget]:
    seen = {id_: window.docks.dock(id_) for id_ in window.docks.ids if window.docks.is_visible(id_)}
    return {**seen, "toolbar": window.toolbar, "status": window.status, "centre": window.centre}


def test_the_focus_can_be_seen_on_every_control_of_the_toolbar(window: MainWindow):
    window.activateWindow()
    wait(window.isActiveWindow)
    unseen: list[str] = []
    for button in window.toolbar.findChildren(QToolButton):
        if not button.isVisible() or not button.isEnabled():
            continue
        window.centre.viewport.setFocus()
        QApplication.processEvents()
        without = button.grab().toImage()
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if button.grab().toImage() == without:
            unseen.append(button.accessibleName())

    assert unseen == []
