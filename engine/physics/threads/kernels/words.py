"""64-bit words that several threads read and write, and calls of C functions, as intrinsics for compiled code.

Every word is named by the address of its desk and its index. Loads and stores are sequentially consistent: what a
thread wrote before it stored a word is seen by whoever has loaded that word.
"""

# pyright: basic
# numba builds these functions; their parameters have numba's types.

from collections.abc import Callable
from typing import Any, cast

from llvmlite import ir
from numba import extending, types

# Called as what numba makes of them, without the first parameter, so their type says nothing.
intrinsic = cast("Callable[[Any], Any]", extending.intrinsic)
ORDER = "seq_cst"
WORD = ir.IntType(64)


def _place(builder, desk, index):
    return builder.inttoptr(builder.add(desk, builder.shl(index, WORD(3))), WORD.as_pointer())


@intrinsic
def load_word(_typing, desk, index):
    """The word at `index` (int64)."""

    def build(_context, builder, _signature, args):
        return builder.load_atomic(_place(builder, *args), ORDER, 8, typ=WORD)

    return types.int64(types.int64, types.int64), build


@intrinsic
def store_word(_typing, desk, index, value):
    """Write the word at `index`."""

    def build(context, builder, _signature, args):
        builder.store_atomic(args[2], _place(builder, *args[:2]), ORDER, 8)
        return context.get_dummy_value()

    return types.void(types.int64, types.int64, types.int64), build


@intrinsic
def add_word(_typing, desk, index, value):
    """Add to the word at `index` in one go; returns what it was before."""

    def build(_context, builder, _signature, args):
        return builder.atomic_rmw("add", _place(builder, *args[:2]), args[2], ORDER)

    return types.int64(types.int64, types.int64, types.int64), build


@intrinsic
def swap_word(_typing, desk, index, expected, value):
    """Write `value` when the word at `index` still is `expected`, in one go; says whether it did."""

    def build(_context, builder, _signature, args):
        result = builder.cmpxchg(_place(builder, *args[:2]), args[2], args[3], ORDER)
        return builder.extract_value(result, 1)

    return types.boolean(types.int64, types.int64, types.int64, types.int64), build


@intrinsic
def call_native(_typing, function, first, second, third):
    """Call the C function at an address: an int of up to three numbers or pointers, of which it may ignore the last.

    Both conventions in use (System V on x86-64, AAPCS64 on Arm) pass them in registers, whatever their width.
    """

    def build(_context, builder, _signature, args):
        kind = ir.FunctionType(ir.IntType(32), [WORD] * 3)
        return builder.call(builder.inttoptr(args[0], kind.as_pointer()), args[1:])

    return types.int32(types.int64, types.int64, types.int64, types.int64), build
