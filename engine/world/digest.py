"""Digests: a short name for the exact bits of a set of arrays."""

import hashlib
import sys
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIZE = 16
IS_LITTLE = sys.byteorder == "little"


def of_arrays(arrays: Iterable[tuple[str, NDArray[Any]]]) -> str:
    """BLAKE2b (16 bytes, hexadecimal) over name, type, shape and bits of each array, in the given order.

    Bits are hashed in little-endian order, so the digest names the same state on every machine.
    """
    total = hashlib.blake2b(digest_size=SIZE)
    for name, array in arrays:
        kind = array.dtype
        if not IS_LITTLE or kind.byteorder == ">":
            kind = kind.newbyteorder("<")
        total.update(f"{name} {kind.str} {array.shape}".encode())
        if array.size:
            total.update(np.ascontiguousarray(array, kind).data)
    return total.hexdigest()
