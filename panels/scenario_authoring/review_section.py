"""The fourth step: what the proposal is, a card for each of its parts, and the switch of the ghosts."""

from functools import partial

from editor.ui.api import Ui, column, explain, icon_label, label, row, tool_button, tr
from panels.scenario_authoring.answer_section import FindingLine
from panels.scenario_authoring.hunk_card import HunkCard
from panels.scenario_authoring.looked import Found
from panels.scenario_authoring.model import AuthoringModel
from panels.scenario_authoring.section import Section
from panels.scenario_authoring.words import counted

AHEAD = "One card for each part, with the reason for it; ticked ones stand as ghosts in the viewport."
OVERLAY = "overlay.proposal"


class ReviewSection(Section):
    """Cards are kept while the proposal is the same."""

    def __init__(self, model: AuthoringModel, ui: Ui) -> None:
        self._model, self._ui = model, ui
        self._of: object = None
        self.cards: list[HunkCard] = []
        self.name, self.summary = label("", "strong", wrap=True), label("", wrap=True)
        self.refusal = label("", wrap=True)
        self._refused = row(column(icon_label("prohibit", "icon.secondary", 14), None), (self.refusal, 1), gap=6)
        self.error = label("", "error", wrap=True)
        self.ghosts = tool_button(
            "eye", tr("Ghosts"), text=tr("Ghosts"), size=22, glyph_size=14, checkable=True, quiet=True
        )
        self.ghosts.clicked.connect(lambda _checked=False: self._switch())
        self.count = label("", "caption")
        self.elsewhere = label("", "secondary", wrap=True)
        self.of_none: list[FindingLine] = []
        self._told: tuple[Found, ...] = ()
        self._of_none, self._cards = column(gap=4), column(gap=8)
        self._bar = row(self.count, None, self.ghosts, gap=6)
        parts = (self.name, self.summary, self._refused, self.error, self._bar, self.elsewhere, self._of_none)
        super().__init__(4, tr("Review"), tr(AHEAD), *parts, self._cards)

    def refresh(self) -> None:
        """Show the parts as they stand now."""
        model, review = self._model, self._model.proposals.review
        kept = review.kept
        self.show_state(
            model.state_of(3), has_body=kept is not None, note=tr("checking…") if review.is_checking else ""
        )
        if kept is None:
            self._show_cards(())
            return
        self.name.setText(kept.proposal.title)
        self.summary.setText(kept.proposal.summary)
        self.refusal.setText(kept.proposal.cannot)
        self._refused.setVisible(kept.proposal.is_refusal)
        self.error.setText(review.error)
        self.error.setVisible(bool(review.error))
        self.count.setText(
            tr("{ticked} of {parts} ticked", ticked=len(review.ticked), parts=counted(len(review.hunks), "part"))
        )
        self._bar.setVisible(bool(review.hunks))
        self._show_ghosts()
        self._show_cards(review.hunks)
        known = review.known
        places = ", ".join(known.elsewhere) if known is not None else ""
        self.elsewhere.setText(tr("Changes these encounters too: {places}.", places=places) if places else "")
        self.elsewhere.setVisible(bool(places))
        self._show_of_none(tuple(Found(each.severity, "", each) for each in review.of_none))
        for card in self.cards:
            hunk = card.hunk.id
            card.show_hunk(
                is_ticked=hunk in review.ticked,
                changes=known.changes.get(hunk, ()) if known is not None else (),
                needs=tuple(sorted(known.needs.get(hunk, ()))) if known is not None else (),
                found=tuple(Found(each.severity, hunk, each) for each in review.findings(hunk)),
            )

    def _show_of_none(self, found: tuple[Found, ...]) -> None:
        """What was found in no part in particular."""
        if found == self._told:
            return
        for old in self.of_none:
            old.hide()
            old.deleteLater()
        self._told, self.of_none = found, [FindingLine(each, names_hunk=False) for each in found]
        for line in self.of_none:
            self._of_none.append(line)

    def _show_cards(self, hunks: tuple[object, ...]) -> None:
        if hunks is self._of or (not hunks and not self.cards):
            self._of = hunks
            return
        for old in self.cards:
            old.hide()
            old.deleteLater()
        self._of = hunks
        self.cards = []
        for hunk in self._model.proposals.review.hunks:
            card = HunkCard(hunk, partial(self._model.proposals.review.tick, hunk.id), partial(self._select, hunk.id))
            self.cards.append(card)
            self._cards.append(card)

    def _select(self, hunk: str) -> None:
        """Select what is there already of what a part changes."""
        editor, known = self._model.editor, self._model.proposals.review.known
        if known is None or not editor.has_scene:
            return
        compiled = known.whole.compiled
        ids = dict.fromkeys(
            path.block_id for made in compiled.made if made.hunk == hunk for path in made.paths if path.block_id
        )
        there = [each for each in ids if editor.view.get(each) is not None]
        if there:
            editor.selection.set(there)
            self._ui.run("view.frame")
        else:
            editor.status(tr("All that this part is about is new; its ghosts stand in the viewport."))

    def _show_ghosts(self) -> None:
        actions = self._ui.editor.actions
        is_there = OVERLAY in actions
        checked = actions.get(OVERLAY).checked if is_there else None
        is_on = checked is not None and checked()
        self.ghosts.setChecked(is_on)
        self.ghosts.set_glyph("eye" if is_on else "eye-slash")
        why = actions.enabled(OVERLAY)[1] if is_there else tr("Open a scene first.")
        explain(self.ghosts, tr("Show what the ticked parts would change in the viewport"), why)

    def _switch(self) -> None:
        self._ui.run(OVERLAY)
        self.refresh()
