"""Review: which hunks need others, and what a choice of them comes to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, cast

from engine.document import Document, DocumentError, Snapshot
from engine.llm.proposals.compiling import compile_hunks
from engine.llm.proposals.operations import Add, AddComponent, Change
from engine.llm.proposals.proposal import Hunk, Proposal
from engine.llm.proposals.scope import Scope


def dependencies(proposal: Proposal, source: Document | Snapshot, scope: Scope) -> Mapping[str, frozenset[str]]:
    """For each hunk the others without which it can't stand, by id; those that these need are among them.

    One needs another that adds what it names, or without which one of its operations could not be made.
    """
    snapshot = source.snapshot()
    whole = compile_hunks(proposal, snapshot, scope)
    wrong = {each.hunk for each in whole.findings}
    touched = {hunk.id: _mentions(hunk) for hunk in proposal.hunks}
    for made in whole.made:
        touched[made.hunk] |= {path.block_id for path in made.paths if path.block_id is not None}
    direct: dict[str, set[str]] = {}
    for place, hunk in enumerate(proposal.hunks):
        named = _names(hunk)
        needed = direct[hunk.id] = {each.id for each in proposal.hunks[:place] if named & _adds(each, snapshot)}
        if hunk.id not in wrong:
            needed |= _needed_to_be_made(proposal, hunk, place, touched, direct, snapshot, scope)
        for each in [*needed]:
            needed |= direct[each]
    # What is only named may also come with a later hunk; two may even name each other.
    for place, hunk in enumerate(proposal.hunks):
        named = _names(hunk)
        direct[hunk.id] |= {each.id for each in proposal.hunks[place + 1 :] if named & _adds(each, snapshot)}
    return {each: frozenset(_reached(each, direct)) for each in direct}


def _reached(hunk: str, direct: Mapping[str, set[str]]) -> set[str]:
    """All that a hunk needs, and what these need in turn."""
    found, left = set[str](), [*direct[hunk]]
    while left:
        each = left.pop()
        if each not in found:
            found.add(each)
            left += direct[each]
    return found - {hunk}


def _needed_to_be_made(
    proposal: Proposal,
    hunk: Hunk,
    place: int,
    touched: Mapping[str, set[str]],
    direct: Mapping[str, set[str]],
    snapshot: Snapshot,
    scope: Scope,
) -> set[str]:
    """The earlier hunks without which an operation can't be made: one takes away what it adds, or changes the same.

    Only those that touch an entity in common can matter, so that only these are tried out.
    """
    near = {hunk.id}
    for earlier in reversed(proposal.hunks[:place]):
        if any(touched[earlier.id] & touched[each] for each in near):
            near.add(earlier.id)
    order = [each.id for each in proposal.hunks[: place + 1] if each.id in near]
    needed: set[str] = set()
    for other in order[:-1]:
        if other in direct[hunk.id]:
            continue
        # Those that need the other go with it, or their own mistakes would hide this one's.
        gone = {other, *(each for each in order[:-1] if other in direct[each])}
        found = compile_hunks(proposal, snapshot, scope, [each for each in order if each not in gone]).findings
        if any(each.hunk == hunk.id for each in found):
            needed.add(other)
    return needed


def _mentions(hunk: Hunk) -> set[str]:
    """The ids of the entities that a hunk is about, and of those that they are put under."""
    found: set[str] = set()
    for operation in hunk.operations:
        found.add(operation.target.partition(".")[0])
        if isinstance(operation, Add):
            found.add(operation.parent)
        elif isinstance(operation, Change) and operation.field == "parent":
            found |= _texts(operation.value)
    return found - {""}


def with_needed(chosen: Collection[str], needs: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """A choice of hunks and all that these need."""
    return frozenset(chosen).union(*(needs[each] for each in chosen))


def without(left: str, chosen: Collection[str], needs: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """A choice of hunks after one was left out, and with it whatever needs it."""
    return frozenset(each for each in chosen if each != left and left not in needs[each])


def _adds(hunk: Hunk, snapshot: Snapshot) -> set[str]:
    """Ids that come with a hunk; one that stands already, such as after a part was accepted, does not."""
    return {each.id for each in hunk.operations if isinstance(each, Add) and not _stands(each, snapshot)}


def _stands(added: Add, snapshot: Snapshot) -> bool:
    try:
        snapshot.block(added.file, added.id)
    except DocumentError:
        return False
    return True


def _names(hunk: Hunk) -> set[str]:
    """Every text in a hunk that may name an entity: one too many ties two hunks, one too few breaks them."""
    found: set[str] = set()
    for operation in hunk.operations:
        if not isinstance(operation, Add):
            found.add(operation.target.partition(".")[0])
        match operation:
            case Add():
                found |= {
                    operation.parent,
                    *(text for table in operation.components.values() for text in _texts(table)),
                }
            case AddComponent():
                found |= _texts(operation.values)
            case Change():
                found |= _texts(operation.value)
            case _:
                pass
    return found - {""}


def _texts(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, Mapping):
        return set[str]().union(*(_texts(each) for each in cast("Mapping[str, Any]", value).values()))
    return {each for each in cast("list[Any]", value) if isinstance(each, str)} if isinstance(value, list) else set()
