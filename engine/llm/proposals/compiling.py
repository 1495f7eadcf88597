"""Compiling: hunks become commands on a draft of the document; the document itself is never touched."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from engine.document import Command, Compound, Document
from engine.document.errors import DocumentError
from engine.document.path import Path
from engine.document.state.snapshot import Snapshot
from engine.document.views.naming import names_in
from engine.llm.proposals.building import commands_of
from engine.llm.proposals.finding import ProposalFinding
from engine.llm.proposals.operations import Add, Operation
from engine.llm.proposals.proposal import Hunk, Proposal
from engine.llm.proposals.scope import Scope
from engine.llm.proposals.vetting import OperationRefusedError


@dataclass(frozen=True)
class Made:
    """One operation that became commands, and the paths that these changed."""

    hunk: str
    operation: int
    commands: tuple[Command, ...]
    paths: frozenset[Path]


@dataclass(frozen=True)
class Compiled:
    """Some hunks of a proposal as commands, with the project before them and after them.

    Where `findings` has errors, what they are about is missing from the commands.
    """

    proposal: Proposal
    hunks: tuple[Hunk, ...]
    made: tuple[Made, ...]
    findings: tuple[ProposalFinding, ...]
    before: Snapshot
    after: Snapshot

    @property
    def is_whole(self) -> bool:
        """Whether every operation became commands."""
        return not self.findings

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands in their order; they fit a document that is as `before`."""
        return tuple(command for made in self.made for command in made.commands)

    def commands_in(self, hunk: str) -> tuple[Command, ...]:
        """The commands of one hunk, by its id."""
        return tuple(command for made in self.made if made.hunk == hunk for command in made.commands)

    def sentences(self) -> dict[str, tuple[str, ...]]:
        """What each hunk changes, by its id, in sentences with the names that things have before or after."""
        names = names_in(self.after, self.before)
        return {hunk.id: tuple(each.sentence(names) for each in self.commands_in(hunk.id)) for hunk in self.hunks}

    @property
    def touched(self) -> tuple[tuple[str, str], ...]:
        """(file, entity id) of every entity that is added or changed and is there afterwards, in order."""
        found = dict.fromkeys(
            (path.file, path.block_id)
            for made in self.made
            for path in sorted(made.paths, key=str)
            if path.block_id is not None
        )
        return tuple(
            (file, identifier)
            for file, identifier in found
            if file in self.after.files and identifier in self.after.files[file].entities
        )

    def compound(self) -> Compound:
        """The whole as one command, without provenance; `accept` gives the one with it."""
        return Compound(title=self.proposal.title, commands=self.commands)


def scratch_of(source: Document | Snapshot) -> Document:
    """A document of its own in the same state, to try things out in: it knows no disk and shares no views."""
    return Document(source.snapshot().apart(), {}, [])


def compile_hunks(
    proposal: Proposal, source: Document | Snapshot, scope: Scope, chosen: Collection[str] | None = None
) -> Compiled:
    """Make the commands of some hunks, in the proposal's order; all of them by default.

    Args:
        proposal: What was read.
        source: The project; it is not changed.
        scope: What may be changed.
        chosen: Ids of hunks.
    """
    before = source.snapshot()
    scratch = scratch_of(before)
    hunks = tuple(hunk for hunk in proposal.hunks if chosen is None or hunk.id in chosen)
    made: list[Made] = []
    findings: list[ProposalFinding] = []
    lost: set[str] = set()
    for hunk in hunks:
        for place, operation in enumerate(hunk.operations):
            # What follows from a refused operation is no news: it would bury the mistake itself.
            if isinstance(operation, Add) and operation.parent in lost:
                lost.add(operation.id)
            elif not isinstance(operation, Add) and operation.target.partition(".")[0] in lost:
                continue
            else:
                try:
                    made.append(_made(hunk.id, place, operation, scratch, scope))
                except (OperationRefusedError, DocumentError) as error:
                    findings.append(replace(_finding(error), hunk=hunk.id, operation=place))
                    if isinstance(operation, Add):
                        lost.add(operation.id)
    return Compiled(proposal, hunks, tuple(made), tuple(findings), before, scratch.snapshot())


def _made(hunk: str, place: int, operation: Operation, scratch: Document, scope: Scope) -> Made:
    commands = commands_of(operation, scratch.snapshot(), scope)
    change = scratch.apply(commands[0] if len(commands) == 1 else Compound(title="", commands=commands))
    return Made(hunk, place, commands, change.paths)


def _finding(error: OperationRefusedError | DocumentError) -> ProposalFinding:
    if isinstance(error, OperationRefusedError):
        return error.finding
    return ProposalFinding("operation", "the document", f"{error.where}: {error.what}", expected=error.expected)
