"""Proposals that agents have sent: those that stand are kept for the person, those with errors wait to be mended."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.llm.agents.caps import MOST_SENT
from engine.llm.agents.reply import nearest_of, refuse
from engine.llm.proposals.finding import ProposalFinding
from engine.llm.proposals.kept import KeptProposal, KeptProposals
from engine.llm.proposals.proposal import Proposal
from engine.llm.proposals.scope import Scope

CLIENT = "outside agent"


@dataclass(frozen=True)
class Draft:
    """A proposal with errors; only the agent that sent it knows of it."""

    kept: KeptProposal
    findings: tuple[ProposalFinding, ...]


class SentProposals:
    """What agents have sent to one project, over one run of the program. Any thread may ask."""

    def __init__(self, shelf: KeptProposals) -> None:
        self._shelf = shelf
        self._drafts: dict[str, Draft] = {}
        self._ids: set[str] = set()
        self._lock = threading.Lock()
        self.heard: Callable[[KeptProposal], object] = _nobody
        """Told of each that is kept or has a new report, in the thread in which that happens."""

    def new(self, proposal: Proposal, wish: str, scope: Scope, agent: str) -> KeptProposal:
        """A proposal with an id of its own, not kept yet.

        Raises:
            CallRefusedError: Agents have sent too many; one of those has to be revised.
        """
        with self._lock:
            if len(self._ids) >= MOST_SENT:
                raise refuse(
                    "proposals of one run",
                    f"{MOST_SENT} proposals were sent already",
                    expected="revise with the id of one that was sent",
                )
            made = KeptProposal.made(proposal, wish, scope, client=CLIENT, agent=agent)
            self._ids.add(made.id)
            return made

    def draft(self, kept: KeptProposal, findings: Sequence[ProposalFinding]) -> None:
        """Hold one with errors, to be mended."""
        with self._lock:
            self._drafts[kept.id] = Draft(kept, (*findings,))

    def keep(self, kept: KeptProposal) -> None:
        """Keep one that stands, where the person finds it. OSError where it can't be written.

        Raises:
            CallRefusedError: Somebody has accepted some of it meanwhile; it stays as it was.
        """
        if not self._shelf.replace(kept):
            raise refuse(
                "a proposal that waits",
                "somebody has accepted some of it just now",
                field="proposal",
                expected="to call revise again: a proposal of its own is made then",
            )
        with self._lock:
            self._drafts.pop(kept.id, None)
        self.heard(kept)

    def note_report(self, kept: KeptProposal, report: dict[str, Any]) -> None:
        """Keep what a playtest found: with a kept proposal where the person finds it, of a draft only for its agent."""
        with self._lock:
            draft = self._drafts.get(kept.id)
            if draft is not None:
                if draft.kept.proposal == kept.proposal:
                    self._drafts[kept.id] = replace(draft, kept=draft.kept.with_report(report))
                return
        if self._shelf.note_report(kept, report):
            self.heard(kept.with_report(report))

    def is_draft(self, identifier: str) -> bool:
        """Whether it still has errors."""
        return identifier in self._drafts

    def is_agents(self, kept: KeptProposal) -> bool:
        """Whether it may be written anew: it was sent in this run, and nobody has accepted any of it."""
        return kept.id in self._ids and kept.accepted is None

    def read(self, identifier: str) -> KeptProposal:
        """One by its id, a draft or a kept one.

        Raises:
            CallRefusedError: There is none of that id.
        """
        draft = self._drafts.get(identifier)
        if draft is not None:
            return draft.kept
        try:
            return self._shelf.read(identifier)
        except LookupError as error:
            ids = [*self._drafts, *(each.id for each in self._shelf.listed()[:20])]
            raise refuse(
                "known proposal",
                str(error.args[0]),
                field="proposal",
                expected=f"one of {', '.join(ids)}" if ids else "an id that propose has answered; there is none yet",
                nearest=nearest_of(identifier, ids),
            ) from error


def _nobody(kept: KeptProposal) -> None:
    """Nobody wants to know."""
