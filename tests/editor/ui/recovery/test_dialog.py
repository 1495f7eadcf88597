"""The list of lost work: what it says, and that no key loses anything by accident."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from editor.core.recovery.lost_work import Lost
from editor.ui.dialogs.question import Question
from editor.ui.recovery.dialog import RecoveryDialog
from editor.ui.start.lost_work import LostWork
from editor.ui.texts.when import clock_text
from engine.document.journal import Told

TOLD = tuple(
    Told(f"Set Kael's health to {number} hp", who, 1_700_000_000.0 + number * 60)
    for number, who in enumerate(("you", "assistant", "merge", "disk"))
)


@pytest.fixture
def lost(tmp_path: Path) -> Lost:
    """Four changes by four sorts of authors, in a journal that is damaged after them."""
    return Lost(tmp_path, "Glade", TOLD, TOLD[-1].time, tmp_path / "journal", "Record 5 is damaged")


@pytest.fixture
def dialog(qtbot: Any, lost: Lost) -> RecoveryDialog:
    """The dialog as it opens."""
    made = RecoveryDialog(None, lost)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def words(widget: QWidget) -> str:
    """What can be read on it."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_every_change_is_listed_with_who_and_when_the_newest_last(dialog: RecoveryDialog):
    rows = [[str(dialog.rows.index(line, column).data()) for column in range(3)] for line in range(4)]

    assert [row[0] for row in rows] == [told.sentence for told in TOLD]
    assert [row[1] for row in rows] == ["You", "Assistant", "Merge", "Changed on disk"]
    assert [row[2] for row in rows] == [clock_text(told.time) for told in TOLD]


def test_it_says_what_will_happen_and_what_is_damaged(dialog: RecoveryDialog):
    said = words(dialog)

    for part in ("ended without saving", "4 changes", "stay as they are until you save", "Record 5 is damaged"):
        assert part in said


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, "recover"), (Qt.Key.Key_Escape, "later")])
def test_the_keyboard_recovers_or_leaves_it_for_later(dialog: RecoveryDialog, key: Qt.Key, answer: str):
    QTest.keyClick(dialog, key)

    assert dialog.answer == answer


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_no_key_alone_discards_after_the_question(dialog: RecoveryDialog, qtbot: Any, key: Qt.Key):
    asked: list[str] = []

    def press() -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, Question) and not asked:
            asked.append(question.text)
            QTest.keyClick(question, key)

    timer = QTimer(dialog)
    timer.timeout.connect(press)
    timer.start(10)
    dialog.discard.click()
    timer.stop()

    assert asked == ["They are nowhere else. This cannot be undone."]
    assert dialog.answer == "later"
    assert dialog.isVisible()


def test_the_start_screens_section_is_there_only_with_lost_work(qtbot: Any, lost: Lost):
    shown: list[Lost] = []
    section = LostWork(shown.append)
    holder = QWidget()
    section.setParent(holder)
    qtbot.addWidget(holder)
    assert not section.isVisibleTo(holder)

    section.show_lost([lost])

    assert section.isVisibleTo(holder)
    assert "4 changes" in words(section)
    assert section.rows[0].button.accessibleName() == "Look at the unsaved work on Glade and recover it"
    section.rows[0].button.click()
    assert shown == [lost]
    section.show_lost([])
    assert not section.isVisibleTo(holder)


def test_one_change_is_spoken_of_as_one(qtbot: Any, lost: Lost, monkeypatch: pytest.MonkeyPatch):
    asked: list[Question] = []
    monkeypatch.setattr(Question, "answerer", lambda question: asked.append(question) or "keep")
    dialog = RecoveryDialog(None, Lost(lost.project, "Glade", TOLD[:1], lost.last, lost.path, ""))
    qtbot.addWidget(dialog)

    dialog.discard.click()

    assert "brings it back" in words(dialog)
    assert asked[0].text == "It is nowhere else. This cannot be undone."
    assert [button.text() for button in asked[0].buttons.values()] == ["Discard it", "Keep it"]
