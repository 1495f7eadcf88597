"""Checks a proposal: its commands on a draft, then the world's rules; only what the proposal brought is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from engine.document import Document, FileNode, Finding, Path, Set, Snapshot
from engine.document.edits.uses import namings_in
from engine.llm.proposals.compiling import Compiled, Made, compile_hunks
from engine.llm.proposals.finding import ProposalFinding
from engine.llm.proposals.proposal import Proposal
from engine.llm.proposals.scope import Scope
from engine.rules import check

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Checked:
    """Some hunks of a proposal that were looked at: what they come to, and what speaks against them."""

    compiled: Compiled
    findings: tuple[ProposalFinding, ...]
    """Errors first. World rules are asked only where every operation became commands."""
    scope: Scope

    @property
    def proposal(self) -> Proposal:
        """What was checked."""
        return self.compiled.proposal

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the hunks that were checked."""
        return tuple(hunk.id for hunk in self.compiled.hunks)

    def apart(self) -> Checked:
        """The same with views of its own, for another thread than that which looks at this one."""
        compiled = self.compiled
        both = {"before": compiled.before.apart(), "after": compiled.after.apart()}
        return replace(self, compiled=replace(compiled, **both))

    @property
    def errors(self) -> tuple[ProposalFinding, ...]:
        """What keeps them from being accepted."""
        return tuple(each for each in self.findings if each.severity == "error")

    @property
    def is_acceptable(self) -> bool:
        """Whether they change something and nothing speaks against it."""
        return bool(self.compiled.made) and not self.errors

    def of(self, hunk: str) -> tuple[ProposalFinding, ...]:
        """What is said of one hunk."""
        return tuple(each for each in self.findings if each.hunk == hunk)

    @property
    def of_none(self) -> tuple[ProposalFinding, ...]:
        """What is said of no hunk in particular."""
        return tuple(each for each in self.findings if each.hunk is None)


Checker = Callable[[Proposal], Checked]


def check_proposal(
    proposal: Proposal,
    source: Document | Snapshot,
    scope: Scope,
    chosen: Collection[str] | None = None,
    *,
    known: Sequence[Finding] | None = None,
) -> Checked:
    """Check some hunks against a state of the project, all by default. Neither project nor disk is touched.

    Where prefabs or the scene are changed, the rules look at the other encounters that see them, too.

    Args:
        proposal: What was read.
        source: The document or a state of it.
        scope: What may be changed.
        chosen: Ids of hunks.
        known: What the rules find without the proposal, from `findings_before`; found out here by default.
    """
    compiled = compile_hunks(proposal, source, scope, chosen)
    findings = compiled.findings
    if compiled.is_whole and compiled.made:
        before = findings_before(source, scope) if known is None else known
        new = [(each, "") for each in brought(before, check(scope.view(compiled.after)))]
        for place in elsewhere(compiled, scope):
            name = _title(place, compiled.after)
            found = brought(findings_before(compiled.before, place), check(place.view(compiled.after)))
            new += [(each, name) for each in found]
        # A prefab's own mistakes are found wherever it is used.
        told = {(*_key(each), each.text): (each, name) for each, name in reversed(new)}
        findings = tuple(_told(each, compiled, name) for each, name in reversed(told.values()))
    return Checked(compiled, tuple(sorted(findings, key=lambda each: each.severity != "error")), scope)


def checker_of(source: Document | Snapshot, scope: Scope) -> Checker:
    """A function that checks one proposal after the other against a state; what the rules say of it is asked once."""
    snapshot = source.snapshot()
    return partial(check_proposal, source=snapshot, scope=scope, known=findings_before(snapshot, scope))


def findings_before(source: Document | Snapshot, scope: Scope) -> list[Finding]:
    """What the rules find in the project as it is."""
    return check(scope.view(source))


