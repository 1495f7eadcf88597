"""What each function on vectors of eight means: plain Python on NumPy arrays of eight.

Places are flat: `i` counts elements (for `..._pairs8`: pairs) of a C-ordered array however many axes it has, and is
trusted: no bounds, no negative places. Compiled code reads and writes what lies there.
"""

# pyright: reportUnknownVariableType=false
# NumPy can not tell what it chooses between.

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Mask = NDArray[np.bool_]
Vector = NDArray[Any]  # eight float32
Ints = NDArray[Any]  # eight int32
Number = Any  # a vector or a float32

WIDTH = 8


def load8(array: Array, i: int) -> Vector:
    """The elements i..i+8 of a float32 array."""
    return array.reshape(-1)[i : i + WIDTH].copy()


def store8(array: Array, i: int, vector: Vector) -> None:
    """Write a vector to the elements i..i+8 of a float32 array."""
    array.reshape(-1)[i : i + WIDTH] = vector


def load_pairs8(array: Array, i: int) -> tuple[Vector, Vector]:
    """Firsts and seconds of the pairs i..i+8 of a float32 array of pairs."""
    pairs = array.reshape(-1)[2 * i : 2 * (i + WIDTH)]
    return pairs[0::2].copy(), pairs[1::2].copy()


def store_pairs8(array: Array, i: int, firsts: Vector, seconds: Vector) -> None:
    """Write the pairs i..i+8 of a float32 array of pairs."""
    pairs = array.reshape(-1)[2 * i : 2 * (i + WIDTH)]
    pairs[0::2] = firsts
    pairs[1::2] = seconds


def load_ints8(array: Array, i: int) -> Ints:
    """The elements i..i+8 of an int32 array."""
    return array.reshape(-1)[i : i + WIDTH].copy()


def store_ints8(array: Array, i: int, ints: Ints) -> None:
    """Write eight whole numbers to the elements i..i+8 of an int32 array."""
    array.reshape(-1)[i : i + WIDTH] = ints


def lowest_bits8(ints: Ints) -> Ints:
    """Place of the lowest bit that is set, by lane; 32 where none is."""
    found = [lowest_bit(number) if number else 32 for number in ints.tolist()]
    return np.array(found, np.int32)


def gather_pairs8(array: Array, places: Array, i: int) -> tuple[Vector, Vector]:
    """Firsts and seconds of eight pairs wherever they lie: at the int32 `places[i..i+8]`, counted in pairs."""
    found = array.reshape(-1, 2)[places.reshape(-1)[i : i + WIDTH]]
    return found[:, 0].copy(), found[:, 1].copy()


def scatter_pairs8(array: Array, places: Array, i: int, firsts: Vector, seconds: Vector) -> None:
    """Write eight pairs wherever they belong: to the int32 `places[i..i+8]`, in this order."""
    pairs = array.reshape(-1, 2)
    pairs[places.reshape(-1)[i : i + WIDTH], 0] = firsts
    pairs[places.reshape(-1)[i : i + WIDTH], 1] = seconds


def before8(places: Array, i: int, first: int) -> Mask:
    """Mask: which of the int32 `places[i..i+8]` lie before first, first + 1, ... first + 7, lane by lane."""
    return places.reshape(-1)[i : i + WIDTH] < first + np.arange(WIDTH)


def load_triples8(array: Array, i: int) -> tuple[Vector, Vector, Vector]:
    """First, second and third of the triples i..i+8 of a float32 array of triples."""
    triples = array.reshape(-1, 3)[i : i + WIDTH]
    return triples[:, 0].copy(), triples[:, 1].copy(), triples[:, 2].copy()


def gather8(array: Array, places: Array, i: int) -> Vector:
    """Eight elements of a float32 array, at the int32 `places[i..i+8]`."""
    return array.reshape(-1)[places.reshape(-1)[i : i + WIDTH]]


def scatter8(array: Array, places: Array, i: int, vector: Vector) -> None:
    """Write eight elements of a float32 array, at the int32 `places[i..i+8]`, in this order."""
    array.reshape(-1)[places.reshape(-1)[i : i + WIDTH]] = vector


