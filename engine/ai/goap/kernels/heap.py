"""A binary heap of open nodes, ordered by (estimate, weight, node): no two entries compare equal by accident."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.world.kernel import helper

TOTAL, WEIGHT, NODE = 0, 1, 2
"""Columns of a heap (room, 3) i8."""


@helper
def precedes(total, weight, node, heap, place):
    """Whether an entry leaves before the one at a place: the lower total, then the lower weight, then the older node.

    Lower weight first means that every equally good way to a node is known before the node itself is expanded.
    """
    if total != heap[place, TOTAL]:
        return total < heap[place, TOTAL]
    if weight != heap[place, WEIGHT]:
        return weight < heap[place, WEIGHT]
    return node < heap[place, NODE]


@helper
def put(heap, place, total, weight, node):
    """Write an entry."""
    heap[place, TOTAL], heap[place, WEIGHT], heap[place, NODE] = total, weight, node


@helper
def push(size, total, weight, node, heap):
    """Add an entry to a heap of `size` entries; the caller has room for it. Returns the new size."""
    child = size
    while child > 0:
        parent = (child - 1) // 2
        if not precedes(total, weight, node, heap, parent):
            break
        put(heap, child, heap[parent, TOTAL], heap[parent, WEIGHT], heap[parent, NODE])
        child = parent
    put(heap, child, total, weight, node)
    return size + 1


@helper
def pop(size, heap):
    """Take the first entry out of a heap: it is moved to the end, to be read at the returned (new) size."""
    last = size - 1
    total, weight, node = heap[last, TOTAL], heap[last, WEIGHT], heap[last, NODE]
    put(heap, last, heap[0, TOTAL], heap[0, WEIGHT], heap[0, NODE])
    parent = 0
    while True:
        child = 2 * parent + 1
        if child >= last:
            break
        if child + 1 < last and precedes(
            heap[child + 1, TOTAL], heap[child + 1, WEIGHT], heap[child + 1, NODE], heap, child
        ):
            child += 1
        if precedes(total, weight, node, heap, child):
            break
        put(heap, parent, heap[child, TOTAL], heap[child, WEIGHT], heap[child, NODE])
        parent = child
    if last > 0:
        put(heap, parent, total, weight, node)
    return last
