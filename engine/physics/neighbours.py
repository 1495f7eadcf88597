"""Third part of the broad phase: for every mover the list of those it can touch in this tick.

Lists are made once and read by every gather, so all that decides who counts as a neighbour is looked at here. They are
kept in groups of eight slots, round by round: round k holds the k-th neighbour of each of the eight (the format is
known as ELLPACK), so that a gather works on eight movers at once and never adds across a vector. Who has fewer
neighbours than another of its group has nobody in the rounds that are left.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.physics.limits import CELLS_PER_SLOT, HALF, NEIGHBOURS, SKIN
from engine.world.ids import GROUP
from engine.world.kernel import helper, kernel
from engine.world.vectors import bits8, gather_pairs8, load_pairs8, lowest_bit, put, store8, take


@helper
def list_run(slot, count, begin, end, x, z, reach, crowd_place, crowd_body, near_slot):
    """Add those of the slots begin..end that are within `reach` [m] plus their radius; returns the new count."""
    entry = slot // GROUP * GROUP * NEIGHBOURS + slot % GROUP
    for first in range(begin, end, GROUP):
        other_x, other_z = load_pairs8(crowd_place, first)
        other_radius, _ = load_pairs8(crowd_body, first)
        dx = other_x - x
        dz = other_z - z
        limit = other_radius + reach
        bits = bits8(dx * dx + dz * dz < limit * limit)
        bits = bits & (255 >> (GROUP - min(end - first, GROUP)))
        while bits != 0:
            other = first + lowest_bit(bits)
            bits = bits & (bits - 1)
            if other != slot and count < NEIGHBOURS:
                put(near_slot, entry + GROUP * count, other)
                count += 1
    return count


@kernel
def list_neighbours(
    lane, begin, end, base, nobody, crowd_frame, crowd_cells, crowd_place, crowd_body, near_rounds, near_slot,
    near_reach, near_share,
):  # fmt: skip
    """List the neighbours of slots begin..end, groups of eight of which the lane's last may be incomplete.

    Reads places, bodies and cells of any slot; writes the `near_` columns of its own groups.
    """
    columns = int(crowd_frame[lane, 4])
    lines = int(crowd_frame[lane, 5])
    low_x = crowd_frame[lane, 0]
    low_z = crowd_frame[lane, 1]
    scale_x = crowd_frame[lane, 2]
    scale_z = crowd_frame[lane, 3]
    cells = base * CELLS_PER_SLOT
    for group in range(begin, end, GROUP):
        rounds = 0
        for slot in range(group, min(group + GROUP, end)):
            x = take(crowd_place, 2 * slot)
            z = take(crowd_place, 2 * slot + 1)
            reach = take(crowd_body, 2 * slot) + SKIN
            column = min(int((x - low_x) * scale_x), columns - 1)
            depth = (z - low_z) * scale_z
            line = min(int(depth), lines - 1)
            left = cells + max(column - 2, 0)
            right = cells + min(column + 2, columns - 1) + 1
            beside = line + 1 if depth - int(depth) >= HALF else line - 1
            row = line * columns
            count = list_run(
                slot, 0, take(crowd_cells, left + row), take(crowd_cells, right + row), x, z, reach, crowd_place,
                crowd_body, near_slot,
            )  # fmt: skip
            if beside >= 0 and beside < lines:
                row = beside * columns
                count = list_run(
                    slot, count, take(crowd_cells, left + row), take(crowd_cells, right + row), x, z, reach,
                    crowd_place, crowd_body, near_slot,
                )  # fmt: skip
            put(near_rounds, slot, count)
            rounds = max(rounds, count)
        for slot in range(end, group + GROUP):
            put(near_rounds, slot, 0)
        entry = group * NEIGHBOURS
        for k in range(GROUP):
            for gap in range(take(near_rounds, group + k), rounds):
                put(near_slot, entry + GROUP * gap + k, nobody)
        put(near_rounds, group, rounds)
        radius, mass = load_pairs8(crowd_body, group)
        for _ in range(rounds):
            other_radius, other_mass = gather_pairs8(crowd_body, near_slot, entry)
            store8(near_reach, entry, radius + other_radius)
            store8(near_share, entry, other_mass / (mass + other_mass))
            entry += GROUP
