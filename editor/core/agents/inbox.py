"""Proposals that agents send while the window is open: under review at once, or waiting where that would disturb."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from psygnal import Signal

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
                review.note(review.kept.with_report(kept.report) if kept.report is not None else review.kept)
            else:
                # What was ticked may not be there any more; what stands now is checked anew.
                self._proposals.open(kept)
                self._bench.status(f"{kept.agent} has revised {kept.proposal.title}; it is checked anew.")
            return
        is_new = kept.id not in self.waiting
        if is_new and kept.report is not None:
            return  # one that was looked at and put away was played once more
        if self._is_free and self._is_here(kept):
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

    @property
    def _is_free(self) -> bool:
        """Whether nobody is about to wish, to wait for an answer, or to review something."""
        proposals = self._proposals
        return proposals.review.kept is None and proposals.standing == "none" and not proposals.wish.strip()

    def _is_here(self, kept: "KeptProposal") -> bool:
        return (kept.scene, kept.encounter) == (self._bench.scene, self._bench.encounter)
