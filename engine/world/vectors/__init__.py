"""Eight float32 at once in kernels, with the same source running on NumPy arrays of eight in plain Python.

A vector is what `load8` gives. Arithmetic (+ - * /) and comparisons work lane by lane, also with a float32 beside a
vector; masks know & and |, and eight int32 know + - * & == and <, also beside a whole number. Nothing here adds across
lanes, so there is no order of sums to keep: each lane has the bits that a scalar loop would give it, on SSE2, AVX2 and
AVX-512 alike (LLVM cuts or widens the vectors as the machine needs; no fused multiply-add, since no fast-math flag is
set).

`meaning` says in plain Python what each function does; `arithmetic` and `memory` tell the compiler how to do the same.
"""

import engine.world.vectors.memory  # noqa: F401 # pyright: ignore[reportUnusedImport] - teaches the compiler
from engine.world.vectors.meaning import (
    abs8,
    all_zero8,
    any8,
    before8,
    bits8,
    clear8,
    count8,
    fill8,
    floats8,
    floor8,
    gather8,
    gather_ints8,
    gather_pairs8,
    gather_triples8,
    gather_two8,
    ints8,
    load8,
    load_ints8,
    load_pairs8,
    load_triples8,
    lowest_bit,
    lowest_bits8,
    mask8,
    max8,
    min8,
    put,
    scatter8,
    scatter_pairs8,
    scatter_triples8,
    select8,
    sqrt8,
    store8,
    store_ints8,
    store_pairs8,
    take,
)

__all__ = [
    "abs8",
    "all_zero8",
    "any8",
    "before8",
    "bits8",
    "clear8",
    "count8",
    "fill8",
    "floats8",
    "floor8",
    "gather8",
    "gather_ints8",
    "gather_pairs8",
    "gather_triples8",
    "gather_two8",
    "ints8",
    "load8",
    "load_ints8",
    "load_pairs8",
    "load_triples8",
    "lowest_bit",
    "lowest_bits8",
    "mask8",
    "max8",
    "min8",
    "put",
    "scatter8",
    "scatter_pairs8",
    "scatter_triples8",
    "select8",
    "sqrt8",
    "store8",
    "store_ints8",
    "store_pairs8",
    "take",
]