def gather_triples8(array: Array, places: Array, i: int) -> tuple[Vector, Vector, Vector]:
    """Eight triples of a float32 array of triples, at the int32 `places[i..i+8]`, counted in triples."""
    triples = array.reshape(-1, 3)[places.reshape(-1)[i : i + WIDTH]]
    return triples[:, 0].copy(), triples[:, 1].copy(), triples[:, 2].copy()


def scatter_triples8(array: Array, places: Array, i: int, firsts: Vector, seconds: Vector, thirds: Vector) -> None:
    """Write eight triples, at the int32 `places[i..i+8]`, in this order."""
    array.reshape(-1, 3)[places.reshape(-1)[i : i + WIDTH]] = np.stack([firsts, seconds, thirds], axis=1)


def gather_two8(array: Array, places: Ints) -> tuple[Vector, Vector]:
    """The elements of a float32 array at eight places, and those that follow them."""
    flat = array.reshape(-1)
    return flat[places], flat[places + 1]


def gather_ints8(array: Array, places: Ints) -> Ints:
    """The elements of an int32 array at eight places."""
    return array.reshape(-1)[places]


def all_zero8(array: Array, i: int) -> bool:
    """Whether the elements i..i+8 have no bit set."""
    return not array.reshape(-1)[i : i + WIDTH].tobytes().strip(b"\0")


def clear8(array: Array, i: int) -> None:
    """Set the elements i..i+8 to zero."""
    array.reshape(-1)[i : i + WIDTH] = 0


def take(array: Array, i: int) -> Any:
    """One element of an array, unchecked; of an array of whole numbers an int (int64)."""
    value = array.reshape(-1)[i]
    return int(value) if array.dtype.kind in "iub" else value


def put(array: Array, i: int, value: Any) -> None:
    """Write one element of an array, unchecked."""
    array.reshape(-1)[i] = value


def fill8(value: Number) -> Vector:
    """The float32 `value` in all eight lanes."""
    return np.full(WIDTH, value, np.float32)


def sqrt8(vector: Vector) -> Vector:
    """Square root by lane, correctly rounded; of a negative number NaN."""
    return np.sqrt(vector)


def abs8(vector: Vector) -> Vector:
    """Amount by lane."""
    return np.abs(vector)


def floor8(vector: Vector) -> Vector:
    """Greatest whole number that is not above, by lane."""
    return np.floor(vector)


def ints8(vector: Vector) -> Ints:
    """Whole numbers, towards zero; the lanes must be numbers that an int32 holds."""
    return vector.astype(np.int32)


def floats8(ints: Ints) -> Vector:
    """Whole numbers as float32."""
    return ints.astype(np.float32)


def select8(mask: Mask, chosen: Number, other: Number) -> Vector:
    """`chosen` where the mask is set, else `other`, whatever the other lane holds (NaN and infinity too)."""
    return np.where(mask, chosen, other)


def min8(a: Number, b: Number) -> Vector:
    """The smaller by lane; `b` where either is NaN."""
    return np.where(a < b, a, b)


def max8(a: Number, b: Number) -> Vector:
    """The larger by lane; `b` where either is NaN."""
    return np.where(a > b, a, b)


def any8(mask: Mask) -> bool:
    """Whether any lane of a mask is set."""
    return bool(mask.any())


def count8(mask: Mask) -> int:
    """How many lanes of a mask are set."""
    return int(np.count_nonzero(mask))


def bits8(mask: Mask) -> int:
    """A mask as a number from 0 to 255: lane k is bit k."""
    return int(np.packbits(mask, bitorder="little")[0])


def mask8(bits: int) -> Mask:
    """The mask of which `bits8` is the number."""
    return (bits >> np.arange(WIDTH)) & 1 == 1


def lowest_bit(bits: int) -> int:
    """Place of the lowest bit that is set; `bits` must not be 0."""
    return (int(bits) & -int(bits)).bit_length() - 1
