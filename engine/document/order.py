"""Merges orders: the longest run that stays in order, and one order out of two that came from a third."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence


def longest_run(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The most items of `after` that stand in the same order in `before`: a longest increasing subsequence.

    Items that only one of them has count for nothing. O(n log n), patience sorting.
    """
    places = {item: place for place, item in enumerate(before)}
    common = [item for item in after if item in places]
    ends: list[int] = []
    heads: list[int] = []
    previous: list[int] = []
    for index, item in enumerate(common):
        place = places[item]
        pile = bisect_left(ends, place)
        previous.append(heads[pile - 1] if pile else -1)
        if pile == len(ends):
            ends.append(place)
            heads.append(index)
        else:
            ends[pile] = place
            heads[pile] = index
    run: set[str] = set()
    index = heads[-1] if heads else -1
    while index >= 0:
        run.add(common[index])
        index = previous[index]
    return run


def merged_order(orders: tuple[Sequence[str], Sequence[str], Sequence[str]], wanted: Container[str]) -> list[str]:
    """One order of the wanted items out of those of base, ours and theirs: what a side moved or added stays as there.

    The result never depends on which side is called ours: where both moved one item, or put new ones into one gap,
    the names decide. Every wanted item has to stand in one of the three.
    """
    base, ours, theirs = orders
    first, second = sorted((list(ours), list(theirs)))
    if first == second or second == list(base):
        return _filled(first, [base, second], wanted)
    if first == list(base):
        return _filled(second, [base], wanted)
    stays = [_stays(base, side) for side in (first, second)]
    skeleton = [item for item in base if all(item in stay for stay in stays)]
    gaps = [_gaps(side, skeleton) for side in (first, second)]
    kept = set(base)
    moved = [
        {item for gap in side for item in gap if item not in stay or item not in kept}
        for side, stay in zip(gaps, stays, strict=True)
    ]
    merged: list[str] = []
    done: set[str] = set(skeleton)
    for place in range(len(skeleton) + 1):
        one, two = ([item for item in side[place] if item in own] for side, own in zip(gaps, moved, strict=True))
        for item in _interleaved(one, two):
            if item not in done:
                done.add(item)
                merged.append(item)
        if place < len(skeleton):
            merged.append(skeleton[place])
    return _filled(merged, [first, second, base], wanted)


def _stays(base: Sequence[str], side: Sequence[str]) -> set[str]:
    """The items of the base that a side left in their order, those that it took out included."""
    present = set(side)
    return longest_run(base, side) | {item for item in base if item not in present}


def _gaps(side: Sequence[str], skeleton: Sequence[str]) -> list[list[str]]:
    """What a side has before the first item of the skeleton, and behind each of them."""
    places = {item: place for place, item in enumerate(skeleton, 1)}
    gaps: list[list[str]] = [[] for _ in range(len(skeleton) + 1)]
    current = 0
    for item in side:
        if item in places:
            current = places[item]
        else:
            gaps[current].append(item)
    return gaps


def _interleaved(one: list[str], two: list[str]) -> list[str]:
    """Two runs for one gap: what both have stands once; between those, the run whose first name is smaller first."""
    shared = set(one) & set(two)
    merged: list[str] = []
    while one or two:
        cuts = [next((place for place, item in enumerate(run) if item in shared), len(run)) for run in (one, two)]
        heads = sorted((run[:cut] for run, cut in zip((one, two), cuts, strict=True) if cut))
        merged += [item for head in heads for item in head]
        one, two = one[cuts[0] :], two[cuts[1] :]
        if one and two and one[0] != two[0]:
            shared.discard(two[0])
            continue
        merged += one[:1] or two[:1]
        one, two = one[1:], two[1:]
    return merged


def _filled(order: Iterable[str], others: Iterable[Sequence[str]], wanted: Container[str]) -> list[str]:
    """The wanted items of an order; one that it lacks goes behind the item that it follows elsewhere."""
    result = list(order)
    present = set(result)
    for other in others:
        last = ""
        for item in other:
            if item not in present and item in wanted:
                result.insert(result.index(last) + 1 if last else 0, item)
                present.add(item)
            if item in present:
                last = item
    return [item for item in result if item in wanted]
