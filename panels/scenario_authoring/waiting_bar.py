"""The line above the steps while proposals of agents wait: whose is next, and the way to it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.api import horizontal_line, icon_label, label, push_button, row, tr
from panels.scenario_authoring.model import AuthoringModel


class WaitingBar(QWidget):
    """Gone while none waits."""

    def __init__(self, model: AuthoringModel) -> None:
        super().__init__()
        self._model = model
        self.words = label("", wrap=True)
        self.review = push_button(tr("Review"))
        self.review.clicked.connect(lambda _checked=False: model.review_next())
        glyph = icon_label("chat-teardrop-dots-fill", "provenance.assistant", 16)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row(glyph, (self.words, 1), self.review, margins=(8, 6, 8, 6), gap=8, name="panel"))
        box.addWidget(horizontal_line())
        self.refresh()

    def refresh(self) -> None:
        """Show which is next."""
        waiting = self._model.waiting
        self.setVisible(bool(waiting))
        if not waiting:
            return
        kept, left = waiting[0], len(waiting) - 1
        told = tr("{agent} proposes: {title}", agent=kept.agent or tr("An agent"), title=kept.proposal.title)
        more = tr("{told}. {count} more wait", told=told, count=left) if left else told
        self.words.setText(more)
        self.review.setAccessibleName(tr("Review {title}", title=kept.proposal.title))
