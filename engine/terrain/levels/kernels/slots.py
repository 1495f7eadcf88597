"""Which chunk lies in which slot, as a table that compiled walks can ask; and the walks that ask it.

Open addressing with linear probing; what stood behind a removed entry moves up (Knuth, "Sorting and Searching", 6.4,
algorithm R), so that no entry is ever lost and nothing has to be swept. An empty place holds -1.
"""

# pyright: basic

from engine.world.kernel import helper, quick_kernel

SPREAD = 2654435761
"""Knuth's multiplicative hashing: 2^32 over the golden ratio."""


@helper
def home(number, mask):
    """Where a number belongs in the table."""
    return ((number * SPREAD) >> 7) & mask


@helper
def find_place(numbers, number):
    """The place of a number, or of the empty place where it would go."""
    mask = len(numbers) - 1
    place = home(number, mask)
    while numbers[place] >= 0 and numbers[place] != number:
        place = (place + 1) & mask
    return place


@quick_kernel
def put(numbers, slots, number, slot):
    """Note the slot of a chunk's number."""
    place = find_place(numbers, number)
    numbers[place] = number
    slots[place] = slot


@quick_kernel
def drop(numbers, slots, number):
    """Forget the slot of a chunk's number; nothing happens when it has none."""
    mask = len(numbers) - 1
    hole = find_place(numbers, number)
    if numbers[hole] < 0:
        return
    place = hole
    while True:
        place = (place + 1) & mask
        if numbers[place] < 0:
            break
        # What belongs between the hole and its place, both ends of a circle, stays where it is.
        if ((place - home(numbers[place], mask)) & mask) >= ((place - hole) & mask):
            numbers[hole] = numbers[place]
            slots[hole] = slots[place]
            hole = place
    numbers[hole] = -1


@quick_kernel
def read_slots(numbers, slots, asked, found):
    """Write the slots of `asked` numbers to `found`, -1 where there is none; returns how many there are."""
    count = 0
    for k in range(len(asked)):
        place = find_place(numbers, asked[k])
        found[k] = slots[place] if numbers[place] >= 0 else -1
        count += numbers[place] >= 0
    return count


@quick_kernel
def change(numbers, merges, merge_count, splits, split_count, bits, offset, fade, absent, step):
    """Merge and split what may be, as far as the table has what is drawn then; returns how many changed.

    merges, splits: numbers of chunks, as `fading.advance` lists them.
    """
    changed = 0
    for k in range(merge_count):
        number = merges[k]
        if numbers[find_place(numbers, number)] >= 0:
            fade[number] = 0
            if number >= offset[5]:
                absent[number - offset[5]] = 0
            changed += 1
    for k in range(split_count):
        number = splits[k]
        level = 1
        while level < 5 and number >= offset[level + 1]:
            level += 1
        code = number - offset[level]
        x = (code >> bits[level]) * 2
        z = (code & ((1 << bits[level]) - 1)) * 2
        is_there = True
        for child in range(4):
            below = offset[level - 1] + ((x + (child & 1)) << bits[level - 1]) + z + (child >> 1)
            if numbers[find_place(numbers, below)] < 0:
                is_there = False
                break
        if is_there:
            fade[number] = 1 + step
            changed += 1
    return changed


@quick_kernel
def differ(before, now, new, gone, counts):
    """What is in the one and not in the other of two growing lists of numbers; counts (2,) of new and gone."""
    new_count = 0
    gone_count = 0
    k = 0
    for j in range(len(now)):
        while k < len(before) and before[k] < now[j]:
            gone[gone_count] = before[k]
            gone_count += 1
            k += 1
        if k < len(before) and before[k] == now[j]:
            k += 1
        else:
            new[new_count] = now[j]
            new_count += 1
    while k < len(before):
        gone[gone_count] = before[k]
        gone_count += 1
        k += 1
    counts[0] = new_count
    counts[1] = gone_count
