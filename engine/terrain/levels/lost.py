"""What happens when a drawn chunk is no longer resident: the nearest resident one above it takes its place at once."""

from collections.abc import Callable, Iterable

from engine.terrain.lattice import MOST_LEVEL, ChunkKey
from engine.terrain.levels.trees import Trees


def make_whole(trees: Trees, wholes: Iterable[ChunkKey], is_resident: Callable[[ChunkKey], bool]) -> None:
    """Draw each of `wholes` as one chunk, or else the nearest resident one above it; a root that is not is absent.

    What would then touch one that is two levels coarser is made whole as well. Plain Python: this is rare.
    """
    layout, fade = trees.layout, trees.fade
    work = list(wholes)
    while work:
        key = work.pop()
        is_a_root = key.level == MOST_LEVEL
        if not is_a_root and fade[layout.number(key.parent)] == 0:
            continue  # one above it is drawn whole already
        _forget_below(trees, key)
        there = is_resident(key)
        if is_a_root:
            root = layout.number(key) - int(layout.offset[MOST_LEVEL])
            if not trees.is_root[root]:
                continue
            trees.absent[root] = not there
        elif not there:
            work.append(key.parent)
            continue
        if key.level >= 2:
            work += [near for near in _beside_children(key) if layout.is_inside(near) and fade[layout.number(near)]]


def _forget_below(trees: Trees, key: ChunkKey) -> None:
    work = [key]
    while work:
        key = work.pop()
        number = trees.layout.number(key)
        if key.level > 0 and trees.fade[number]:
            trees.fade[number] = 0
            work += key.children


def _beside_children(key: ChunkKey) -> Iterable[ChunkKey]:
    """The eight chunks of the next finer level that share an edge with the chunk."""
    level, x, z = key.level - 1, 2 * key.x, 2 * key.z
    for step in (0, 1):
        yield ChunkKey(level, x - 1, z + step)
        yield ChunkKey(level, x + 2, z + step)
        yield ChunkKey(level, x + step, z - 1)
        yield ChunkKey(level, x + step, z + 2)
