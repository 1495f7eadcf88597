"""Who is near a point: all rows within a radius, or the nearest k, by distance on the ground and then by row."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.queries.cells import (
    is_listed,
    line_of_cells,
    parts_of_ring,
    run_of_cells,
    run_of_ring,
    unseen_from,
)
from engine.physics.queries.kinds import FARTHEST, MARGIN
from engine.world.kernel import helper, kernel

F32 = np.float32
ZERO = F32(0)


@helper
def rows_within(
    x, z, radius, exclude, teams, lives, team, life, position, slot, order, table, base, frame, rows, distances, begin
):  # fmt: skip
    """Write everybody wanted within `radius` [m] of (x, z) into `rows` and `distances` from `begin` on, sorted.

    Returns how many there are. Those for whom there is no room are counted only, and then nothing is in order.
    """
    found = 0
    if frame[5] == ZERO or not (abs(x) <= FARTHEST and abs(z) <= FARTHEST and radius >= ZERO):
        return found
    columns, lines = int(frame[3]), int(frame[4])
    wide = radius + MARGIN
    left = line_of_cells(x - wide - frame[0], frame[2], columns)
    right = line_of_cells(x + wide - frame[0], frame[2], columns)
    near = line_of_cells(z - wide - frame[1], frame[2], lines)
    far = line_of_cells(z + wide - frame[1], frame[2], lines)
    for line in range(near, far + 1):
        low, high = run_of_cells(line, left, right, columns, slot, table, base)
        for at in range(low, high):
            row = order[at]
            dx = position[row, 0] - x
            dz = position[row, 2] - z
            distance = np.sqrt(dx * dx + dz * dz)
            if distance <= radius and row != exclude and is_listed(row, teams, lives, team, life, position):
                if begin + found < len(rows):
                    rows[begin + found] = row
                    distances[begin + found] = distance
                found += 1
    if begin + found <= len(rows):
        sort_found(begin, begin + found, rows, distances)
    return found


@helper
def nearest_rows(
    x, z, k, reach, exclude, teams, lives, team, life, position, slot, order, table, base, frame, rows, distances, begin
):  # fmt: skip
    """Write the nearest `k` wanted rows within `reach` [m] into `rows` and `distances` from `begin` on, sorted.

    Cells are read in rings around the point until no row outside them can be nearer. Returns how many were found.
    """
    found = 0
    if frame[5] == ZERO or k <= 0 or not (abs(x) <= FARTHEST and abs(z) <= FARTHEST and reach >= ZERO):
        return found
    column = line_of_cells(x - frame[0], frame[2], int(frame[3]))
    line = line_of_cells(z - frame[1], frame[2], int(frame[4]))
    ring = 0
    unseen = -MARGIN
    while unseen <= reach and (found < k or unseen <= distances[begin + k - 1]) and unseen < FARTHEST + FARTHEST:
        for part in range(parts_of_ring(ring)):
            low, high = run_of_ring(part, ring, column, line, slot, table, base, frame)
            for at in range(low, high):
                row = order[at]
                dx = position[row, 0] - x
                dz = position[row, 2] - z
                distance = np.sqrt(dx * dx + dz * dz)
                if distance > reach or row == exclude:
                    continue
                if found == k and not is_before(distance, row, distances[begin + k - 1], rows[begin + k - 1]):
                    continue
                if not is_listed(row, teams, lives, team, life, position):
                    continue
                if found < k:
                    found += 1
                place = begin + found - 1
                while place > begin and is_before(distance, row, distances[place - 1], rows[place - 1]):
                    distances[place] = distances[place - 1]
                    rows[place] = rows[place - 1]
                    place -= 1
                distances[place] = distance
                rows[place] = row
        unseen = unseen_from(x, z, ring, column, line, frame)
        ring += 1
    return found


@helper
def is_before(distance, row, other_distance, other_row):
    """The one order of everything found: nearer first, the lower row among equals."""
    return distance < other_distance or (distance == other_distance and row < other_row)


@helper
def sort_found(begin, end, rows, distances):
    """Sort begin..end in place; no two keys are equal, so there is one answer. Shell sort with Knuth's gaps."""
    gap = 1
    while 3 * gap + 1 < end - begin:
        gap = 3 * gap + 1
    while gap > 0:
        for k in range(begin + gap, end):
            distance = distances[k]
            row = rows[k]
            place = k
            while place >= begin + gap and is_before(distance, row, distances[place - gap], rows[place - gap]):
                distances[place] = distances[place - gap]
                rows[place] = rows[place - gap]
                place -= gap
            distances[place] = distance
            rows[place] = row
        gap //= 3


# --- batches: one call for many points ---------------------------------------------------------------------------


@kernel
def within_batch(
    points, radius, exclude, teams, lives, first, team, life, position, order, table, frame, start, found, distances
):  # fmt: skip
    """CSR of everybody within `radius` (q,) of `points` (q, 2): start (q + 1,), local ids, distances.

    Returns how many there are; when `found` is too short for them, only `start` is worth reading.
    """
    start[0] = 0
    for q in range(len(points)):
        start[q + 1] = start[q] + rows_within(
            points[q, 0], points[q, 1], radius[q], first + exclude[q] if exclude[q] >= 0 else -1, teams, lives, team,
            life, position, 0, order, table, 0, frame, found, distances, start[q],
        )  # fmt: skip
    total = start[len(points)]
    for k in range(min(total, len(found))):
        found[k] -= first
    return total


@kernel
def nearest_batch(
    points, reach, exclude, teams, lives, first, team, life, position, order, table, frame, k, found, distances
):  # fmt: skip
    """The nearest k of each of `points` (q, 2) within `reach` (q,): local ids and distances, (q * k,) each.

    Where there are fewer than k, the rest is -1 and infinitely far.
    """
    for q in range(len(points)):
        begin = q * k
        many = nearest_rows(
            points[q, 0], points[q, 1], k, reach[q], first + exclude[q] if exclude[q] >= 0 else -1, teams, lives, team,
            life, position, 0, order, table, 0, frame, found, distances, begin,
        )  # fmt: skip
        for at in range(begin, begin + many):
            found[at] -= first
        for at in range(begin + many, begin + k):
            found[at] = -1
            distances[at] = np.inf
