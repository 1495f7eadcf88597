"""One frame of the quadtree that is drawn: fades advance, and what may be split or merged now is told."""

# pyright: basic

from engine.terrain.levels.kernels.wanted import SPLIT, gap2
from engine.world.kernel import helper, quick_kernel


@helper
def is_split(level, x, z, bits, offset, fade):
    """Whether that chunk is drawn as four; outside of the world nothing is."""
    across = 1 << bits[level]
    if x < 0 or z < 0 or x >= across or z >= across:
        return False
    return fade[offset[level] + (x << bits[level]) + z] > 0


@helper
def has_finer_beside(level, x, z, bits, offset, fade):
    """Whether a child of the chunk is split, or a neighbour of a child: then its four children must stay."""
    if level == 1:
        return False
    low_x = 2 * x
    low_z = 2 * z
    for step in range(2):
        if (
            is_split(level - 1, low_x, low_z + step, bits, offset, fade)
            or is_split(level - 1, low_x + 1, low_z + step, bits, offset, fade)
            or is_split(level - 1, low_x - 1, low_z + step, bits, offset, fade)
            or is_split(level - 1, low_x + 2, low_z + step, bits, offset, fade)
            or is_split(level - 1, low_x + step, low_z - 1, bits, offset, fade)
            or is_split(level - 1, low_x + step, low_z + 2, bits, offset, fade)
        ):
            return True
    return False


@helper
def is_settled_beside(level, x, z, is_root, bits, offset, fade, full):
    """Whether a neighbour of what would be split is no coarser, and shows itself wholly if it is as coarse."""
    across = 1 << bits[level]
    if x < 0 or z < 0 or x >= across or z >= across:
        return True
    if is_root[((x >> (5 - level)) << bits[5]) + (z >> (5 - level))] == 0 or level == 5:
        return True
    if fade[offset[level] + (x << bits[level]) + z] > 0:
        return True
    return fade[offset[level + 1] + ((x >> 1) << bits[level + 1]) + (z >> 1)] == full + 1


@helper
def may_split(level, x, z, is_root, bits, offset, fade, full):
    """Whether the chunk and its neighbours have finished their fades and none of them is coarser."""
    if level < 5 and fade[offset[level + 1] + ((x >> 1) << bits[level + 1]) + (z >> 1)] != full + 1:
        return False
    return (
        is_settled_beside(level, x - 1, z, is_root, bits, offset, fade, full)
        and is_settled_beside(level, x + 1, z, is_root, bits, offset, fade, full)
        and is_settled_beside(level, x, z - 1, is_root, bits, offset, fade, full)
        and is_settled_beside(level, x, z + 1, is_root, bits, offset, fade, full)
    )


@helper
def list_split(roots, root_count, bits, offset, start, fade, nodes, counts):
    """Codes of the chunks that are drawn as four, level by level."""
    counts[5] = 0
    for k in range(root_count):
        if fade[offset[5] + roots[k]] > 0:
            nodes[start[5] + counts[5]] = roots[k]
            counts[5] += 1
    for level in range(4, 0, -1):
        counts[level] = 0
        for k in range(start[level + 1], start[level + 1] + counts[level + 1]):
            x = (nodes[k] >> bits[level + 1]) * 2
            z = (nodes[k] & ((1 << bits[level + 1]) - 1)) * 2
            for child in range(4):
                code = ((x + (child & 1)) << bits[level]) + z + (child >> 1)
                if fade[offset[level] + code] > 0:
                    nodes[start[level] + counts[level]] = code
                    counts[level] += 1


@quick_kernel
def advance(
    is_root, roots, root_count, bits, offset, start, wish, fade, full, step, nodes, counts, merges, splits, facts
):
    """Move every fade by `step` of `full` frames towards what is wanted.

    fade (bytes, one for each chunk): 0 while it is drawn whole, else 1 + the frames that its four children have faded
    in. merges: numbers of chunks whose children look like them by now and are not wanted; splits: numbers of those
    that are wanted as four and may be. facts (4,): counts of merges and splits, fades that moved, chunks not at their
    level.
    """
    list_split(roots, root_count, bits, offset, start, fade, nodes, counts)
    merge_count = 0
    split_count = 0
    moved = 0
    behind = 0
    for level in range(1, 6):
        for k in range(start[level], start[level] + counts[level]):
            place = offset[level] + nodes[k]
            shown = int(fade[place]) - 1
            is_wanted = wish[place] & SPLIT != 0
            if not is_wanted:
                behind += 1
            if is_wanted or has_finer_beside(
                level, nodes[k] >> bits[level], nodes[k] & ((1 << bits[level]) - 1), bits, offset, fade
            ):
                then = min(shown + step, full)
            else:
                then = max(shown - step, 0)
                if then == 0:
                    merges[merge_count] = place
                    merge_count += 1
            if then != shown:
                fade[place] = then + 1
                moved += 1
    for level in range(5, 0, -1):
        if level == 5:
            for k in range(root_count):
                place = offset[5] + roots[k]
                if fade[place] == 0 and wish[place] & SPLIT != 0:
                    behind += 1
                    splits[split_count] = place
                    split_count += 1
            continue
        for k in range(start[level + 1], start[level + 1] + counts[level + 1]):
            low_x = (nodes[k] >> bits[level + 1]) * 2
            low_z = (nodes[k] & ((1 << bits[level + 1]) - 1)) * 2
            for child in range(4):
                x = low_x + (child & 1)
                z = low_z + (child >> 1)
                place = offset[level] + (x << bits[level]) + z
                if fade[place] == 0 and wish[place] & SPLIT != 0:
                    behind += 1
                    if may_split(level, x, z, is_root, bits, offset, fade, full):
                        splits[split_count] = place
                        split_count += 1
    facts[0] = merge_count
    facts[1] = split_count
    facts[2] = moved
    facts[3] = behind


