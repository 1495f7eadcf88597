"""Which parts of proposals stand in the document: what is kept of it follows undo, redo, and closing without saving."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.core.proposals.shelf import Shelf
    from editor.core.workbench import Workbench
    from engine.document import Command
    from engine.llm.proposals.kept import KeptProposal


@dataclass(frozen=True, eq=False)
class _Acceptance:
    """An entry of the history by which parts of a proposal came into the document."""

    command: "Command"
    kept: "KeptProposal"
    hunks: frozenset[str]
    """Those that were not accepted before."""


class Acceptances:
    """Those of this session: the shelf is told whenever its history has moved.

    One that was recovered after a crash is none of them: the shelf goes on saying of it what was said last.
    """

    def __init__(self, bench: "Workbench", shelf: "Shelf") -> None:
        self._bench, self._shelf = bench, shelf
        self._made: list[_Acceptance] = []
        self._standing: list[_Acceptance] = []
        self._saved: list[_Acceptance] = []
        bench.undo.changed.connect(self._follow)

    def run(self, command: "Command", kept: "KeptProposal", hunks: Sequence[str]) -> None:
        """Put an acceptance into the document. CommandError or EditRefusedError with nothing changed."""
        made = _Acceptance(command, kept, frozenset(hunks) - {*(kept.accepted or ())})
        self._made.append(made)
        try:
            self._bench.run(command, who="assistant")
        except Exception:
            self._made.remove(made)
            raise

    def close(self) -> None:
        """The project closes: what was not saved does not stand in it."""
        if self._made:
            self._tell(self._saved)
        self._made, self._standing, self._saved = [], [], []

    def _follow(self) -> None:
        if not self._made:
            return
        undo = self._bench.undo
        applied = {id(entry.command) for entry in undo.entries[: undo.index]}
        self._tell([each for each in self._made if id(each.command) in applied])
        if undo.index == undo.saved_index:
            self._saved = self._standing

    def _tell(self, standing: Collection[_Acceptance]) -> None:
        """Let the shelf know what stands now and did not before, and the other way round."""
        before, self._standing = self._standing, [*standing]
        for each in before:
            if each not in self._standing:
                others = (other.hunks for other in self._standing if other.kept.id == each.kept.id)
                self._shelf.note_taken_back(each.kept, each.hunks.difference(*others))
        for each in self._standing:
            if each not in before:
                self._shelf.note_taken(each.kept, sorted(each.hunks))
