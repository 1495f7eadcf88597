"""The narrow phase: every mover gathers the pushes of its neighbours and then leaves what it stands in, K times over.

A Jacobi step: all read the last places and each writes only its own, so the answer cannot depend on who goes first.
Eight movers at a time, one in each lane of a vector; the sum of a mover's pushes is in the order of its list.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.physics.crowd.limits import BLOCK, COINCIDENT, HALF, NEIGHBOURS, ONE, PUSH_LIMIT, SPREAD, ZERO
from engine.terrain.sample import HIGH_X, HIGH_Z, LOW_X, LOW_Z
from engine.world.ids import GROUP
from engine.world.kernel import helper
from engine.world.vectors import (
    before8,
    count8,
    fill8,
    gather_pairs8,
    load8,
    load_pairs8,
    max8,
    min8,
    select8,
    sqrt8,
    store_pairs8,
)


@helper
def gather_slots(
    begin, end, place_from, place_to, crowd_body, near_rounds, near_slot, near_reach, near_share, ground_frame,
):  # fmt: skip
    """One gather for slots begin..end, whole blocks: reads `place_from` anywhere, writes its own `place_to`.

    Two that overlap part by the depth, the lighter one by more; nobody is moved by more than a part of its radius.
    Returns (overlaps seen, slots moved); each overlapping pair is seen twice.
    """
    overlaps = 0
    moved = 0
    low_x = ground_frame[LOW_X]
    low_z = ground_frame[LOW_Z]
    high_x = ground_frame[HIGH_X]
    high_z = ground_frame[HIGH_Z]
    entry = 0
    for group in range(begin, end, GROUP):
        if (group - begin) % BLOCK == 0:
            entry = group * NEIGHBOURS
        x, z = load_pairs8(place_from, group)
        radius, _ = load_pairs8(crowd_body, group)
        push_x = fill8(ZERO)
        push_z = fill8(ZERO)
        for _ in range(near_rounds[group]):
            other_x, other_z = gather_pairs8(place_from, near_slot, entry)
            reach = load8(near_reach, entry)
            dx = x - other_x
            dz = z - other_z
            squared = dx * dx + dz * dz
            is_touching = squared < reach * reach
            is_one_place = is_touching & (squared < COINCIDENT)
            # No direction to part in: the earlier slot goes one way, the later one the other.
            spread = select8(before8(near_slot, entry, group), -SPREAD, SPREAD)
            dx = select8(is_one_place, spread, dx)
            dz = select8(is_one_place, spread * HALF, dz)
            distance = sqrt8(dx * dx + dz * dz)
            scale = select8(is_touching, load8(near_share, entry) * (reach - distance) / distance, ZERO)
            push_x = push_x + dx * scale
            push_z = push_z + dz * scale
            overlaps += count8(is_touching)
            entry += GROUP
        longest = radius * PUSH_LIMIT
        squared = push_x * push_x + push_z * push_z
        shorten = select8(squared > longest * longest, longest / sqrt8(squared), ONE)
        new_x = min8(max8(x + push_x * shorten, low_x + radius), high_x - radius)
        new_z = min8(max8(z + push_z * shorten, low_z + radius), high_z - radius)
        moved += count8((new_x != x) | (new_z != z))
        store_pairs8(place_to, group, new_x, new_z)
    return overlaps, moved


@helper
def copy_slots(begin, end, place_from, place_to):
    """Copy the places of slots begin..end, whole groups of eight, from one buffer to the other."""
    for group in range(begin, end, GROUP):
        x, z = load_pairs8(place_from, group)
        store_pairs8(place_to, group, x, z)
