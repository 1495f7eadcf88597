"""Push buttons in dialogs: Enter presses what has the focus ring, and the default only where no button has it."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QStyleOptionButton

from editor.ui.dialogs.question import Answer, Question
from editor.ui.kit.buttons import push_button


@pytest.fixture
def question(qtbot: Any) -> Question:
    """A question whose default deletes."""
    asked = Question(None, "Delete Grove?", "It holds 4 entities.", [Answer("cancel", "Cancel"), Answer("delete", "D")])
    asked.answer = ""
    qtbot.addWidget(asked)
    asked.show()
    qtbot.waitExposed(asked)
    return asked


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_on_a_focused_answer_gives_that_answer(question: Question, key: Qt.Key):
    question.buttons["cancel"].setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(question.buttons["cancel"], key)

    assert question.answer == "cancel"


def test_enter_gives_the_default_while_no_button_was_chosen(question: Question):
    QTest.keyClick(question, Qt.Key.Key_Return)

    assert question.answer == "delete"


def test_a_field_beside_a_plain_button_does_not_press_it(qtbot: Any):
    asked = Question(None, "Name", "Which?", [Answer("cancel", "Cancel"), Answer("ok", "OK")])
    field, pressed = QLineEdit(), []
    button = push_button("Browse…")
    button.clicked.connect(lambda: pressed.append(1))
    asked.layout().insertWidget(1, button)
    asked.layout().insertWidget(1, field)
    qtbot.addWidget(asked)
    asked.show()
    qtbot.waitExposed(asked)
    field.setFocus()

    QTest.keyClick(field, Qt.Key.Key_Return)

    assert pressed == []
    assert asked.answer == "ok"


def test_a_button_that_is_off_is_not_pressed(qtbot: Any):
    button, pressed = push_button("Go back"), []
    button.clicked.connect(lambda: pressed.append(1))
    button.setEnabled(False)
    qtbot.addWidget(button)

    QTest.keyClick(button, Qt.Key.Key_Return)

    assert pressed == []


def test_words_that_do_not_fit_end_in_dots_and_the_tooltip_tells_them(qtbot: Any):
    button = push_button("Begin anew in a new project")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    option = QStyleOptionButton()

    button.initStyleOption(option)
    assert option.text == "Begin anew in a new project"
    button.resize(80, button.height())
    button.initStyleOption(option)

    assert option.text.startswith("Beg")
    assert option.text.endswith("…")
    assert button.text() == "Begin anew in a new project"
