"""The desk: what tools work with. The project's state, what is looked at, and the proposals that agents have sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from engine.document import Finding, SceneView, Snapshot
from engine.document.errors import DocumentError
from engine.llm.agents.reply import nearest_of, refuse
from engine.llm.agents.sent import SentProposals
from engine.llm.agents.source import Source
from engine.llm.context.gathering import items_of
from engine.llm.context.item import Item, Section
from engine.llm.context.wish import Wish
from engine.llm.proposals.checking import Checked, check_proposal, findings_before
from engine.llm.proposals.kept import KeptProposal, KeptProposals
from engine.llm.proposals.proposal import Proposal
from engine.llm.proposals.review import dependencies, with_needed
from engine.llm.proposals.scope import Scope


@dataclass(frozen=True)
class Shot:
    """A picture that is asked for: what to look at, from how far, and which entities are ghosts of a proposal."""

    view: SceneView
    x: float | None
    z: float | None
    radius: float
    width: int
    height: int
    ghosts: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()


Picture = Callable[[Shot], bytes]
"""Draws a shot as PNG, in a worker thread."""


class Desk:
    """What one set of tools shares, at one state of the project. All but `now` may run in a worker thread.

    Args:
        source: The project.
        shelf: Where proposals are kept; the project's own by default.
        picture: Draws pictures; None where there is no renderer.
    """

    def __init__(self, source: Source, shelf: KeptProposals | None = None, picture: Picture | None = None) -> None:
        self.source = source
        self.shelf = shelf or KeptProposals.of(source.folder)
        self.picture = picture
        self.sent = SentProposals(self.shelf)
        self.played: dict[str, Any] = {}
        """What the last step that a tool played cost; empty until one has."""
        self._state: Snapshot | None = None
        self._of: Snapshot | None = None
        self._place: Scope | None = None
        self._known: dict[Scope, list[Finding]] = {}
        self._items: dict[Scope, list[Item]] = {}

    def now(self) -> Desk:
        """The desk with the project as it is now, in the event loop's thread. ProjectGoneError where there is none."""
        snapshot = self.source.snapshot()
        if snapshot is not self._of:
            # A state with views of its own: those of the live document belong to another thread.
            self._state = snapshot.apart()
            self._of, self._known, self._items = snapshot, {}, {}
        self._place = self.source.place()
        return copy(self)

    @property
    def state(self) -> Snapshot:
        """The project; only of a desk that `now` gave."""
        assert self._state is not None
        return self._state

    def scope(self, encounter: str = "") -> Scope:
        """What may be changed. CallRefusedError where there is no such encounter."""
        if not encounter and self._place is not None:
            return self._place
        try:
            return Scope.of(self.state, encounter or None)
        except DocumentError as error:
            names = [each.partition("/")[2] for each in self.state.files if each.startswith("encounters/")]
            raise refuse(
                "known encounter",
                f'there is no encounter "{encounter}" to look at' if encounter else str(error),
                field="encounter",
                expected=f"one of {', '.join(names)}" if names else "a project with a main encounter or scene",
                nearest=nearest_of(encounter, names),
            ) from error

    def known(self, scope: Scope) -> Sequence[Finding]:
        """What the rules find in the project as it is."""
        if scope not in self._known:
            self._known[scope] = findings_before(self.state, scope)
        return self._known[scope]

    def rows(self, scope: Scope, section: Section) -> list[dict[str, Any]]:
        """What can be told of a scene with its encounter, as rows of plain data that nobody may change."""
        if scope not in self._items:
            self._items[scope] = items_of(scope.view(self.state), Wish("all"), [*scope.files, "prefabs/*"])
        return [each.data for each in self._items[scope] if each.section == section]

    def checked(self, proposal: Proposal, scope: Scope, chosen: Collection[str] | None = None) -> Checked:
        """A proposal, or some hunks of it, looked at against the project as it is now."""
        return check_proposal(proposal, self.state, scope, chosen, known=self.known(scope))

    def chosen(self, kept: KeptProposal, hunks: Sequence[str]) -> Collection[str] | None:
        """The hunks that were named and all that they need; all where none was named.

        Raises:
            CallRefusedError: There is no such hunk.
        """
        if not hunks:
            return None
        there = [each.id for each in kept.proposal.hunks]
        for each in hunks:
            if each not in there:
                raise refuse(
                    "known hunk",
                    f'the proposal has no hunk "{each}"',
                    field="hunks",
                    expected=f"some of {', '.join(there)}",
                    nearest=nearest_of(each, there),
                )
        return with_needed(hunks, dependencies(kept.proposal, self.state, kept.scope))

    def ghosts(self, checked: Checked) -> tuple[frozenset[str], frozenset[str]]:
        """Ids of the entities that a proposal adds, and of those that it changes."""
        before = checked.scope.view(checked.compiled.before)
        touched = {identifier for _, identifier in checked.compiled.touched}
        added = frozenset(each for each in touched if before.get(each) is None)
        return added, frozenset(touched) - added

    def write_report(self, kept: KeptProposal, report: dict[str, Any]) -> None:
        """Keep what a playtest found with its proposal."""
        self.sent.note_report(kept, report)

    def shot(self, shot: Shot) -> bytes:
        """Draw a picture. CallRefusedError where nothing can draw."""
        if self.picture is None:
            raise refuse("a renderer", "there is nothing here that draws pictures", expected="a window, or OpenGL")
        return self.picture(shot)
