"""Acceptance: chosen hunks become one command, with the provenance of each entity that they touch."""

from __future__ import annotations

from engine.document import Command, Compound, Document, Path, Set, Snapshot
from engine.document.wording import cut_words
from engine.llm.proposals.checking import Checked, check_proposal
from engine.llm.proposals.compiling import Compiled
from engine.llm.proposals.finding import ProposalFinding
from engine.llm.proposals.proposal import Proposal
from engine.llm.proposals.provenance import Origin, provenance_of
from engine.schema.components.provenance import Provenance

LONGEST_TITLE = 80


class NotAcceptableError(Exception):
    """These hunks can't be accepted; `findings` say why."""

    def __init__(self, text: str, findings: tuple[ProposalFinding, ...] = ()) -> None:
        super().__init__(" ".join([text, *(each.sentence() for each in findings)]))
        self.findings = findings


def acceptance(checked: Checked, source: Document | Snapshot, origin: Origin) -> Compound:
    """The one command that accepts what was checked; whoever applies it can take all of it back by one undo.

    Where the project has changed since the check, the hunks are checked again, against what it is now.

    Args:
        checked: The chosen hunks, without errors.
        source: The project as it is now; it is not changed.
        origin: Who and what stands behind them.

    Raises:
        NotAcceptableError: Something speaks against them, or they change nothing.
    """
    now = source.snapshot()
    if now.vocabulary is not checked.compiled.before.vocabulary or dict(now.files) != dict(
        checked.compiled.before.files
    ):
        checked = check_proposal(checked.proposal, now, checked.scope, checked.chosen)
    if not checked.is_acceptable:
        text = "The proposal can't be accepted." if checked.errors else "There is nothing to accept."
        raise NotAcceptableError(text, checked.errors)
    commands = (*checked.compiled.commands, *_marks(checked.compiled, origin))
    return Compound(title=title_of(checked.proposal, checked.chosen), commands=commands)


def title_of(proposal: Proposal, chosen: tuple[str, ...]) -> str:
    """What the history calls it: "Accept An ambush (2 of 3 parts)"."""
    whole = len(proposal.hunks)
    part = f" ({len(chosen)} of {whole} parts)" if len(chosen) < whole else ""
    return f"Accept {cut_words(' '.join(proposal.title.split()), LONGEST_TITLE)}{part}"


def _marks(compiled: Compiled, origin: Origin) -> tuple[Command, ...]:
    """The commands that note on each entity where it comes from."""
    proposal = compiled.proposal
    last = {
        (path.file, path.block_id): made.hunk
        for made in compiled.made
        for path in made.paths
        if path.block_id is not None
    }
    commands: list[Command] = []
    for file, identifier in compiled.touched:
        path = Path.entity(file, identifier, Provenance.component_id)
        said = provenance_of(proposal, proposal.hunk(last[file, identifier]), origin)
        commands.append(Set(path=path, old=compiled.after.value(path), new=said.stated()))
    return tuple(commands)
