"""The second and third step: the answer as it comes, and what was found in each."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from editor.ui.api import column, icon_label, label, look, restyle, row, tool_button, tr
from panels.scenario_authoring.looked import Found, Looked
from panels.scenario_authoring.model import AuthoringModel
from panels.scenario_authoring.section import GLYPHS, Section
from panels.scenario_authoring.words import SIGNS, finding_words, where_words

LINES = 6
AHEAD = "The answer can be read here as it comes."
CHECK_AHEAD = "Every answer is tried on a copy; what the rules refuse stands here, with the rule and the place."


class AnswerSection(Section):
    """The text grows at its end; it is folded once it was read to its end by the checks."""

    def __init__(self, model: AuthoringModel) -> None:
        self._model = model
        self._shown = ""
        self._is_open: bool | None = None
        self.told = label("", "secondary", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Answer"))
        self.text.setUndoRedoEnabled(False)
        look.follow(self.text, _fit)
        self.raw = tool_button(
            "code", tr("Show the answer as it was sent, or as it reads"), size=22, glyph_size=14, checkable=True
        )
        self.raw.clicked.connect(lambda _checked=False: self.refresh())
        self.fold = tool_button("caret-down", tr("Show or hide the answer's own words"), size=22, glyph_size=14)
        self.fold.clicked.connect(lambda _checked=False: self._turn())
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("An answer is on its way"))
        super().__init__(
            2, tr("Answer"), tr(AHEAD), row((self.told, 1), self.raw, self.fold, gap=6), self.progress, self.text
        )

    def refresh(self) -> None:
        """Show what has come."""
        model = self._model
        state, told = model.state_of(1), model.answer_told
        self.show_state(state, has_body=bool(told))
        self.told.setText(tr(told) if told else "")
        restyle(self.told, role="error" if model.proposals.standing == "failed" else "secondary")
        self.progress.setVisible(model.proposals.is_asking)
        if model.proposals.standing in ("preparing", "asking"):
            self._is_open = True
        elif self._is_open and state == "done" and not self.text.hasFocus():
            self._is_open = False
        self._show_text(model.answer if self.raw.isChecked() else model.glimpsed)
        self.fold.setVisible(bool(model.answer))
        self.raw.setVisible(bool(model.answer and self._is_open))
        self.fold.set_glyph("caret-up" if self._is_open else "caret-down")
        self.text.setVisible(bool(self._is_open and model.answer))

    def _show_text(self, text: str) -> None:
        if text == self._shown:
            return
        bar = self.text.verticalScrollBar()
        is_at_end = bar.value() >= bar.maximum() - 1
        if text.startswith(self._shown) and self._shown:
            cursor = QTextCursor(self.text.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text[len(self._shown) :])
        else:
            self.text.setPlainText(text)
        self._shown = text
        if is_at_end:
            bar.setValue(bar.maximum())

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self.refresh()


def _fit(text: QPlainTextEdit) -> None:
    """As high as its lines; what follows the look is kept for ever, so that nothing of a panel may hang on it."""
    text.setFont(look.font("caption", mono=True))
    text.setFixedHeight(LINES * text.fontMetrics().lineSpacing() + look.px(12))


class FindingLine(QWidget):
    """One thing that was found: its severity, the part, what is wrong, the rule, and what would be accepted."""

    def __init__(self, found: Found, *, names_hunk: bool) -> None:
        super().__init__()
        glyph, colour = SIGNS.get(found.severity, SIGNS["hint"])
        sign = icon_label(glyph, colour, 14, tip=tr(found.severity.capitalize()))
        where = where_words(found.finding, names_hunk=names_hunk)
        self.text = label(
            f"{where}: {finding_words(found.finding)}" if where else finding_words(found.finding), wrap=True
        )
        self.setAccessibleName(found.finding.sentence())
        self.setToolTip(found.finding.sentence())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row(column(sign, None), (self.text, 1), gap=6))


class LookedLine(QWidget):
    """One answer, and below it what was found in it."""

    def __init__(self, looked: Looked) -> None:
        super().__init__()
        glyph, colour, told = GLYPHS[looked.state]
        self.title = label(tr(looked.title), wrap=True)
        self.lines = [FindingLine(each, names_hunk=True) for each in looked.found]
        head = row(icon_label(glyph, colour, 14, tip=tr(told)), (self.title, 1), gap=6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(head, column(*self.lines, margins=(20, 0, 0, 0), gap=4), gap=4))


class CheckSection(Section):
    """A line for each answer that was looked at; they are made anew only when there are others."""

    def __init__(self, model: AuthoringModel) -> None:
        self._model = model
        self._shown: tuple[Looked, ...] = ()
        self.lines: list[LookedLine] = []
        self._lines = column(gap=6)
        super().__init__(3, tr("Check"), tr(CHECK_AHEAD), self._lines)

    def refresh(self) -> None:
        """Show what was found so far."""
        looked = self._model.looked
        self.show_state(self._model.state_of(2), has_body=bool(looked))
        if looked == self._shown:
            return
        for old in self.lines:
            old.hide()
            old.deleteLater()
        self._shown, self.lines = looked, [LookedLine(each) for each in looked]
        for line in self.lines:
            self._lines.append(line)
