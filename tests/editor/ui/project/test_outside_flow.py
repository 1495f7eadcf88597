"""What is asked before a save that would bury what others wrote: Enter never writes over it."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from editor.core.outside.changes import SaveHeldError
from editor.ui.dialogs.question import Question
from editor.ui.project.save_flow import answer_held


@pytest.mark.parametrize(("way", "enter"), [("resolve", "resolve"), ("merge", "merge"), ("", "cancel")])
def test_enter_never_writes_over_what_others_wrote(qtbot: Any, monkeypatch: pytest.MonkeyPatch, way: Any, enter: str):
    window, defaults = QWidget(), []
    qtbot.addWidget(window)

    def read(question: Question) -> str:
        defaults.extend(id for id, button in question.buttons.items() if button.isDefault())
        return "cancel"

    monkeypatch.setattr(Question, "answerer", read)

    answer_held(window, SaveHeldError("changed on disk", ["scenes/grove"], "a choice", way))

    assert defaults == [enter]
