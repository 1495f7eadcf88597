"""The question "why not …?": a field that knows every action of the project, and the answer below it."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from editor.ui.api import (
    LineEdit,
    RowDelegate,
    column,
    explain,
    icon_label,
    label,
    look,
    push_button,
    row,
    tool_button,
    tr,
)
from panels.goap_inspector.answers import Answer
from panels.goap_inspector.words import spoken

MOST_SEEN = 12


class AskField(LineEdit):
    """Names an action by its words; `asked` carries its id, "" when the question is let go."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._actions: dict[str, str] = {}
        self.setPlaceholderText(tr("Ask why not…"))
        self.setAccessibleName(tr("Ask why not an action"))
        self.setToolTip(tr("Type an action to see why it is not done"))
        self.clear_action = QAction(look.icon("x"), tr("Let go of the question (Esc)"), self)
        self.addAction(self.clear_action, QLineEdit.ActionPosition.TrailingPosition)
        self.clear_action.setVisible(False)
        self.clear_action.triggered.connect(self._let_go)
        self.textChanged.connect(lambda text: self.clear_action.setVisible(bool(text)))
        self._list = QStandardItemModel(self)
        names = QCompleter(self._list, self)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names.setFilterMode(Qt.MatchFlag.MatchContains)
        names.activated.connect(self._take)
        names.setMaxVisibleItems(MOST_SEEN)
        self.setCompleter(names)
        names.popup().setItemDelegate(RowDelegate(names.popup()))
        look.follow(names.popup(), lambda popup: popup.setStyleSheet(_popup_style()))
        self.returnPressed.connect(self._enter)
        self.textEdited.connect(self._edited)
        look.follow(self, AskField._dress)

    def offer(self, actions: tuple[str, ...]) -> None:
        """Know these actions."""
        if tuple(self._actions.values()) != actions:
            self._actions = {spoken(action).lower(): action for action in actions}
            self._list.clear()
            for action in actions:
                self._list.appendRow(QStandardItem(look.row_icon("lightning", "icon.secondary"), spoken(action)))

    def show_asked(self, action: str | None) -> None:
        """Show what is asked, unless something is being typed."""
        if not (self.hasFocus() and self.isModified()):
            self.setText(spoken(action) if action and ":" not in action else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets go of the question; Down opens the whole list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self._let_go()
            return
        if event.key() == Qt.Key.Key_Down and not self.completer().popup().isVisible():
            self.completer().setCompletionPrefix(self.text())
            self.completer().complete()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The glyph before the text."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.drawPixmap(QPoint(look.px(6), (self.height() - look.px(14)) // 2),
                           look.pixmap("question", "icon.secondary", 14))  # fmt: skip
        painter.end()

    def _dress(self) -> None:
        self.setTextMargins(look.px(18), 0, 0, 0)
        self.clear_action.setIcon(look.icon("x", "icon.secondary"))

    def _let_go(self) -> None:
        self.clear()
        self.setModified(False)
        self.asked.emit("")

    def _edited(self, text: str) -> None:
        if not text:
            self.setModified(False)
            self.asked.emit("")

    def _enter(self) -> None:
        """Take the action that is named, or the only or first one that fits."""
        words = self.text().strip().lower()
        fitting = [name for name in self._actions if words in name]
        if words in self._actions:
            self._take(words)
        elif words and fitting:
            self._take(fitting[0])

    def _take(self, name: str) -> None:
        self.completer().popup().hide()
        action = self._actions.get(name.lower())
        if action is not None:
            self.setModified(False)
            self.setText(spoken(action))
            self.asked.emit(action)


def _popup_style() -> str:
    back, edge = look.colour("surface.popup"), look.colour("line.strong")
    return f"QListView {{ background:{back}; border:1px solid {edge}; padding:2px; }}"


class AnswerBox(QWidget):
    """An answer: a title, a sentence, what is missing, and up to two buttons."""

    offered = Signal(str, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._answer: Answer | None = None
        self.glyph = icon_label("prohibit", "icon.primary", 16)
        self.title = label("", "strong")
        self.title.setWordWrap(True)
        self.text = label("", wrap=True)
        self.missing = label("", "secondary", wrap=True)
        self.offers = [push_button(""), push_button("")]
        self.why = label("", "secondary", wrap=True)
        self.close_button = tool_button("x", tr("Close the answer"), size=20, glyph_size=12)
        for place, button in enumerate(self.offers):
            button.clicked.connect(lambda _checked=False, place=place: self._take(place))
        self.close_button.clicked.connect(self.closed)
        head = row(self.glyph, (self.title, 1), self.close_button, gap=6)
        foot = row(*self.offers, None)
        self._foot = foot
        inside = column(head, self.text, self.missing, foot, self.why, margins=(12, 6, 6, 8), gap=4)
        box = QVBoxLayout(self)
        box.addWidget(inside)
        look.follow(self, lambda answer: answer.layout().setContentsMargins(look.px(8), 0, look.px(8), look.px(8)))
        self.setFocusProxy(self.close_button)

    def show_answer(self, answer: Answer | None) -> None:
        """Show an answer, or nothing."""
        self.setVisible(answer is not None)
        if answer is None or answer == self._answer:
            self._answer = answer
            return
        self._answer = answer
        self.glyph.show_glyph(answer.glyph)
        self.title.setText(answer.title)
        self.text.setText(answer.text)
        listed = "\n".join(f"•  {name}: {doc}" if doc else f"•  {name}" for name, doc in answer.missing)
        self.missing.setText(listed)
        self.missing.setVisible(bool(listed))
        self._foot.setVisible(bool(answer.offers))
        for place, button in enumerate(self.offers):
            text = answer.offers[place][0] if place < len(answer.offers) else ""
            button.setVisible(bool(text))
            button.setText(text)
            explain(button, text, answer.why_not)
        self.why.setText(answer.why_not)
        self.why.setVisible(bool(answer.offers and answer.why_not))
        self.setAccessibleName(f"{answer.title}. {answer.text}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with a bar at its left edge."""
        painter = QPainter(self)
        card = self.rect().adjusted(look.px(8), 0, -look.px(8), -look.px(8))
        painter.fillRect(card, look.qcolor("surface.header"))
        bar = QRect(card.left(), card.top(), look.px(2), card.height())
        painter.fillRect(bar, look.qcolor("icon.secondary"))
        painter.end()

    def _take(self, place: int) -> None:
        if self._answer is not None:
            self.offered.emit(self._answer.offers[place][1], self._answer.subject)
