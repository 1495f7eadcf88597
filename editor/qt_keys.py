"""Qt's keys, buttons and modifiers by the names that tools and game input use."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_NAMED = {
    Qt.Key.Key_Space: "space",
    Qt.Key.Key_Shift: "shift",
    Qt.Key.Key_Escape: "escape",
    Qt.Key.Key_Backspace: "backspace",
    Qt.Key.Key_Return: "return",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
}
_BUTTONS = {
    Qt.MouseButton.LeftButton: "left",
    Qt.MouseButton.RightButton: "right",
    Qt.MouseButton.MiddleButton: "middle",
    Qt.MouseButton.BackButton: "back",
    Qt.MouseButton.ForwardButton: "forward",
}


def key_name(event: QKeyEvent) -> str:
    """The name of a key: a lower-case letter, a digit or a word; empty for others."""
    key = event.key()
    named = _NAMED.get(Qt.Key(key)) if key in _NAMED else None
    if named:
        return named
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key).lower()
    text = event.text()
    return text if text in {".", ",", "-"} else ""


def button_name(button: Qt.MouseButton) -> str:
    """The name of a button: left, right, middle, back or forward; empty for others."""
    return _BUTTONS.get(button, "")


def modifier_names(modifiers: Qt.KeyboardModifier) -> frozenset[str]:
    """Which of "ctrl", "shift" and "alt" are held."""
    held = (
        ("ctrl", Qt.KeyboardModifier.ControlModifier),
        ("shift", Qt.KeyboardModifier.ShiftModifier),
        ("alt", Qt.KeyboardModifier.AltModifier),
    )
    return frozenset(name for name, flag in held if modifiers & flag)


def is_letter(event: QKeyEvent) -> bool:
    """Whether a key writes a letter or a digit: with nothing but Shift held."""
    shift = Qt.KeyboardModifier.ShiftModifier
    return bool(event.text()) and event.text().isalnum() and not event.modifiers() & ~shift
