"""What state each chunk is in, as arrays for a map."""

from collections.abc import Callable, Collection, Container, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.memory import CHUNK_BYTES
from engine.terrain.streaming.requests import Requests
from engine.terrain.streaming.residents import Residents
from engine.terrain.streaming.wanted import NumberedKeys

STATES = ("loaded", "blending", "loading", "pending", "failed")
LOADED, BLENDING, LOADING, PENDING, FAILED = range(5)


class Drawn(Protocol):
    """What is drawn now."""

    @property
    def keys(self) -> Sequence[ChunkKey]:
        """The chunks."""
        ...

    @property
    def blend(self) -> NDArray[np.float32]:
        """(n,) f4, below 1 while a chunk changes its level."""
        ...


@dataclass(frozen=True, eq=False)
class ChunkStates:
    """n chunks: key (n, 3) i4 level, x, z; state (n,) u1, an index of STATES; is_drawn (n,); is_wanted (n,).

    nbytes (n,) i8: what each takes, its slot and its arrays; blend (n,) f4: how far each drawn one has come in, else 1.
    """

    key: NDArray[np.int32]
    state: NDArray[np.uint8]
    is_drawn: NDArray[np.bool_]
    is_wanted: NDArray[np.bool_]
    nbytes: NDArray[np.int64]
    blend: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.key)


def states_of(
    want: NumberedKeys,
    residents: Residents,
    requests: Requests,
    drawn: Drawn | None,
    flying: Collection[ChunkKey],
    held: Container[ChunkKey],
) -> ChunkStates:
    """The state of all that is wanted or lies in a slot, coarsest first; `held` has its arrays in memory."""
    # Column by column: a map asks several times a second, and a loop over a thousand keys takes ten times as long.
    keys = list({*want.keys, *residents.slot_of})
    count = len(keys)
    key = np.fromiter(chain.from_iterable(keys), np.int32, 3 * count).reshape(-1, 3)
    shown = dict(zip(drawn.keys, drawn.blend.tolist(), strict=True)) if drawn is not None else {}
    is_drawn = _among(keys, shown.__contains__)
    blend = np.ones(count, np.float32)
    blend[is_drawn] = [shown[name] for name in keys if name in shown]
    states = np.where(blend < 1.0, np.uint8(BLENDING), np.uint8(LOADED))
    missing = np.flatnonzero(_among(keys, requests.missing.__contains__))
    states[missing] = [_missing(requests, flying, keys[row]) for row in missing.tolist()]
    in_slot, in_memory = _among(keys, residents.slot_of.__contains__), _among(keys, held.__contains__)
    nbytes = (in_slot.astype(np.int64) + in_memory) * CHUNK_BYTES
    is_wanted = _among(keys, want.keys.__contains__)
    order = np.lexsort((key[:, 2], key[:, 1], -key[:, 0]))
    return ChunkStates(key[order], states[order], is_drawn[order], is_wanted[order], nbytes[order], blend[order])


def _among(keys: list[ChunkKey], contains: Callable[[ChunkKey], bool]) -> NDArray[np.bool_]:
    return np.fromiter(map(contains, keys), np.bool_, len(keys))


def _missing(requests: Requests, flying: Container[ChunkKey], key: ChunkKey) -> int:
    failure = requests.failures.get(key)
    if failure is not None and failure.is_given_up:
        return FAILED
    return LOADING if key in flying else PENDING
