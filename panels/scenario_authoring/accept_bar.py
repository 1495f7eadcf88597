"""The last step, always in sight: Accept with how many parts it takes, and the way to put the proposal away."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.api import Ui, column, explain, label, push_button, row, tr
from panels.scenario_authoring.model import AuthoringModel


class AcceptBar(QWidget):
    """There while a proposal is under review."""

    def __init__(self, model: AuthoringModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.accept = push_button(tr("Accept"), "primary", glyph="check")
        self.accept.clicked.connect(lambda _checked=False: self._accept())
        self.reject = push_button(tr("Put away"))
        self.reject.setToolTip(tr("Change nothing; the proposal stays among those that are kept"))
        self.reject.clicked.connect(lambda _checked=False: model.proposals.reject())
        self.why = label("", "secondary", wrap=True)
        self.title = label(f"6  {tr('Accept')}", "strong")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        bar = row(self.accept, self.reject, None, gap=6)
        box.addWidget(column(self.title, bar, self.why, margins=(8, 6, 8, 8), gap=4, name="panelbar"))

    def refresh(self) -> None:
        """Say what would be accepted, or why nothing can be."""
        model = self._model
        kept = model.proposals.review.kept
        self.setVisible(kept is not None)
        if kept is None:
            return
        is_refusal = not kept.proposal.hunks
        why = "" if is_refusal else model.proposals.why_not_accept()
        self.accept.setVisible(not is_refusal)
        self.accept.setText(tr(model.accept_title))
        explain(self.accept, tr("Make the ticked parts one entry of the history"), why)
        again = tr("Accepted before: {parts}.", parts=", ".join(kept.accepted)) if kept.accepted else ""
        self.why.setText(tr(why) if why else again or tr("One undo takes all of it back."))
        self.why.setVisible(not is_refusal)

    def _accept(self) -> None:
        kept = self._model.proposals.review.kept
        title = kept.proposal.title if kept is not None else ""
        why = self._model.proposals.accept()
        if why:
            self._ui.toast(tr("Nothing was accepted"), tr(why), "error")
        else:
            undo = tr("Undo")
            self._ui.toast(tr("Accepted"), title, "ok", undo, lambda: self._ui.run("edit.undo"))
