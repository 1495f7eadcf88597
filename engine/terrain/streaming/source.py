"""What streaming needs of a ground: chunks by key, and tokens that say when one has to be made again."""

from typing import Protocol

from engine.terrain.chunk import Chunk
from engine.terrain.lattice import ChunkKey


class ChunkSource(Protocol):
    """A ground that can be asked for chunks from any thread; `engine.terrain.landscape.Landscape` is the real one."""

    @property
    def cell(self) -> float:
        """Spacing of the lattice [m]."""
        ...

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Low x, low z, high x, high z [m]."""
        ...

    def chunk_version(self, key: ChunkKey) -> int:
        """The generation token: differs whenever the chunk's content may."""
        ...

    def make_chunk(self, key: ChunkKey) -> Chunk:
        """Make a chunk."""
        ...
