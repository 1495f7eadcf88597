"""Columns by address: compiled code takes its arrays from a table of words that may be filled anew between ticks.

Worker threads stay in one compiled call for as long as they live, so they can't be handed other arrays when lanes come
and go. They look their arrays up when they have claimed something to do.
"""

# pyright: basic
# numba builds these functions; their parameters have numba's types.

import inspect
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic
from numba.np.arrayobj import populate_array

from engine.physics.crowd import columns as crowd_columns
from engine.terrain import ground as ground_columns
from engine.world import base_columns
from engine.world.columns import Column, column
from engine.world.system import array_type

COLUMNS = {
    value.name: value
    for module in (base_columns, ground_columns, crowd_columns)
    for value in vars(module).values()
    if isinstance(value, Column)
}
BOXES = "chunk_boxes"
"""One array more, which the pool owns: for each chunk of rows the box round its movers."""
MOST_BOXES, BOX_VALUES = 64, 16  # chunks of rows at most; a cache line for each
COLUMNS[BOXES] = column(BOXES, "static", "f4", ndim=2, unit="m", doc="(k, 16) low x, z, high x, z, widest radius.")
TABLE_NAMES: list[str] = []
"""The columns in the table, in order; grows while the readers below are made."""
ENTRY_WORDS = 4
"""Words of a column in the table: its address, and how long it is along each of up to three axes."""
WORD = ir.IntType(64)


def names_of(fn: Callable[..., Any], begin: int, end: int | None = None) -> tuple[str, ...]:
    """Parameter names of a kernel from the one at `begin` on, before which none is a column."""
    original: Any = getattr(fn, "py_func", fn)
    return tuple(inspect.signature(original).parameters)[begin:end]


def reader_of(names: tuple[str, ...], writes: frozenset[str]) -> Any:
    """An intrinsic `read(table)` -> a tuple of these columns' arrays; those not in `writes` can't be stored to.

    With the `writes` of a stage's system, types are those that its own code has, so what both call is compiled once.
    KeyError for a name that is no column here.
    """
    kinds = [array_type(COLUMNS[name], writable=name in writes) for name in names]
    for name in names:
        if name not in TABLE_NAMES:
            TABLE_NAMES.append(name)
    places = [TABLE_NAMES.index(name) * ENTRY_WORDS for name in names]
    result = types.Tuple(kinds)

    @intrinsic
    def read(_typing, table):
        def build(context, builder, _signature, args):
            start = builder.inttoptr(args[0], WORD.as_pointer())
            arrays = [_array(context, builder, start, place, kind) for place, kind in zip(places, kinds, strict=True)]
            return context.make_tuple(builder, result, arrays)

        return result(types.int64), build

    return read


def _array(context: Any, builder: Any, start: Any, place: int, kind: Any) -> Any:
    def word(index: int) -> Any:
        return builder.load(builder.gep(start, [WORD(place + index)]), typ=WORD)

    shape = [word(1 + axis) for axis in range(kind.ndim)]
    itemsize = context.get_abi_sizeof(context.get_data_type(kind.dtype))
    strides = [WORD(itemsize)]
    for length in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], length))
    array = context.make_array(kind)(context, builder)
    data = builder.inttoptr(word(0), context.get_data_type(kind.dtype).as_pointer())
    populate_array(array, data, shape, strides, WORD(itemsize), meminfo=None)
    return array._getvalue()
