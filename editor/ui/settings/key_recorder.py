"""A button that records keys: once pressed, the next combination is taken, whatever it means elsewhere."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton

from editor.tr import tr
from editor.ui.kit.labels import ring_for_keyboard

MODIFIERS = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}


class KeyRecorder(QPushButton):
    """`recorded` carries the keys as the registry spells them ("Ctrl+Shift+P"); Esc and leaving the button give up."""

    recorded = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.is_waiting = False
        self.setAutoDefault(False)
        ring_for_keyboard(self)
        self.clicked.connect(lambda: self.wait(True))
        self.wait(False)

    def wait(self, on: bool) -> None:
        """Begin or end to wait for keys."""
        self.is_waiting = on
        self.setText(tr("Press keys; Esc gives up") if on else tr("Record keys…"))
        self.setAccessibleDescription(tr("The next keys that are pressed are taken.") if on else "")

    def event(self, event: QEvent) -> bool:
        """While it waits no key is a shortcut, none moves the focus, and none presses the button."""
        if self.is_waiting and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: object) -> None:
        """Who looks elsewhere gives up."""
        self.wait(False)
        super().focusOutEvent(event)  # type: ignore[arg-type]

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in MODIFIERS or event.key() == Qt.Key.Key_unknown:
            return  # More is to come.
        self.wait(False)
        if event.key() != Qt.Key.Key_Escape:
            self.recorded.emit(spelled(event))


def spelled(event: QKeyEvent) -> str:
    """The keys of an event as the registry spells them: Shift+Tab, which Qt calls by a name of its own, too."""
    code = Qt.Key.Key_Tab if event.key() == Qt.Key.Key_Backtab else Qt.Key(event.key())
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    portable = QKeySequence.SequenceFormat.PortableText
    words = [
        word
        for word, flag in (
            ("Ctrl", Qt.KeyboardModifier.ControlModifier),
            ("Alt", Qt.KeyboardModifier.AltModifier),
            ("Shift", Qt.KeyboardModifier.ShiftModifier),
            ("Meta", Qt.KeyboardModifier.MetaModifier),
        )
        if modifiers & flag
    ]
    return "+".join([*words, QKeySequence(code).toString(portable)])
