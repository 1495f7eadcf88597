"""Proposals that agents send while the window is open: under review at once, or waiting where that would disturb."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from psygnal import Signal

from editor.core.proposals.at_work import is_at_rest, is_at_work_on

if TYPE_CHECKING:
    from editor.core.proposals.service import Proposals
    from editor.core.workbench import Workbench
    from engine.llm.proposals.kept import KeptProposal


class Inbox:
    """`arrived` carries a proposal that has come, and whether it came under review by itself."""

    arrived = Signal(object, bool)

    def __init__(
        self, bench: "Workbench", proposals: "Proposals", open_scene: Callable[[str, str | None], object]
    ) -> None:
        self._bench, self._proposals, self._open_scene = bench, proposals, open_scene
        self.waiting: dict[str, KeptProposal] = {}
        """Those that nobody has looked at yet, by id, the oldest first."""

    def take_in(self, kept: "KeptProposal") -> None:
        """A proposal was sent, was revised, or has a report."""
        review = self._proposals.review
        self._proposals.shelf.read()
        if review.kept is not None and review.kept.id == kept.id:
            if review.kept.proposal == kept.proposal:
                self._take_report(review.kept, kept)
            elif is_at_work_on(self._proposals, kept.id):
                # It was revised in the very moment in which a person began.
                self.waiting[kept.id] = kept
                self.arrived.emit(kept, False)
            else:
                # What was ticked may not be there any more; what stands now is checked anew.
                self._proposals.open(kept)
                self._bench.status(f"{kept.agent} has revised {kept.proposal.title}; it is checked anew.")
            return
        is_new = kept.id not in self.waiting
        if is_new and kept.report is not None:
            return  # one that was looked at and put away was played once more
        if is_at_rest(self._proposals) and self._is_here(kept):
            self.waiting.pop(kept.id, None)
            self._proposals.open(kept)
            self.arrived.emit(kept, True)
            return
        self.waiting[kept.id] = kept
        if is_new:
            self.arrived.emit(kept, False)

    def review(self, identifier: str) -> str:
        """Review one that waits, in its own scene; gives why not."""
        kept, document = self.waiting.get(identifier), self._bench.document
        if kept is None or document is None:
            return "The proposal does not wait any more."
        for folder, name in (("scenes", kept.scene), ("encounters", kept.encounter)):
            if name and f"{folder}/{name}" not in document.files:
                return f"{folder}/{name} is not there any more; the proposal is about it."
        if not self._is_here(kept):
            self._open_scene(kept.scene, kept.encounter)
        self.forget(identifier)
        self._proposals.open(kept)
        return ""

    def forget(self, identifier: str) -> None:
        """Do not let one wait any more; it stays among those that are kept."""
        self.waiting.pop(identifier, None)

    def close(self) -> None:
        """Forget all; the files stay."""
        self.waiting = {}

    def _take_report(self, mine: "KeptProposal", kept: "KeptProposal") -> None:
        """An agent has played what is under review. What a person has played of it stays in sight."""
        if kept.report is not None and self._proposals.playtests.played is None:
            self._proposals.review.note(mine.with_report(kept.report))

    def _is_here(self, kept: "KeptProposal") -> bool:
        return (kept.scene, kept.encounter) == (self._bench.scene, self._bench.encounter)