@helper
def edge_of(level, x, z, own, is_root, bits, offset, fade, full):
    """What a drawn chunk's edge towards (x, z) shows: frames of blending, or -1 where the neighbour is coarser."""
    across = 1 << bits[level]
    if x < 0 or z < 0 or x >= across or z >= across:
        return own
    if is_root[((x >> (5 - level)) << bits[5]) + (z >> (5 - level))] == 0:
        return own
    if level > 0 and fade[offset[level] + (x << bits[level]) + z] > 0:
        return full
    if level == 5:
        return own
    above = int(fade[offset[level + 1] + ((x >> 1) << bits[level + 1]) + (z >> 1)])
    if above == 0:
        return -1
    return min(own, above - 1)


@quick_kernel
def list_drawn(
    eye_x, eye_z, view2, is_root, roots, root_count, half, side, bits, offset, start, wish, fade, absent, full, nodes,
    counts, numbers, levels, xs, zs, blends, blend, edges, facts,
):  # fmt: skip
    """Write what is drawn, finest level first; returns the count of chunks, or -count where that is too many.

    numbers (n,): the chunks; levels, xs, zs (n,) i4: their keys; blend (n,), edges (n, 4) f4: how far the chunk and its
    four edges are blended, by `blends`, which names each number of frames, the last one -1. facts (3,): roots within
    the view that are not there (`absent`, a byte for each root) and not split; chunks not at their level; all roots
    that are not there and not split.
    """
    list_split(roots, root_count, bits, offset, start, fade, nodes, counts)
    total = root_count
    for level in range(1, 6):
        total += 3 * counts[level]
    if total > len(numbers):
        return -total
    found = 0
    uncovered = 0
    behind = 0
    absent_count = 0
    for level in range(1, 6):
        for k in range(start[level], start[level] + counts[level]):
            if wish[offset[level] + nodes[k]] & SPLIT == 0:
                behind += 1
    for level in range(6):
        length = root_count if level == 5 else counts[level + 1]
        for k in range(length):
            for child in range(1 if level == 5 else 4):
                if level == 5:
                    x = roots[k] >> bits[5]
                    z = roots[k] & ((1 << bits[5]) - 1)
                    own = full
                else:
                    code = nodes[start[level + 1] + k]
                    x = (code >> bits[level + 1]) * 2 + (child & 1)
                    z = (code & ((1 << bits[level + 1]) - 1)) * 2 + (child >> 1)
                    own = int(fade[offset[level + 1] + code]) - 1
                code = (x << bits[level]) + z
                if level > 0 and fade[offset[level] + code] > 0:
                    continue
                if level > 0 and wish[offset[level] + code] & SPLIT != 0:
                    behind += 1
                if level == 5 and absent[code] != 0:
                    absent_count += 1
                    if gap2(eye_x, eye_z, x, z, half[5], side[5]) < view2:
                        uncovered += 1
                    continue
                numbers[found] = offset[level] + code
                levels[found] = level
                xs[found] = x - half[level]
                zs[found] = z - half[level]
                blend[found] = blends[own]
                edges[found, 0] = blends[edge_of(level, x - 1, z, own, is_root, bits, offset, fade, full)]
                edges[found, 1] = blends[edge_of(level, x + 1, z, own, is_root, bits, offset, fade, full)]
                edges[found, 2] = blends[edge_of(level, x, z - 1, own, is_root, bits, offset, fade, full)]
                edges[found, 3] = blends[edge_of(level, x, z + 1, own, is_root, bits, offset, fade, full)]
                found += 1
    facts[0] = uncovered
    facts[1] = behind
    facts[2] = absent_count
    return found
