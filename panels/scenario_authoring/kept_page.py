"""The page of kept proposals: each with what became of it, to be opened again, compared or forgotten."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from editor.ui.api import EmptyState, Ui, column, label, push_button, row, scrolled, tool_button, tr
from panels.scenario_authoring.comparison import Comparison
from panels.scenario_authoring.model import AuthoringModel
from panels.scenario_authoring.words import counted, quoted, when_words

if TYPE_CHECKING:
    from engine.llm.proposals.kept import KeptProposal

MOST_SHOWN = 50


class KeptCard(QFrame):
    """One kept proposal."""

    def __init__(self, kept: "KeptProposal", model: AuthoringModel, forget: "Callable[[KeptProposal], object]") -> None:
        super().__init__()
        self.setObjectName("card")
        self.kept = kept
        became = tr("accepted: {parts}", parts=", ".join(kept.accepted)) if kept.accepted else tr("not accepted")
        parts = tr("can't be done") if kept.proposal.is_refusal else tr(counted(len(kept.proposal.hunks), "part"))
        played = tr("playtested") if kept.report is not None else tr("not playtested")
        place = model.place_title(kept.scene, kept.encounter)
        self.title = label(kept.proposal.title, "strong", wrap=True)
        self.told = label(f"{place}; {parts}; {played}; {became}", "secondary", wrap=True)
        self.wish = label(quoted(kept.prompt), wrap=True)
        self.when = label(f"{when_words(kept.when)} UTC, {_who(kept)}", "caption", wrap=True)
        self.open = push_button(tr("Open"))
        self.open.setAccessibleName(tr("Open {title}", title=kept.proposal.title))
        self.open.clicked.connect(lambda _checked=False: model.open_kept(kept))
        self.again = tool_button("pencil-simple", tr("Write this wish again"), text=tr("Wish"), size=22, glyph_size=14)
        self.again.clicked.connect(lambda _checked=False: model.wish_again(kept))
        self.again.setVisible(bool(kept.prompt))
        self.compare = tool_button(
            "arrows-left-right", tr("Compare with another"), text=tr("Compare"), size=22, glyph_size=14,
            checkable=True, quiet=True,
        )  # fmt: skip
        self.compare.clicked.connect(lambda _checked=False: model.compare(kept.id))
        self.forget = tool_button("trash", tr("Forget this proposal"), size=22, glyph_size=14)
        self.forget.clicked.connect(lambda _checked=False: forget(kept))
        buttons = row(self.open, self.again, self.compare, None, self.forget, gap=6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(self.title, self.wish, self.told, self.when, buttons, margins=(8, 6, 8, 8), gap=4))


def _who(kept: "KeptProposal") -> str:
    """Who answered: the agent that sent it, or the client, and the model where it has another name."""
    if kept.agent:
        return kept.agent
    if not kept.model:
        return kept.client
    return kept.model if kept.model.startswith(kept.client) else f"{kept.model}, {kept.client}"


class KeptPage(QWidget):
    """The newest first."""

    def __init__(self, model: AuthoringModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self._shown: tuple[KeptProposal, ...] = ()
        self.cards: list[KeptCard] = []
        self._cards = column(gap=8)
        self.note = label("", "caption", wrap=True)
        self.problem = label("", "error", wrap=True)
        self.comparison = Comparison(model)
        self.empty = EmptyState(
            "archive",
            tr("No proposal is kept yet"),
            tr("Whatever is proposed stays here, accepted or not, to be opened again and compared."),
        )
        page = column(
            self.comparison, self.problem, self._cards, self.note, None, margins=(8, 8, 8, 8), gap=8, name="panel"
        )
        self._area = scrolled(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._area)
        box.addWidget(self.empty)

    def refresh(self) -> None:
        """Show what is kept now."""
        model, shelf = self._model, self._model.proposals.shelf
        kept = shelf.kept[:MOST_SHOWN]
        if kept != self._shown or len(kept) != len(self.cards):
            for old in self.cards:
                old.hide()
                old.deleteLater()
            self._shown, self.cards = kept, [KeptCard(each, model, self._forget) for each in kept]
            for card in self.cards:
                self._cards.append(card)
        for card in self.cards:
            card.compare.setChecked(card.kept.id in model.compared)
        left = len(shelf.kept) - len(kept)
        told = [tr("{count} older ones are kept too.", count=f"{left:,}")] if left else []
        if shelf.damaged:
            told.append(tr("{files} can't be read and were left alone.", files=counted(shelf.damaged, "file")))
        self.note.setText(" ".join(told))
        self.note.setVisible(bool(told))
        self.problem.setText(shelf.problem)
        self.problem.setVisible(bool(shelf.problem))
        self.comparison.refresh()
        self._area.setVisible(bool(kept))
        self.empty.setVisible(not kept)

    def _forget(self, kept: "KeptProposal") -> None:
        """Forget one, and offer the way back: its file is no part of the history."""
        self._model.forget(kept)
        self._ui.toast(
            tr("Forgotten"), kept.proposal.title, "info", tr("Undo"), lambda: self._model.keep_again(kept), kept.id
        )
