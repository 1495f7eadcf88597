"""The dialog for keys: into the key-ring, told of, and out again; what is typed shows nowhere."""

import logging
from collections.abc import Iterator
from typing import Any

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from editor.core.proposals.key_ring import KeyRing
from editor.ui.settings.key_dialog import KeyDialog
from editor.ui.shell.window import MainWindow
from engine.llm.providers.keys import SERVICE
from tests.engine.llm.providers.test_keys import KeptInMemory

PLANTED = "sk-planted-4711"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def ring() -> Iterator[KeptInMemory]:
    before = keyring.get_keyring()
    found = KeptInMemory()
    keyring.set_keyring(found)
    yield found
    keyring.set_keyring(before)


def opened(window: MainWindow, qtbot: Any) -> KeyDialog:
    """The dialog, once it knows the key-ring."""
    service = KeyRing(window.editor.jobs, window.editor.settings)
    dialog = KeyDialog(window, service, "openai")
    qtbot.addWidget(dialog)
    dialog.show()
    settled(window, dialog, qtbot)
    return dialog


def settled(window: MainWindow, dialog: KeyDialog, qtbot: Any) -> None:
    """Wait for the key-ring's answer."""

    def is_so() -> bool:
        window.editor.pump()
        return not dialog._ring.is_busy

    qtbot.waitUntil(is_so, timeout=20_000)


def texts_of(widget: QWidget) -> list[str]:
    """Whatever a widget and those in it say to eyes, tooltips and screen readers."""
    found: list[str] = []
    for each in (widget, *widget.findChildren(QWidget)):
        found += [each.toolTip(), each.accessibleName(), each.accessibleDescription(), each.windowTitle()]
        if isinstance(each, QLabel | QPushButton):
            found.append(each.text())
        if isinstance(each, QLineEdit):
            found += [each.displayText(), each.placeholderText()]
        reader = QAccessible.queryAccessibleInterface(each)
        if reader is not None:
            found += [reader.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
    return found


def test_a_key_is_stored_told_of_and_forgotten_and_shows_nowhere(
    window: MainWindow, qtbot: Any, ring: KeptInMemory, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    dialog, assistant = opened(window, qtbot), window.editor.settings.assistant
    assert "KeptInMemory" in dialog.where.text()
    assert dialog.told.text() == "No key lies under this name."
    assert not dialog.store.isEnabled()

    dialog.key.setFocus()
    QTest.keyClicks(dialog.key, PLANTED)
    assert PLANTED not in " ".join(texts_of(dialog))
    dialog.key.selectAll()
    dialog.key.copy()
    dialog.key.cut()  # which lets it go, and gives it to nobody
    assert PLANTED not in QApplication.clipboard().text()
    assert dialog.key.text() == ""
    QTest.keyClicks(dialog.key, PLANTED)
    assert dialog.store.isEnabled(), "leaving the name as it is asks the key-ring nothing"
    QTest.mouseClick(dialog.store, LEFT)
    assert dialog.key.text() == ""
    dialog.key.undo()
    assert dialog.key.text() == ""
    settled(window, dialog, qtbot)

    assert ring.kept == {(SERVICE, "openai"): PLANTED}
    assert dialog.told.text() == "A key lies under this name."
    assert (assistant.key_in, assistant.key_name) == ("keyring", "openai")
    assert PLANTED not in " ".join([*texts_of(dialog), caplog.text, window.editor.settings.path.read_text()])
    assert not any(PLANTED in line.text for line in window.editor.log.lines)

    QTest.mouseClick(dialog.forget, LEFT)
    settled(window, dialog, qtbot)
    assert ring.kept == {}
    assert dialog.told.text() == "No key lies under this name."


def test_another_key_of_the_same_length_gives_the_same_picture(window: MainWindow, qtbot: Any, ring: KeptInMemory):
    dialog = opened(window, qtbot)
    pictures: list[Any] = []
    for key in (PLANTED, "w" * len(PLANTED)):
        dialog.key.setText(key)
        dialog.close_it.setFocus()
        QApplication.processEvents()
        pictures.append(dialog.grab().toImage())
    assert pictures[0] == pictures[1]
    dialog.key.setText("w")
    assert dialog.grab().toImage() != pictures[0], "the field is in the picture"


def test_a_key_in_the_field_of_its_name_goes_and_is_not_stored(window: MainWindow, qtbot: Any, ring: KeptInMemory):
    dialog = opened(window, qtbot)
    dialog.name.setText(PLANTED)
    dialog.name.editingFinished.emit()
    assert dialog.name.text() == ""
    assert "looks like a key itself" in dialog.problem.text()
    assert PLANTED not in " ".join(texts_of(dialog))


def test_without_a_key_ring_it_says_what_to_do(window: MainWindow, qtbot: Any, ring: KeptInMemory):
    keyring.set_keyring(NoKeyring())
    dialog = opened(window, qtbot)
    assert "can't be used" in dialog.where.text()
    assert "environment variable" in dialog.where.text()
    assert [dialog.told.text(), dialog.problem.text()] == ["", ""], "it is said once"
    assert not dialog.key.isEnabled()
    assert not dialog.store.isEnabled()
