"""A binary heap of open nodes, ordered by (estimate, weight, node): no two entries compare equal by accident."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.world.kernel import helper


@helper
def precedes(a, b, total, weight, node):
    """Whether heap entry a leaves before entry b: the lower total, then the lower weight so far, then the older node.

    Lower weight first means that every equally good way to a node is known before the node itself is expanded.
    """
    if total[a] != total[b]:
        return total[a] < total[b]
    if weight[a] != weight[b]:
        return weight[a] < weight[b]
    return node[a] < node[b]


@helper
def swap(a, b, total, weight, node):
    """Exchange two entries."""
    total[a], total[b] = total[b], total[a]
    weight[a], weight[b] = weight[b], weight[a]
    node[a], node[b] = node[b], node[a]


@helper
def push(size, new_total, new_weight, new_node, total, weight, node):
    """Add an entry to a heap of `size` entries; the caller has room for it. Returns the new size."""
    total[size], weight[size], node[size] = new_total, new_weight, new_node
    child = size
    while child > 0:
        parent = (child - 1) // 2
        if not precedes(child, parent, total, weight, node):
            break
        swap(child, parent, total, weight, node)
        child = parent
    return size + 1


@helper
def pop(size, total, weight, node):
    """Move the first entry to the end of the heap, where it can be read at the returned (new) size."""
    last = size - 1
    swap(0, last, total, weight, node)
    parent = 0
    while True:
        child = 2 * parent + 1
        if child >= last:
            break
        if child + 1 < last and precedes(child + 1, child, total, weight, node):
            child += 1
        if not precedes(child, parent, total, weight, node):
            break
        swap(child, parent, total, weight, node)
        parent = child
    return last
