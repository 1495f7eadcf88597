"""Which chunks should be split for a place of the eye: distances with hysteresis, then the rule for neighbours."""

# pyright: basic

from engine.world.kernel import helper, quick_kernel

NEAR = 1
SPLIT = 2


@helper
def gap2(eye_x, eye_z, x, z, half, side):
    """Squared distance from the eye to the nearest point of a chunk's square, in (1/1024 m)^2."""
    low_x = (x - half) * side
    low_z = (z - half) * side
    gap_x = max(low_x - eye_x, eye_x - low_x - side, 0)
    gap_z = max(low_z - eye_z, eye_z - low_z - side, 0)
    return gap_x * gap_x + gap_z * gap_z


@quick_kernel
def find_roots(eye_x, eye_z, reach2, leave2, half, side, bits, is_root, roots, count):
    """Bring `is_root` (bytes, one for each root of the world) and `roots` (numbers in it, growing) up to date.

    A root comes when it is nearer than reach and goes when it is farther than leave. Returns the new count of roots,
    negative (-count - 1) when the set is another.
    """
    across = 1 << bits[5]
    changed = False
    for k in range(count):
        code = roots[k]
        x = code >> bits[5]
        z = code & (across - 1)
        if gap2(eye_x, eye_z, x, z, half[5], side[5]) > leave2:
            is_root[code] = 0
            changed = True
    size = side[5]
    # One root more on each side than the way to leave has, so that none that stays is missed.
    span = 1
    while (span - 1) * (span - 1) * size * size < leave2 and span < across:
        span += 1
    middle_x = eye_x // size + half[5]
    middle_z = eye_z // size + half[5]
    found = 0
    for x in range(max(middle_x - span, 0), min(middle_x + span + 1, across)):
        for z in range(max(middle_z - span, 0), min(middle_z + span + 1, across)):
            code = (x << bits[5]) + z
            if is_root[code] == 0 and gap2(eye_x, eye_z, x, z, half[5], side[5]) < reach2:
                is_root[code] = 1
                changed = True
            if is_root[code] != 0:
                roots[found] = code
                found += 1
    return -found - 1 if changed else found


@helper
def consider(eye_x, eye_z, level, x, z, near2, far2, half, side, bits, offset, start, wish, nodes, counts):
    """Decide one chunk by its distance; what is to be split joins the list of its level."""
    code = (x << bits[level]) + z
    place = offset[level] + code
    away2 = gap2(eye_x, eye_z, x, z, half[level], side[level])
    if away2 < near2[level]:
        wish[place] = NEAR
    elif away2 > far2[level]:
        wish[place] = 0
    if wish[place] != 0:
        wish[place] |= SPLIT
        nodes[start[level] + counts[level]] = code
        counts[level] += 1


@helper
def demand(level, x, z, is_root, bits, offset, start, wish, nodes, counts):
    """Make sure that a chunk is split, whatever its distance; outside of the roots there is nothing to split."""
    across = 1 << bits[level]
    if x < 0 or z < 0 or x >= across or z >= across:
        return
    if is_root[((x >> (5 - level)) << bits[5]) + (z >> (5 - level))] == 0:
        return
    code = (x << bits[level]) + z
    place = offset[level] + code
    if wish[place] & SPLIT == 0:
        wish[place] |= SPLIT
        nodes[start[level] + counts[level]] = code
        counts[level] += 1


@quick_kernel
def choose(
    eye_x, eye_z, is_root, roots, root_count, near2, far2, half, side, bits, offset, start, wish,
    nodes, counts, before, counts_before,
):  # fmt: skip
    """Bring `wish` (bytes, one for each chunk: NEAR by distance, SPLIT in the tree) and its lists up to date.

    nodes, counts: codes of split chunks, level by level; before, counts_before are overwritten. A chunk is split when
    it is nearer than near2 and stays so up to far2; then, from fine to coarse, for each split chunk its four
    neighbours must exist, so their parents are split as well: neighbours differ by one level (restricted quadtree;
    Von Herzen and Barr, 1987). Returns 1 when the set is another.
    """
    for level in range(1, 6):
        counts_before[level] = counts[level]
        for k in range(start[level], start[level] + counts[level]):
            before[k] = nodes[k]
            wish[offset[level] + nodes[k]] &= NEAR
        counts[level] = 0
    for k in range(root_count):
        consider(
            eye_x, eye_z, 5, roots[k] >> bits[5], roots[k] & ((1 << bits[5]) - 1),
            near2, far2, half, side, bits, offset, start, wish, nodes, counts,
        )  # fmt: skip
    for level in range(4, 0, -1):
        for k in range(start[level + 1], start[level + 1] + counts[level + 1]):
            x = (nodes[k] >> bits[level + 1]) * 2
            z = (nodes[k] & ((1 << bits[level + 1]) - 1)) * 2
            for child in range(4):
                consider(
                    eye_x, eye_z, level, x + (child & 1), z + (child >> 1),
                    near2, far2, half, side, bits, offset, start, wish, nodes, counts,
                )  # fmt: skip
    for level in range(1, 5):
        for k in range(start[level], start[level] + counts[level]):
            x = nodes[k] >> bits[level]
            z = nodes[k] & ((1 << bits[level]) - 1)
            demand(level + 1, x >> 1, z >> 1, is_root, bits, offset, start, wish, nodes, counts)
            demand(level + 1, (x - 1) >> 1, z >> 1, is_root, bits, offset, start, wish, nodes, counts)
            demand(level + 1, (x + 1) >> 1, z >> 1, is_root, bits, offset, start, wish, nodes, counts)
            demand(level + 1, x >> 1, (z - 1) >> 1, is_root, bits, offset, start, wish, nodes, counts)
            demand(level + 1, x >> 1, (z + 1) >> 1, is_root, bits, offset, start, wish, nodes, counts)
    changed = 0
    for level in range(1, 6):
        if counts[level] != counts_before[level]:
            changed = 1
        for k in range(start[level], start[level] + counts_before[level]):
            if wish[offset[level] + before[k]] & SPLIT == 0:
                wish[offset[level] + before[k]] = 0
                changed = 1
    return changed


@quick_kernel
def list_wanted(roots, root_count, bits, offset, start, wish, nodes, counts, leaves, inner):
    """Write the numbers of all leaves and of all inner chunks of the tree, finest first; returns the leaves' count."""
    leaf_count = 0
    inner_count = 0
    for level in range(6):
        if level > 0:
            for k in range(start[level], start[level] + counts[level]):
                inner[inner_count] = offset[level] + nodes[k]
                inner_count += 1
        if level == 5:
            for k in range(root_count):
                if wish[offset[5] + roots[k]] & SPLIT == 0:
                    leaves[leaf_count] = offset[5] + roots[k]
                    leaf_count += 1
        else:
            for k in range(start[level + 1], start[level + 1] + counts[level + 1]):
                x = (nodes[k] >> bits[level + 1]) * 2
                z = (nodes[k] & ((1 << bits[level + 1]) - 1)) * 2
                for child in range(4):
                    place = offset[level] + ((x + (child & 1)) << bits[level]) + z + (child >> 1)
                    if level == 0 or wish[place] & SPLIT == 0:
                        leaves[leaf_count] = place
                        leaf_count += 1
    return leaf_count
