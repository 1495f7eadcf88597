"""Two kept proposals side by side: which parts differ, and how each skill fared after each."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from editor.ui.api import column, label, row, tool_button, tr
from panels.scenario_authoring.words import SHORT, counted, points, rate_words, when_words

if TYPE_CHECKING:
    from engine.llm.proposals.comparing import ProposalComparison
    from panels.scenario_authoring.model import AuthoringModel

ONE_MORE = "Choose Compare on another proposal too."
OTHER_SEEDS = "Their playtests had other seeds, or began from another state: read the rates with care."
NO_RATES = "Neither was playtested."


class Comparison(QFrame):
    """There while one or two proposals are chosen to be compared."""

    def __init__(self, model: "AuthoringModel") -> None:
        super().__init__()
        self._model = model
        self.setObjectName("card")
        self.title = label(tr("Compared"), "strong")
        self.close_it = tool_button("x", tr("Compare no more"), size=22, glyph_size=14)
        self.close_it.clicked.connect(lambda _checked=False: self._end())
        self.told = label("", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        head = row((self.title, 1), self.close_it, gap=6)
        box.addWidget(column(head, self.told, margins=(8, 4, 8, 8), gap=4))

    def refresh(self) -> None:
        """Show what differs now."""
        model = self._model
        found = [model.proposals.shelf.get(each) for each in model.compared]
        chosen = [each for each in found if each is not None]
        self.setVisible(bool(chosen))
        if not chosen:
            return
        names = [f"{each.proposal.title} ({when_words(each.when)})" for each in chosen]
        if len(chosen) == 1:
            self.told.setText(f"{names[0]}. {tr(ONE_MORE)}")
            return
        from engine.llm.proposals.comparing import compare_proposals

        self.told.setText("\n".join(_lines(compare_proposals(chosen[0], chosen[1]), names[0], names[1])))

    def _end(self) -> None:
        for each in self._model.compared:
            self._model.compare(each)


def _lines(found: "ProposalComparison", one: str, other: str) -> list[str]:
    none = tr("no part")
    told = [
        tr("First: {name}", name=one),
        tr("Second: {name}", name=other),
        tr("The same in both: {parts}.", parts=", ".join(found.same) or none),
        tr("Only in the first: {parts}.", parts=", ".join(found.only_one) or none),
        tr("Only in the second: {parts}.", parts=", ".join(found.only_other) or none),
    ]
    for each in found.changed:
        first, second = counted(len(each.only_one), "change"), counted(len(each.only_other), "change")
        told.append(tr("{part} differs: {first} against {second}.", part=each.id, first=first, second=second))
    for rate in found.rates:
        change = "" if rate.difference is None else f" ({points(rate.difference)} points)"
        rates = f"{rate_words(rate.one)} \N{RIGHTWARDS ARROW} {rate_words(rate.other)}"
        told.append(f"{tr(SHORT.get(rate.skill, rate.skill))}: {rates}{change}")
    if not found.rates:
        told.append(tr(NO_RATES))
    elif not found.is_paired:
        told.append(tr(OTHER_SEEDS))
    return told
