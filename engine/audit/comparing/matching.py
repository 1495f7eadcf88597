"""Which finding of one audit is which of another."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.audit.fingerprints import base_in
from engine.audit.site import Finding

Pair = tuple[Finding, Finding]
MOST_PAIRS = 4_000_000
"""Of more equal findings on both sides of a file, the first are taken for each other."""


@dataclass(frozen=True)
class Comparison:
    """Each finding of both audits once. `moved` and `kept` are (before, now); what moved is in another file or item."""

    new: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    moved: tuple[Pair, ...] = ()
    kept: tuple[Pair, ...] = ()


def compare(before: Sequence[Finding], now: Sequence[Finding]) -> Comparison:
    """Tell what is new, fixed and moved from one audit to another; the order of either does not matter.

    Findings are the same when their expression, kind and items are. Where a tree holds equal ones, those in the same
    file belong together, nearest first; then those whose file moved as a whole. Last, what stands in the same file with
    the same words, in an item of another name, is one whose item was renamed.
    """
    old, new = _ordered(before), _ordered(now)
    kept = _in_files(old, new)
    old, new = _left(old, new, kept)
    moved = _across_files(old, new)
    old, new = _left(old, new, moved)
    renamed = _renamed(old, new)
    old, new = _left(old, new, renamed)
    return Comparison(tuple(new), tuple(old), (*moved, *renamed), tuple(kept))


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda each: (each.file, each.line, each.column, each.fingerprint))


def _left(old: list[Finding], new: list[Finding], pairs: Iterable[Pair]) -> tuple[list[Finding], list[Finding]]:
    taken = {id(each) for pair in pairs for each in pair}
    return [each for each in old if id(each) not in taken], [each for each in new if id(each) not in taken]


def _in_files(old: list[Finding], new: list[Finding]) -> list[Pair]:
    """Equal findings of the same file."""
    olds, news = _grouped(old), _grouped(new)
    common = [key for key in olds if key in news]
    sure = [(olds[key][0], news[key][0]) for key in common if len(olds[key]) == len(news[key]) == 1]
    shifts = _Shifts(sure)
    unsure = [key for key in common if not len(olds[key]) == len(news[key]) == 1]
    return sure + [pair for key in unsure for pair in _nearest(olds[key], news[key], shifts)]


def _grouped(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for each in findings:
        groups[each.file, base_in(each.fingerprint)].append(each)
    return groups


class _Shifts:
    """By how many lines code of a file has gone down, told by findings that are surely the same."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._files: dict[str, tuple[list[int], list[int]]] = {}
        for before, now in sorted(pairs, key=lambda pair: (pair[0].file, pair[0].line)):
            lines, shifts = self._files.setdefault(before.file, ([], []))
            lines.append(before.line)
            shifts.append(now.line - before.line)

    def line(self, before: Finding) -> int:
        """Where a finding is expected now: as far down as the nearest sure one above it, or below the first."""
        lines, shifts = self._files.get(before.file, ([], []))
        if not lines:
            return before.line
        return before.line + shifts[max(0, bisect_right(lines, before.line) - 1)]


def _nearest(old: list[Finding], new: list[Finding], shifts: _Shifts) -> list[Pair]:
    """The pairs, in order, that together lie nearest to where they are expected; as many as there can be."""
    if len(old) == len(new) or len(old) * len(new) > MOST_PAIRS:
        return list(zip(old, new, strict=False))
    if len(old) > len(new):
        chosen = _chosen([each.line for each in new], [shifts.line(each) for each in old])
        return [(old[place], now) for place, now in zip(chosen, new, strict=True)]
    chosen = _chosen([shifts.line(each) for each in old], [each.line for each in new])
    return [(before, new[place]) for before, place in zip(old, chosen, strict=True)]


def _chosen(few: list[int], many: list[int]) -> list[int]:
    """For each line of `few` the place of its line in `many`, in order, with the least distance altogether."""
    slack = len(many) - len(few)
    # best[s]: the least distance so far with s lines of `many` left out, and how it was reached.
    best = [0] * (slack + 1)
    steps: list[list[int]] = []
    for row, line in enumerate(few):
        step = [0] * (slack + 1)
        least, at = best[0], 0
        for left_out in range(slack + 1):
            if best[left_out] < least:
                least, at = best[left_out], left_out
            step[left_out] = at
            best[left_out] = least + abs(line - many[row + left_out])
        steps.append(step)
    left_out = min(range(slack + 1), key=lambda each: best[each])
    places: list[int] = []
    for row in range(len(few) - 1, -1, -1):
        places.append(row + left_out)
        left_out = steps[row][left_out]
    return places[::-1]


def _across_files(old: list[Finding], new: list[Finding]) -> list[Pair]:
    """Equal findings of different files: those first between whose files the most can have moved."""
    olds: dict[str, list[Finding]] = defaultdict(list)
    news: dict[str, list[Finding]] = defaultdict(list)
    for groups, findings in ((olds, old), (news, new)):
        for each in findings:
            groups[base_in(each.fingerprint)].append(each)
    votes: Counter[tuple[str, str]] = Counter()
    for base, before in olds.items():
        here, there = Counter(each.file for each in before), Counter(each.file for each in news.get(base, ()))
        for left, count in here.items():
            for right, other in there.items():
                votes[left, right] += min(count, other)
    pairs: list[Pair] = []
    old_by, new_by = _grouped(old), _grouped(new)
    bases: dict[str, set[str]] = defaultdict(set)
    for file, base in old_by:
        bases[file].add(base)
    for (left, right), _ in sorted(votes.items(), key=lambda each: (-each[1], each[0])):
        for base in sorted(bases[left]):
            here, there = old_by[left, base], new_by.get((right, base), [])
            found = list(zip(here, there, strict=False))
            pairs += found
            del here[: len(found)], there[: len(found)]
    return sorted(pairs, key=lambda pair: (pair[1].file, pair[1].line, pair[1].column))


def _renamed(old: list[Finding], new: list[Finding]) -> list[Pair]:
    """What stands in the same file with the same kind and words, but in another item."""
    waiting: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for each in old:
        waiting[each.file, each.kind, each.code].append(each)
    pairs: list[Pair] = []
    for each in new:
        same = waiting.get((each.file, each.kind, each.code))
        if same:
            pairs.append((same.pop(0), each))
    return pairs
