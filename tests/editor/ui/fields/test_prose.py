"""The field for several lines: Enter and leaving take the text, Esc gives it back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.fields.change import To
from editor.ui.fields.prose import ProseField


def test_a_long_text_has_lines_and_is_taken_on_enter(field, notebook):
    line = field("text", "Down!", lines=4)
    assert isinstance(line, ProseField)
    assert line.height() >= 4 * line.fontMetrics().lineSpacing()

    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "They wait for us.")
    assert notebook.edits == []
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert notebook.edits == [To("They wait for us.")]
    assert "\n" not in line.toPlainText()


def test_esc_gives_the_old_text_back_and_leaving_takes_the_new_one(field, notebook, qtbot):
    line = field("text", "Down!", lines=2)
    line.setFocus()
    QTest.keyClicks(line, "x")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.toPlainText() == "Down!"

    QTest.keyClicks(line, "!")
    line.clearFocus()
    assert notebook.edits == [To(line.toPlainText())]


def test_what_is_pasted_becomes_one_paragraph(field, notebook):
    line = field("text", "", lines=2)
    line.setFocus()
    QApplication.clipboard().setText("one\ntwo")
    line.paste()
    assert line.toPlainText() == "one two"
