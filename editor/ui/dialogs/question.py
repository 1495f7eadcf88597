"""Questions and errors: one shape for all, with the answer that loses nothing as the default."""

import math
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from editor.core.project.trust import code_of
from editor.tr import tr
from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.texts.when import when_text
from editor.ui.theme.look import look

MOST_LINES, FRAME = 10, 2


@dataclass(frozen=True)
class Answer:
    """One button of a question: what it gives, what it says; `kind` is "primary" for at most one."""

    id: str
    text: str
    kind: str = ""


class Question(QDialog):
    """A title, a text, buttons; `answer` is the id of the chosen one, and of the first when the dialog is closed."""

    answerer: "ClassVar[Callable[[Question], str] | None]" = None

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        answers: list[Answer],
        *,
        glyph: str = "info",
        colour: str = "severity.info",
        details: str = "",
        default: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.answer = answers[0].id
        self.text = text
        self.buttons: dict[str, QPushButton] = {}
        for answer in answers:
            button = push_button(answer.text, answer.kind)
            button.clicked.connect(lambda _checked=False, id_=answer.id: self._take(id_))
            self.buttons[answer.id] = button
        body = label(text, wrap=True)
        body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = column(label(title, "title"), body, gap=8)
        look.follow(words, lambda w: w.setFixedWidth(look.px(420)))
        head = row(column(icon_label(glyph, colour, 24), None), words, gap=12)
        box = QVBoxLayout(self)
        box.addWidget(head)
        if details:
            box.addWidget(Details(details))
        box.addWidget(row(None, *self.buttons.values(), gap=8))
        look.follow(self, Question._fit)
        # What Enter gives: the last one unless another is the safe one.
        first = self.buttons[default or answers[-1].id]
        first.setDefault(True)
        first.setFocus()

    def ask(self) -> str:
        """Show the question and give the id of the answer."""
        # Nobody sits before a window that is driven: whoever drives it gets the question instead.
        if Question.answerer is not None:
            return Question.answerer(self)
        self.exec()
        return self.answer

    def _take(self, id_: str) -> None:
        self.answer = id_
        self.accept()

    def _fit(self) -> None:
        box = self.layout()
        box.setContentsMargins(*[look.px(16)] * 4)
        box.setSpacing(look.px(16))


class Details(QPlainTextEdit):
    """Lines to read and copy: as high as they are, up to ten of them."""

    def __init__(self, text: str) -> None:
        super().__init__(text.rstrip())
        self.setReadOnly(True)
        self.setAccessibleName(tr("Details"))
        look.follow(self, Details._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines that are wrapped take the room of two."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFont(look.font("caption", mono=True))
        lines, height, block = 0, 0.0, self.document().firstBlock()
        while block.isValid() and lines < MOST_LINES:
            height += self.blockBoundingRect(block).height()
            lines += block.layout().lineCount()
            block = block.next()
        around = 2 * (self.document().documentMargin() + look.px(FRAME))
        self.setFixedHeight(math.ceil(height + around))


def trust_question(parent: QWidget | None, folder: Path) -> Question:
    """Whether a project's Python may run: "cancel", "closed" (open without its code) or "trust"."""
    return Question(
        parent,
        tr("Run this project's code?"),
        tr(
            "{folder} {code} It can do whatever you can on this computer. Open the project without its code when you "
            "do not know where it comes from: everything that only the code knows stays untouched, and you can trust "
            "the folder later.",
            folder=folder,
            code=code_words(folder),
        ),
        [
            Answer("cancel", tr("Cancel")),
            Answer("trust", tr("Trust this folder")),
            Answer("closed", tr("Open without code"), "primary"),
        ],
        glyph="shield-warning",
        colour="severity.warning",
    )


def others_question(parent: QWidget | None, held: str) -> Question:
    """Whether to open a project that another editor has open: "cancel" or "open"."""
    return Question(
        parent,
        tr("Open it here too?"),
        tr("{held}. What both save is merged; nothing is overwritten.", held=held),
        [Answer("cancel", tr("Cancel")), Answer("open", tr("Open as well"), "primary")],
        glyph="users",
        colour="icon.primary",
    )


def code_words(folder: Path) -> str:
    """What code a project has: "has 6 Python files of its own; game/echo.py changed last, 3 h ago."."""
    code = code_of(folder)
    if code is None or not code.files:
        return tr("has a folder for code of its own.")
    count = len(code.files)
    files = tr("1 Python file") if count == 1 else tr("{count} Python files", count=f"{count:,}")
    when = when_text(code.changed)
    return tr(
        "has {files} of its own; {name} changed last, {when}.",
        files=files,
        name=code.newest,
        when=when[:1].lower() + when[1:],
    )


def unsaved_question(parent: QWidget | None, title: str, count: int | None) -> Question:
    """What to do with unsaved changes: "cancel", "discard" or "save"; `count` is None where nobody can count them."""
    if count is None:
        changes = tr("The files on disk are not what is open here.")
    elif count == 1:
        changes = tr("1 change is not saved.")
    else:
        changes = tr("{count} changes are not saved.", count=f"{count:,}")
    return Question(
        parent,
        tr("Save {title} first?", title=title),
        changes,
        [
            Answer("cancel", tr("Cancel")),
            Answer("discard", tr("Discard changes")),
            Answer("save", tr("Save"), "primary"),
        ],
        glyph="floppy-disk",
        colour="icon.primary",
    )


def error_dialog(
    parent: QWidget | None,
    title: str,
    text: str,
    error: BaseException | None = None,
    remedies: Sequence[Answer] = (),
) -> Question:
    """What happened, where, what was expected, what to do; the traceback for those who want it.

    `remedies` are buttons beside "close" for what can be done about it at once.
    """
    details = "".join(traceback.format_exception(error)) if error is not None else ""
    return Question(
        parent,
        title,
        text,
        [Answer("close", tr("Close")), *remedies],
        glyph="x-circle-fill",
        colour="severity.error",
        details=details,
    )
