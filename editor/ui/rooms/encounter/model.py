"""The encounter board's model: its cards, their faults, the weight of both sides, the last trial, and what is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from editor.api import Finding, Links, Path, Set, Signal
from editor.core.encounters.authoring import link_to, place_before, why_not_link, why_not_placed
from editor.core.encounters.flow import START, Card, flow_of, is_bare, is_empty
from editor.core.encounters.trial import Beat, Trial
from editor.core.play.starting.from_here import play_from
from editor.ui.rooms.authoring import run_together, why_not_run
from engine.rules.threat import GroupThreat, threats, total_threat

LARGE = 500
BEGINNABLE = ("trigger", "wave", "objective")


class EncounterModel:
    """`changed` fires when cards or faults may differ, `selected` when others are chosen, `tried` for trials."""

    changed = Signal()
    selected = Signal()
    tried = Signal()

    def __init__(self, editor: Any) -> None:
        self.editor = editor
        self._key: object = None
        self._cards: tuple[Card, ...] = ()
        self._links = Links(
            (editor.scene_changed, self._changed),
            (editor.document_changed, self._edited),
            (editor.findings.changed, self._changed),
            (editor.play.changed, self._changed),
            (editor.selection.changed, self._selected),
            (editor.trials.changed, self._tried),
        )

    def close(self) -> None:
        """Stop following the editor."""
        self._links.close()
        for signal in (self.changed, self.selected, self.tried):
            signal.disconnect()  # pyright: ignore[reportUnknownMemberType]

    # --- what is shown -------------------------------------------------------------------------------------------

    @property
    def has_encounter(self) -> bool:
        """Whether an encounter is open."""
        return bool(self.editor.has_scene and self.editor.encounter is not None)

    def cards(self) -> tuple[Card, ...]:
        """Everything that happens, in the order of what sets off what."""
        if not self.has_encounter:
            return ()
        view = self.editor.view
        if view is not self._key:
            self._key, self._cards = view, flow_of(view)
        return self._cards

    @property
    def is_empty(self) -> bool:
        """Whether nothing happens yet."""
        return is_empty(self.cards())

    @property
    def is_bare(self) -> bool:
        """Whether there is no more than a new encounter begins with, so that a starter may help."""
        return is_bare(self.cards())

    @property
    def is_large(self) -> bool:
        """Whether the scene is so large that not each step of a drag is followed."""
        return bool(self.editor.has_scene) and len(self.editor.view.entities) > LARGE

    def name_of(self, entity: str) -> str:
        """What an entity is called."""
        found = self.editor.view.get(entity)
        return found.name if found is not None else entity

    def title_of_prefab(self, prefab: str) -> str:
        """What a prefab's actors are called."""
        found = self.editor.view.prefabs.get(prefab)
        return found.name if found is not None else prefab

    def fault(self, card: Card) -> Finding | None:
        """The gravest thing that is wrong with a card's entity."""
        if card.id == START:
            return None
        found = [each for each in self.editor.findings.of_entity(card.id) if each.severity != "hint" or card.is_lost]
        return found[0] if found else next(iter(self.editor.findings.of_entity(card.id)), None)

    def why_not_fixed(self, finding: Finding) -> str:
        """Why a repair can't be made now; empty when it can."""
        return why_not_run(self.editor, finding.fix)

    def fix(self, finding: Finding) -> None:
        """Make the repair as one entry; the status bar tells why where that can't be."""
        why = self.why_not_fixed(finding)
        if why:
            self.editor.status(why)
        elif finding.fix:
            run_together(self.editor, finding.fix_title or "Fix", finding.fix)

    def threats(self) -> dict[str, GroupThreat]:
        """What each group, and each hostile that stands there, weighs."""
        return {each.entity: each for each in threats(self.editor.view)} if self.has_encounter else {}

    def weights(self) -> tuple[float, float, float]:
        """Threat of the enemies, strength of the party by the same measure, and the budget (0 for none)."""
        if not self.has_encounter:
            return 0.0, 0.0, 0.0
        view = self.editor.view
        return total_threat(view), total_threat(view, "party"), float(view.encounter_header.budget)

    def set_budget(self, value: float) -> None:
        """Give the encounter a budget, 0 for none."""
        editor = self.editor
        path = Path(f"encounters/{editor.encounter}", ("budget",))
        old = editor.document.value(path)
        new = round(float(value), 2) or None
        if new != old:
            run_together(editor, "Set the budget", [Set(path=path, old=old, new=new)])

    # --- the trial -----------------------------------------------------------------------------------------------

    @property
    def trial(self) -> Trial | None:
        """The last trial of this encounter."""
        return self.editor.trials.last

    def beats(self, card: Card) -> tuple[Beat, ...]:
        """When something happened to a card in the last trial."""
        if self.trial is None:
            return ()
        told = self.trial.beats.get(card.id, ())
        if card.kind == "standing":
            return tuple(beat for beat in told if beat.what == "beaten")
        if card.kind == "start":
            return tuple(beat for beat in told if beat.what in ("began", "over"))
        return told

    # --- choosing, linking, playing ------------------------------------------------------------------------------

    def chosen(self) -> tuple[str, ...]:
        """The selected entities."""
        return self.editor.selection.ids

    def choose(self, cards: Sequence[Card]) -> None:
        """Select the entities of cards; those who stand there for the card that stands for them."""
        ids: list[str] = []
        for card in cards:
            ids += card.members if card.kind == "standing" else [] if card.id == START else [card.id]
        self.editor.selection.set(ids)

    def frame(self, card: Card) -> None:
        """Bring a card's entity into the viewport's picture."""
        ids = card.members if card.kind == "standing" else () if card.id == START else (card.id,)
        if ids:
            self.editor.tools.frame(tuple(ids))

    def why_not_link(self, ids: Sequence[str], cause: str) -> str:
        """Why these can't be set off by a cause; empty when they can."""
        return why_not_link(self.editor, ids, cause)

    def link(self, ids: Sequence[str], cause: str) -> bool:
        """Let a cause set these off, as one entry."""
        return link_to(self.editor, ids, cause)

    def why_not_placed(self, ids: Sequence[str], before: Card) -> str:
        """Why these can't stand before a card; empty when they can."""
        return why_not_placed(self.editor, ids, before)

    def place_before(self, ids: Sequence[str], before: Card) -> bool:
        """Put these before a card, set off by what sets that off, as one entry."""
        return place_before(self.editor, ids, before)

    def beat_of(self, card: Card) -> str:
        """The entity that play can begin at for a card: itself, or what a line or an end waits for; "" for none."""
        if card.kind in BEGINNABLE:
            return card.id
        return card.cause if card.cause not in ("", START) else ""

    def why_not_play(self, card: Card) -> str:
        """Why play can't begin at a card; empty when it can."""
        if not self.beat_of(card):
            return "Play can begin at triggers, waves and objectives, and at what hangs on them."
        count = len(self.editor.findings.errors_of_scene)
        if count:
            return f"Correct the {count} error{'s' if count > 1 else ''} in Problems first."
        return "Kernels are being compiled." if self.editor.play.state == "preparing" else ""

    def play_from(self, card: Card) -> None:
        """Select a card and begin a run at it."""
        why = self.why_not_play(card)
        if why:
            self.editor.status(why)
            return
        self.choose([card])
        play_from(self.editor, beat=self.beat_of(card))

    # --- inside --------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self.changed.emit()

    def _edited(self, _change: object) -> None:
        self.changed.emit()

    def _selected(self, _ids: object) -> None:
        self.selected.emit()

    def _tried(self) -> None:
        self.tried.emit()
