"""What state each chunk is in, as arrays for a map."""

from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.memory import CHUNK_BYTES
from engine.terrain.streaming.requests import Requests
from engine.terrain.streaming.residents import Residents
from engine.terrain.streaming.wanted import WantedView

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
    want: WantedView,
    residents: Residents,
    requests: Requests,
    drawn: Drawn | None,
    flying: Collection[ChunkKey],
    held: Container[ChunkKey],
) -> ChunkStates:
    """The state of all that is wanted or lies in a slot, coarsest first; `held` has its arrays in memory."""
    shown = dict(zip(drawn.keys, drawn.blend.tolist(), strict=True)) if drawn is not None else {}
    keys = sorted({*want.keys, *residents.slot_of}, reverse=True)
    states = np.empty(len(keys), np.uint8)
    for row, key in enumerate(keys):
        failure = requests.failures.get(key)
        if key in requests.missing:
            is_failed = failure is not None and failure.is_given_up
            states[row] = FAILED if is_failed else LOADING if key in flying else PENDING
        else:
            states[row] = BLENDING if shown.get(key, 1.0) < 1.0 else LOADED
    return ChunkStates(
        np.array(keys, np.int32).reshape(-1, 3),
        states,
        np.fromiter((key in shown for key in keys), np.bool_, len(keys)),
        np.fromiter((key in want for key in keys), np.bool_, len(keys)),
        np.fromiter(
            ((key in residents) * CHUNK_BYTES + (key in held) * CHUNK_BYTES for key in keys), np.int64, len(keys)
        ),
        np.fromiter((shown.get(key, 1.0) for key in keys), np.float32, len(keys)),
    )
