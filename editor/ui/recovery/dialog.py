"""What a session that ended without saving had done, change by change, and what shall become of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QVBoxLayout, QWidget

from editor.core.recovery.lost_work import Lost
from editor.tr import tr
from editor.ui.dialogs.question import Answer, Question
from editor.ui.dialogs.screen_fit import resize_within
from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.kit.views import Table
from editor.ui.rooms.history.model import WHO
from editor.ui.rooms.history.view import GLYPHS
from editor.ui.rooms.table import Cell, Column, RowsModel
from editor.ui.texts.when import clock_text, when_text
from editor.ui.theme.look import look
from engine.document.journal import Told

MOST_ROWS = 10


class RecoveryDialog(QDialog):
    """Gives "recover", "discard" or "later"; closing it is later, and Enter recovers."""

    def __init__(self, parent: QWidget | None, lost: Lost) -> None:
        super().__init__(parent)
        self.lost = lost
        self.answer = "later"
        title = tr("Unsaved work on {title}", title=lost.title or lost.project.name)
        self.setWindowTitle(title)
        words = [
            label(title, "title"),
            label(_what_happened(lost), wrap=True),
            label(str(lost.project), "mono", wrap=True),
        ]
        if lost.damage:
            damage = tr("{damage} What lies before is listed.", damage=f"{lost.damage.rstrip('.')}.")
            words.append(row(icon_label("warning-fill", "severity.warning"), (label(damage, wrap=True), 1), gap=8))
        columns = (Column(tr("Change")), Column(tr("Who")), Column(tr("When")))
        self.rows = RowsModel(columns, _cells)
        self.rows.show(list(lost.entries))
        self.table = Table((0, 120, 110))
        self.table.setModel(self.rows)
        self.table.setAccessibleName(tr("Changes that can be recovered, the newest last"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        then = (
            tr("Recover brings it back into the history. The saved files stay as they are until you save.")
            if len(lost.entries) == 1
            else tr("Recover brings them back into the history. The saved files stay as they are until you save.")
        )
        self.recover = push_button(tr("Recover"), "primary")
        self.discard = push_button(tr("Discard…"))
        self.later = push_button(tr("Later"))
        self.recover.clicked.connect(lambda: self._take("recover"))
        self.discard.clicked.connect(self._ask_discard)
        self.later.clicked.connect(self.reject)
        self.recover.setDefault(True)
        glyph = icon_label("clock-counter-clockwise", "icon.primary", 24)
        box = QVBoxLayout(self)
        box.addWidget(row(column(glyph, None), (column(*words, None, gap=8), 1), gap=12))
        box.addWidget(self.table, 1)
        box.addWidget(label(then, "secondary", wrap=True))
        box.addWidget(row(self.discard, None, self.later, self.recover, gap=8))
        look.follow(self, RecoveryDialog._fit)
        self.recover.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> str:
        """Show it and give the answer."""
        self.exec()
        self.deleteLater()
        return self.answer

    def showEvent(self, event: QShowEvent) -> None:
        """The newest change stands last, and is seen first."""
        super().showEvent(event)
        self.table.scrollToBottom()

    def _ask_discard(self) -> None:
        count = len(self.lost.entries)
        if count == 1:
            title, text = tr("Discard 1 change for good?"), tr("It is nowhere else. This cannot be undone.")
            discard, keep = tr("Discard it"), tr("Keep it")
        else:
            title = tr("Discard {count} changes for good?", count=f"{count:,}")
            text = tr("They are nowhere else. This cannot be undone.")
            discard, keep = tr("Discard them"), tr("Keep them")
        question = Question(
            self,
            title,
            text,
            [Answer("discard", discard), Answer("keep", keep, "primary")],
            glyph="trash",
            colour="severity.warning",
        )
        # A question that is closed gives its first answer: here that one must be the safe one.
        question.answer = "keep"
        if question.ask() == "discard":
            self._take("discard")

    def _take(self, answer: str) -> None:
        self.answer = answer
        self.accept()

    def _fit(self) -> None:
        rows = min(max(len(self.lost.entries), 3), MOST_ROWS) + 1
        height = rows * look.size("size.row") + look.px(4)
        self.table.setMinimumHeight(height)
        self.table.setMaximumHeight(height if len(self.lost.entries) <= MOST_ROWS else 16_000)
        self.layout().setContentsMargins(*[look.px(16)] * 4)
        self.layout().setSpacing(look.px(12))
        resize_within(self, look.px(640), self.sizeHint().height())


def _what_happened(lost: Lost) -> str:
    count = len(lost.entries)
    when = when_text(lost.last)
    when = when[:1].lower() + when[1:]
    if count == 1:
        return tr("The editor ended without saving. Its last change was {when}; it is not in the files.", when=when)
    return tr(
        "The editor ended without saving. These {count} changes, the last one {when}, are not in the files.",
        count=f"{count:,}",
        when=when,
    )


def _cells(told: Told) -> tuple[Cell, Cell, Cell]:
    glyph, colour = GLYPHS.get(told.who, GLYPHS["you"])
    what = Cell(told.sentence, glyph, colour, tip=told.sentence)
    return (
        what,
        Cell(tr(WHO.get(told.who, told.who)), colour=colour),
        Cell(clock_text(told.time), colour="text.secondary"),
    )
