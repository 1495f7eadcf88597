"""A chunk as bytes and back, the very same bits: differences along both axes, plane by plane, in a checked zstd frame.

Heights are floats, and neighbours are alike: their bit patterns, taken as whole numbers that grow with the height, are
predicted from three neighbours (left + above - above left; Lorenzo's predictor, as in fpzip by Lindstrom and Isenburg,
2006). What is left mostly fits 16 bits; its low and high halves and bytes lie in planes of their own, of which the high
ones are nearly all zero.
"""

import struct
import threading

import numpy as np
import zstandard
from numpy.typing import NDArray

from engine.terrain.chunk import CHUNK_POINTS, HEIGHT_SIDE, MATERIALS, Chunk
from engine.terrain.lattice import ChunkKey

MAGIC = b"AWC1"
LEVEL = 1
_HEAD = struct.Struct("<3iQdd")
_HEIGHTS = HEIGHT_SIDE * HEIGHT_SIDE
_WEIGHTS_SHAPE = (len(MATERIALS), CHUNK_POINTS, CHUNK_POINTS)
_WEIGHTS = int(np.prod(_WEIGHTS_SHAPE))
_BYTES = _HEAD.size + 4 * _HEIGHTS + _WEIGHTS
LARGEST_FILE = 2 * _BYTES
_U4 = NDArray[np.uint32]
_SIGN = np.uint32(0x80000000)


class ChunkCodeError(ValueError):
    """The bytes are no chunk, not this one, or damaged; the message says which."""


class _Coders(threading.local):
    """A coder is used by one thread at a time."""

    def __init__(self) -> None:
        self.press = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True, write_content_size=True)
        self.unpress = zstandard.ZstdDecompressor()


_coders = _Coders()


def pack_chunk(chunk: Chunk) -> bytes:
    """The chunk with its key and version as bytes."""
    head = _HEAD.pack(*chunk.key, chunk.version & (2**64 - 1), chunk.low, chunk.high)
    left = _differences(_ordered(chunk.heights))
    planes = np.ascontiguousarray(left).view(np.uint8).reshape(-1, 4).T
    weights = np.ascontiguousarray(chunk.weights.transpose(2, 0, 1))
    weights[:, :, 1:] -= weights[:, :, :-1].copy()
    return MAGIC + _coders.press.compress(head + planes.tobytes() + weights.tobytes())


def unpack_chunk(data: bytes, key: ChunkKey, version: int) -> Chunk:
    """The chunk of that key and version, bit for bit. ChunkCodeError for anything else, or damaged bytes."""
    if data[:4] != MAGIC:
        raise ChunkCodeError("it is no chunk")
    frame = memoryview(data)[4:]
    try:
        # The size is read before anything is unpacked: a foreign frame could promise gigabytes.
        if zstandard.get_frame_parameters(frame).content_size != _BYTES:
            raise ChunkCodeError("it holds something else")
        raw = _coders.unpress.decompress(frame)
    except zstandard.ZstdError as error:
        raise ChunkCodeError("it is damaged or cut off") from error
    level, x, z, found, low, high = _HEAD.unpack_from(raw)
    if (level, x, z) != tuple(key) or found != version & (2**64 - 1):
        raise ChunkCodeError("it is another chunk")
    planes = np.frombuffer(raw, np.uint8, 4 * _HEIGHTS, _HEAD.size).reshape(4, -1)
    left = np.ascontiguousarray(planes.T).view(np.uint32).reshape(HEIGHT_SIDE, HEIGHT_SIDE)
    heights = _heights(_sums(left))
    across = np.frombuffer(raw, np.uint8, _WEIGHTS, _HEAD.size + 4 * _HEIGHTS).reshape(_WEIGHTS_SHAPE)
    weights = np.ascontiguousarray(np.cumsum(across, axis=2, dtype=np.uint8).transpose(1, 2, 0))
    return Chunk(key, version, heights, weights, low, high)


def _ordered(heights: NDArray[np.float32]) -> _U4:
    """Bit patterns as whole numbers that grow with the height: negative ones turned about, others above them."""
    bits = np.ascontiguousarray(heights).view(np.uint32)
    return np.where(bits & _SIGN, ~bits, bits | _SIGN)


def _heights(ordered: _U4) -> NDArray[np.float32]:
    return np.where(ordered & _SIGN, ordered ^ _SIGN, ~ordered).view(np.float32)


def _differences(ordered: _U4) -> _U4:
    """Differences along both axes, modulo 2^32; their sign goes to the lowest bit, so that small ones have few bits."""
    found = ordered.copy()
    found[:, 1:] -= ordered[:, :-1]
    found[1:] -= found[:-1].copy()
    return (found << np.uint32(1)) ^ (np.uint32(0) - (found >> np.uint32(31)))


def _sums(left: _U4) -> _U4:
    found = (left >> np.uint32(1)) ^ (np.uint32(0) - (left & np.uint32(1)))
    return np.cumsum(np.cumsum(found, axis=0, dtype=np.uint32), axis=1, dtype=np.uint32)
