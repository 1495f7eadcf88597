"""Review: which hunks of a proposal are ticked, what they change, what speaks against them, and the scene with them."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from psygnal import Signal

from editor.core.findings.checks import QUIET_S

if TYPE_CHECKING:
    from editor.core.jobs import Job, Progress
    from editor.core.workbench import Workbench
    from engine.document import EntityView, SceneView, Snapshot
    from engine.llm.proposals.checking import Checked
    from engine.llm.proposals.finding import ProposalFinding
    from engine.llm.proposals.kept import KeptProposal
    from engine.llm.proposals.proposal import Hunk


@dataclass(frozen=True)
class Changed:
    """An entity that would be another one: `old` is None for a new one, `new` for one that goes."""

    old: "EntityView | None"
    new: "EntityView | None"


@dataclass(frozen=True)
class Reviewed:
    """What is known of a proposal against one state of the project."""

    state: "Snapshot"
    whole: "Checked"
    """All hunks together."""
    checked: "Checked"
    """Those that are ticked."""
    needs: Mapping[str, frozenset[str]]
    changes: Mapping[str, tuple[str, ...]]
    """What each hunk changes, in sentences."""
    after: "SceneView"
    """The scene with the ticked hunks in it."""
    changed: tuple[Changed, ...]
    """What the ticked hunks change in the scene; waves of a changed prefab are among it."""
    elsewhere: tuple[str, ...] = ()
    """The titles of other encounters that see what they change."""


class Review:
    """One proposal at a time. `changed` fires when another one is under review, or more is known of it."""

    changed = Signal()

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self.kept: KeptProposal | None = None
        self.ticked: frozenset[str] = frozenset()
        self.known: Reviewed | None = None
        """What was found for the ticked hunks; of an earlier choice or state while `is_checking`."""
        self.error = ""
        self.is_touched = False
        """Whether a person has ticked other parts than those that were ticked first."""
        self._job: Job | None = None
        self._due: float | None = None
        self._is_first = False
        bench.document_changed.connect(self._edited)

    @property
    def is_checking(self) -> bool:
        """Whether what is known is of another choice, or of the project before an edit."""
        return self._job is not None or self._due is not None

    def begin(self, kept: "KeptProposal") -> None:
        """Review a proposal; all hunks that nothing speaks against are ticked first."""
        self.close()
        self.kept, self._is_first = kept, True
        self.ticked = frozenset(hunk.id for hunk in kept.proposal.hunks)
        self._due = 0.0 if kept.proposal.hunks else None
        self.pump()
        self.changed.emit()

    def note(self, kept: "KeptProposal") -> None:
        """The same proposal, with more told of it."""
        self.kept = kept
        self.changed.emit()

    def tick(self, hunk: str, is_ticked: bool) -> None:
        """Take a hunk and what it needs, or leave it and what needs it."""
        from engine.llm.proposals.review import with_needed, without

        if self.kept is None or (hunk in self.ticked) == is_ticked:
            return
        needs = self.known.needs if self.known is not None else {each.id: frozenset[str]() for each in self.hunks}
        if is_ticked:
            self.ticked = with_needed({*self.ticked, hunk}, needs)
        else:
            self.ticked = without(hunk, self.ticked, needs)
        self.is_touched = True
        self._due = 0.0
        self.pump()
        self.changed.emit()

    @property
    def hunks(self) -> "tuple[Hunk, ...]":
        """The hunks in their order."""
        return self.kept.proposal.hunks if self.kept is not None else ()

    def findings(self, hunk: str) -> "tuple[ProposalFinding, ...]":
        """What is said of one hunk; of one that is not ticked, what would be said with all of them."""
        if self.known is None:
            return ()
        return (self.known.checked if hunk in self.ticked else self.known.whole).of(hunk)

    @property
    def of_none(self) -> "tuple[ProposalFinding, ...]":
        """What is said of no hunk in particular."""
        return self.known.checked.of_none if self.known is not None else ()

    def pump(self) -> None:
        """Begin the check that is due, once there was quiet."""
        document, kept, due = self._bench.document, self.kept, self._due
        if due is None or self._job is not None or document is None or kept is None or time.monotonic() < due:
            return
        self._due = None
        state, ticked, is_first, before = document.snapshot(), self.ticked, self._is_first, self.known

        def work(_progress: "Progress", _cancelled: Callable[[], bool]) -> Reviewed:
            return reviewed(kept, state, ticked, before, is_first=is_first)

        def done(job: "Job") -> None:
            if job is not self._job:
                return
            self._job = None
            self.error = "" if job.state == "done" else f"It can't be checked here: {job.error}"
            if job.state == "done":
                found: Reviewed = job.result
                self.known, self._is_first = found, False
                if is_first and self._due is None:
                    self.ticked = frozenset(found.checked.chosen)
            else:
                self.known = None
            self.pump()
            self.changed.emit()

        self._job = self._bench.jobs.submit("Checking the proposal", work, done, quiet=True, tells_itself=True)

    def close(self) -> None:
        """Put it away."""
        self._job, self._due, self.is_touched = None, None, False
        self.kept, self.known, self.ticked, self.error = None, None, frozenset(), ""

    def _edited(self, _change: object) -> None:
        if self.kept is not None and self.hunks:
            self._due = time.monotonic() + QUIET_S


def reviewed(
    kept: "KeptProposal",
    state: "Snapshot",
    ticked: Collection[str],
    before: Reviewed | None = None,
    *,
    is_first: bool = False,
) -> Reviewed:
    """Check the ticked hunks against a state of the project; the first time, leave out those that can't be taken."""
    from engine.llm.proposals.checking import check_proposal, findings_before, places_elsewhere
    from engine.llm.proposals.review import dependencies, without

    proposal, scope, mine = kept.proposal, kept.scope, state.apart()
    known = findings_before(mine, scope)
    if before is not None and before.state is state:
        whole, needs, changes = before.whole, before.needs, before.changes
    else:
        whole = check_proposal(proposal, mine, scope, known=known)
        needs = dependencies(proposal, mine, scope)
        changes = whole.compiled.sentences()
    if is_first:
        for wrong in dict.fromkeys(each.hunk for each in whole.errors if each.hunk):
            ticked = without(wrong, ticked, needs)
    whole_is_ticked = len(ticked) == len(proposal.hunks)
    checked = whole if whole_is_ticked else check_proposal(proposal, mine, scope, ticked, known=known)
    after = scope.view(checked.compiled.after, "")
    changed = changed_between(scope.view(mine, ""), after)
    return Reviewed(state, whole, checked, needs, changes, after, changed, places_elsewhere(checked.compiled, scope))


def changed_between(before: "SceneView", after: "SceneView") -> tuple[Changed, ...]:
    """Every entity of a scene that is another one afterwards: those that change, then new ones, then those that go.

    Who brings in a prefab that is another one afterwards, such as a wave, counts as changed.
    """
    prefabs = {name for name, prefab in after.prefabs.items() if before.prefabs.get(name) != prefab}
    found: list[Changed] = []
    new: list[Changed] = []
    for each in after.entities:
        old = before.get(each.id)
        if old is None:
            new.append(Changed(None, each))
        elif old != each or prefabs & _brings(each):
            found.append(Changed(old, each))
    return (*found, *new, *(Changed(each, None) for each in before.entities if after.get(each.id) is None))


def _brings(entity: "EntityView") -> set[str]:
    """The prefabs that an entity's components name."""
    return {
        str(getattr(component, spec.name))
        for component in entity.components.values()
        for spec in component.fields()
        if spec.ref == "prefab"
    }