def brought(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """What is found after and was not before: of the same rule at the same place as many as there are more of."""
    after = list(after)
    known = Counter(_key(each) for each in before)
    said = Counter((_key(each), each.text) for each in before)
    new: list[Finding] = []
    for each in after:
        # Those that say the very same were there; they use up their place first.
        if said[_key(each), each.text]:
            said[_key(each), each.text] -= 1
            known[_key(each)] -= 1
        else:
            new.append(each)
    found: list[Finding] = []
    for each in new:
        if known[_key(each)] > 0:
            known[_key(each)] -= 1
        else:
            found.append(each)
    return found


def places_elsewhere(compiled: Compiled, scope: Scope) -> tuple[str, ...]:
    """The titles of the other encounters that see what was changed."""
    return tuple(_title(each, compiled.after) for each in elsewhere(compiled, scope))


def _title(place: Scope, state: Snapshot) -> str:
    return state.node(f"encounters/{place.encounter}").title


def elsewhere(compiled: Compiled, scope: Scope) -> Iterator[Scope]:
    """The other encounters that see what was changed: those of the scene, and whichever use a prefab."""
    files = {path.file for made in compiled.made for path in made.paths}
    state = compiled.after
    used = _built_on({file.removeprefix("prefabs/") for file in files if file.startswith("prefabs/")}, state)
    for node in state.files.values():
        scene = node.head.data.get("scene") if node.kind == "encounter" else None
        place = state.files.get(f"scenes/{scene}") if isinstance(scene, str) else None
        if place is None or node.short_name == scope.encounter:
            continue
        if place.name in files or (used and (_prefabs_in(node, state) | _prefabs_in(place, state)) & used):
            yield Scope(place.short_name, node.short_name)


def _built_on(prefabs: set[str], state: Snapshot) -> set[str]:
    """These prefabs and all that name one of them, however far away."""
    found = set(prefabs)
    nodes = [node for node in state.files.values() if node.kind == "prefab"] if found else []
    while more := {node.short_name for node in nodes if _prefabs_in(node, state) & found} - found:
        found |= more
    return found


def _prefabs_in(node: FileNode, state: Snapshot) -> set[str]:
    return {each.name for each in namings_in(node, state.vocabulary.components) if each.kind == "prefab"}


def _key(finding: Finding) -> Key:
    return finding.rule, str(finding.where or ""), finding.severity


def _told(finding: Finding, compiled: Compiled, place: str = "") -> ProposalFinding:
    """`place` names the other encounter in which it was found."""
    made = _cause(finding, compiled.made)
    lone = compiled.hunks[0].id if len(compiled.hunks) == 1 else None
    fixes = [finding.fix_title, *(title for title, _ in finding.other_fixes)]
    return ProposalFinding(
        "rule",
        finding.rule,
        f"In {place}: {finding.text}" if place else finding.text,
        finding.severity,
        made.hunk if made is not None else lone,
        made.operation if made is not None else None,
        _field(finding.where),
        "; or ".join(each[:1].lower() + each[1:] for each in fixes if each),
        _nearest(finding),
    )


def _cause(finding: Finding, made: Sequence[Made]) -> Made | None:
    """The last operation that changed what a finding is about: the value itself, something of it, or its owner."""
    where = finding.where
    if where is None:
        return None
    best: tuple[int, Made] | None = None
    for each in made:
        closeness = max((_closeness(path, where) for path in each.paths), default=0)
        if closeness and (best is None or closeness >= best[0]):
            best = closeness, each
    return best[1] if best is not None else None


def _closeness(changed: Path, where: Path) -> int:
    if changed.file != where.file:
        return 0
    shorter = min(len(changed.keys), len(where.keys))
    if changed.keys[:shorter] == where.keys[:shorter] and (shorter or not where.keys):
        return 3
    if changed.block_id is None or changed.block_id != where.block_id:
        return 0
    return 2 if changed.block_keys[:1] == where.block_keys[:1] else 1


def _field(where: Path | None) -> str:
    if where is None:
        return ""
    inner = ".".join(str(each) for each in where.inner)
    return f"{where.entity_id} {inner}".strip() if where.entity_id is not None else inner


def _nearest(finding: Finding) -> Any:
    """What the repair that the rule knows would write, where it is one value."""
    if len(finding.fix) == 1 and isinstance(finding.fix[0], Set):
        return finding.fix[0].new
    return None
