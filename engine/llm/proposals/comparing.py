"""Compares two kept proposals: which hunks differ, and what their playtests say beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from engine.llm.proposals.kept import KeptProposal
from engine.llm.proposals.proposal import Hunk


@dataclass(frozen=True)
class HunkDifference:
    """A hunk that both have under one name, with what only one of them does, as plain operations."""

    id: str
    only_one: tuple[dict[str, Any], ...]
    only_other: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class RateDifference:
    """How a skill fares after the one and after the other; None where a proposal was not playtested with it."""

    skill: str
    one: Mapping[str, Any] | None
    other: Mapping[str, Any] | None

    @property
    def difference(self) -> float | None:
        """The other's win rate less the one's."""
        rates = [each["win_rate"] if each is not None else None for each in (self.one, self.other)]
        return rates[1] - rates[0] if rates[0] is not None and rates[1] is not None else None


@dataclass(frozen=True)
class ProposalComparison:
    """What differs between two proposals."""

    only_one: tuple[str, ...]
    """Ids of hunks whose operations the other has in none."""
    only_other: tuple[str, ...]
    changed: tuple[HunkDifference, ...]
    same: tuple[str, ...]
    rates: tuple[RateDifference, ...]
    is_paired: bool
    """Whether both were playtested with the same seeds, against the same state of the encounter before."""


def compare_proposals(one: KeptProposal, other: KeptProposal) -> ProposalComparison:
    """Lay two proposals side by side. Hunks are matched by what they do, then by their ids."""
    mine, theirs = one.proposal.hunks, other.proposal.hunks
    left = {hunk.id: _operations(hunk) for hunk in mine}
    right = {hunk.id: _operations(hunk) for hunk in theirs}
    same: list[str] = []
    taken: set[str] = set()
    for identifier, operations in left.items():
        twin = next(
            (each for each in [identifier, *right] if each not in taken and right.get(each) == operations), None
        )
        if twin is not None:
            same.append(identifier)
            taken.add(twin)
    changed = [each for each in left if each not in same and each in right and each not in taken]
    return ProposalComparison(
        tuple(each for each in left if each not in same and each not in changed),
        tuple(each for each in right if each not in taken and each not in changed),
        tuple(
            HunkDifference(each, _without(left[each], right[each]), _without(right[each], left[each]))
            for each in changed
        ),
        tuple(same),
        _rates(one.report, other.report),
        _is_paired(one.report, other.report),
    )


def _operations(hunk: Hunk) -> list[dict[str, Any]]:
    return [operation.model_dump(mode="json") for operation in hunk.operations]


def _without(operations: Iterable[dict[str, Any]], others: list[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    return tuple(each for each in operations if each not in others)


def _rates(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> tuple[RateDifference, ...]:
    left, right = _after(one), _after(other)
    return tuple(RateDifference(each, left.get(each), right.get(each)) for each in dict.fromkeys([*left, *right]))


def _after(report: Mapping[str, Any] | None, variant: str = "after") -> dict[str, Mapping[str, Any]]:
    results = cast("list[Mapping[str, Any]]", report["results"]) if report is not None else []
    return {str(each["skill"]): each for each in results if each["variant"] == variant}


def _is_paired(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    if one is None or other is None or one["request"]["seeds"] != other["request"]["seeds"]:
        return False
    return _after(one, "before") == _after(other, "before")
