"""The windows that ask for something: answered, filled in and closed as hands do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path as Folder
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget

from editor.ui.dialogs.question import Question

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow

LEFT = Qt.MouseButton.LeftButton


class Asked:
    """The part of a designer that answers; needs the window, `wait`, `words_in` and `come_back`."""

    window: MainWindow

    def wait(self, condition: Callable[[], object]) -> None: ...
    def words_in(self, widget: QWidget) -> str: ...
    def come_back(self) -> None: ...

    def answer(self, button: str, question: Callable[[], object]) -> str:
        """Do what asks a question, answer it, and give what it said."""
        read: list[str] = []

        def click() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, Question) and button in dialog.buttons:
                read.append(f"{dialog.windowTitle()}\n{self.words_in(dialog)}")
                QTest.mouseClick(dialog.buttons[button], LEFT)

        with self._meanwhile(click):
            question()
            self.wait(lambda: read)
        return read[0]

    def name_folder(self, folder: Folder, question: Callable[[], object], before: str = "") -> None:
        """Do what asks for a folder, perhaps after a question that is answered first, and type one."""
        typed: list[str] = []

        def work() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, Question) and before:
                QTest.mouseClick(dialog.buttons[before], LEFT)
            elif isinstance(dialog, QFileDialog) and not typed:
                typed.append(str(folder))
                line = dialog.findChild(QLineEdit)
                assert line is not None
                line.setText(str(folder))
                QTest.keyClick(line, Qt.Key.Key_Return)

        with self._meanwhile(work):
            question()
            self.wait(lambda: typed)
        self.come_back()

    def in_dialog(self, kind: type[QDialog], work: Callable[[Any], object], question: Callable[[], object]) -> None:
        """Do what opens a window of a kind, and work in it until it closes."""
        seen: list[QDialog] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, kind) and not seen:
                seen.append(dialog)
                work(dialog)

        with self._meanwhile(look):
            question()
            self.wait(lambda: seen)
        self.come_back()

    @contextmanager
    def _meanwhile(self, work: Callable[[], object]) -> Iterator[None]:
        """Look at what stands in front again and again, while a window that wants an answer is open."""
        timer = QTimer(self.window)
        timer.timeout.connect(work)
        timer.start(20)
        try:
            yield
        finally:
            timer.stop()
            timer.deleteLater()
