"""Third part of the broad phase: for every mover the list of those it can touch in this tick.

Lists are made once and read by every gather, so all that decides who counts as a neighbour is looked at here. They are
kept in groups of eight slots, round by round: round k holds the k-th neighbour of each of the eight (the format is
known as ELLPACK), so that a gather works on eight movers at once and never adds across a vector. Who has fewer
neighbours than another of its group has nobody in the rounds that are left.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.physics.crowd.limits import ALL, BLOCK, CELLS_PER_SLOT, F32, HALF, NEIGHBOURS, RUNS, SKIN, ZERO
from engine.physics.crowd.sort import number_of
from engine.world.ids import GROUP
from engine.world.kernel import helper
from engine.world.vectors import (
    any8,
    bits8,
    gather_pairs8,
    load_ints8,
    load_pairs8,
    lowest_bits8,
    put,
    select8,
    store8,
    store_ints8,
    take,
)


@helper
def touched(slot, first, end, x, z, reach, crowd_place, crowd_body):
    """Which of the eight slots from `first`, but before `end`, are within `reach` [m] plus their radius, as bits."""
    # A run may have ended windows ago, and a heap's runs are long: nothing is read beyond where this one ends.
    at = min(first, end)
    other_x, other_z = load_pairs8(crowd_place, at)
    other_radius, _ = load_pairs8(crowd_body, at)
    dx = other_x - x
    dz = other_z - z
    limit = other_radius + reach
    own = slot - first
    own_bit = (1 << (own & (GROUP - 1))) * int((own >= 0) & (own < GROUP))
    inside = ALL >> (GROUP - min(max(end - first, 0), GROUP))
    return bits8(dx * dx + dz * dz < limit * limit) & inside & (ALL - own_bit)


@helper
def list_neighbours(
    lane, begin, end, base, nobody, crowd_frame, crowd_cells, crowd_place, crowd_body, near_runs, near_rounds,
    near_slot, near_reach, near_share,
):  # fmt: skip
    """List the neighbours of slots begin..end, whole blocks of which the lane's last may be incomplete.

    Reads places, bodies and cells of any slot; writes the `near_` columns of its own groups.
    """
    columns = int(crowd_frame[lane, 4])
    lines = int(crowd_frame[lane, 5])
    low_x = crowd_frame[lane, 0]
    low_z = crowd_frame[lane, 1]
    scale_x = crowd_frame[lane, 2]
    scale_z = crowd_frame[lane, 3]
    folded = crowd_frame[lane, 6] != ZERO
    cells = base * CELLS_PER_SLOT
    entry = 0
    for group in range(begin, end, GROUP):
        if (group - begin) % BLOCK == 0:
            entry = group * NEIGHBOURS  # the lists of a block lie close together
        runs = group * RUNS
        longest = 0
        for slot in range(group, group + GROUP):
            column = number_of((take(crowd_place, 2 * slot) - low_x) * scale_x, columns, folded)
            depth = (take(crowd_place, 2 * slot + 1) - low_z) * scale_z
            line = number_of(depth, lines, folded)
            beside = line + 1 if depth - F32(int(depth) if folded else line) >= HALF else line - 1
            left = cells + max(column - 2, 0)
            right = cells + min(column + 2, columns - 1) + 1
            if folded:
                if column < 2 or column + 2 >= columns:  # what is beside it has a number at the other end
                    left = cells
                    right = cells + columns
                if lines > 1:
                    beside = (beside + lines) % lines
            here = take(crowd_cells, left + line * columns)
            here_end = take(crowd_cells, right + line * columns)
            # Beside the grid there is nobody: an empty run.
            is_line = (beside >= 0) & (beside < lines)
            beside = beside if is_line else line
            there = take(crowd_cells, left + beside * columns)
            there_end = take(crowd_cells, right + beside * columns) if is_line else there
            at = runs + slot - group
            put(near_runs, at, here)
            put(near_runs, at + GROUP, here_end)
            put(near_runs, at + 2 * GROUP, there)
            put(near_runs, at + 3 * GROUP, there_end)
            longest = max(longest, here_end - here, there_end - there)
        rounds = 0
        for window in range(0, longest, GROUP):
            if rounds == NEIGHBOURS:  # in a heap nothing of what is left would be listed
                break
            for slot in range(group, min(group + GROUP, end)):
                x = take(crowd_place, 2 * slot)
                z = take(crowd_place, 2 * slot + 1)
                reach = take(crowd_body, 2 * slot) + SKIN
                at = runs + slot - group
                bits = touched(
                    slot, take(near_runs, at) + window, take(near_runs, at + GROUP), x, z, reach, crowd_place,
                    crowd_body,
                )  # fmt: skip
                bits_there = touched(
                    slot, take(near_runs, at + 2 * GROUP) + window, take(near_runs, at + 3 * GROUP), x, z, reach,
                    crowd_place, crowd_body,
                )  # fmt: skip
                put(near_runs, at + 4 * GROUP, bits + (bits_there << GROUP))
            for slot in range(end, group + GROUP):
                put(near_runs, runs + 4 * GROUP + slot - group, 0)
            # Bit by bit, all eight at once: bit k is slot k of the window of the run here, bit 8 + k of the run there.
            left8 = load_ints8(near_runs, runs + 4 * GROUP)
            here8 = load_ints8(near_runs, runs) + window
            there8 = load_ints8(near_runs, runs + 2 * GROUP) + (window - GROUP)
            while rounds < NEIGHBOURS and any8(0 < left8):
                bit = lowest_bits8(left8)
                other = select8(bit < GROUP, here8, there8) + bit
                store_ints8(near_slot, entry + rounds * GROUP, select8(left8 == 0, nobody, other))
                left8 = left8 & (left8 - 1)
                rounds += 1
        put(near_rounds, group, rounds)
        radius, mass = load_pairs8(crowd_body, group)
        for _ in range(rounds):
            other_radius, other_mass = gather_pairs8(crowd_body, near_slot, entry)
            store8(near_reach, entry, radius + other_radius)
            store8(near_share, entry, other_mass / (mass + other_mass))
            entry += GROUP
