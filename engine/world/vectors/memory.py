"""How vectors of eight reach the arrays of a world: loads and stores in a row, in pairs and triples, and by index.

The other half of `arithmetic`. Nothing is checked: a place counts elements of a C-ordered array.
"""

# pyright: basic, reportOptionalCall=false, reportCallIssue=false
# numba's interface for new types is untyped, and wraps functions in ways that a type checker can't follow.

from llvmlite import ir
from numba.core import types
from numba.core.extending import lower_builtin
from numba.core.typing.templates import AbstractTemplate, infer_global, signature

from engine.world.vectors import meaning
from engine.world.vectors.arithmetic import FLOATS, INT32S, INTS, MASK, VECTOR, shuffle, splat

WIDTH = meaning.WIDTH
_PAIR, _TRIPLE, _INT = types.UniTuple(VECTOR, 2), types.UniTuple(VECTOR, 3), types.int64


def _on_arrays(function, result, arrays, *rest):
    """Tell numba of a function of arrays (of any shape), then values of the types `rest`."""

    def generic(self, args, kws):
        if all(isinstance(kind, types.Array) and kind.layout == "C" for kind in args[:arrays]):
            return signature(result, *args[:arrays], *rest)
        return None

    infer_global(function)(type(f"_{function.__name__}", (AbstractTemplate,), {"generic": generic}))


def _place(context, builder, kind, value, i, ir_type, scale=1):
    """Pointer to element `i * scale` of an array, as one to `ir_type`."""
    data = context.make_array(kind)(context, builder, value).data
    if scale != 1:
        i = builder.mul(i, ir.Constant(i.type, scale), flags=("nsw",))
    return builder.bitcast(builder.gep(data, [i]), ir_type.as_pointer())


def _load(builder, pointer):
    loaded = builder.load(pointer)
    loaded.align = 4  # an array begins on 64 bytes, but a range of it anywhere
    return loaded


def _store(builder, value, pointer):
    builder.store(value, pointer).align = 4


_on_arrays(meaning.load_ints8, INTS, 1, _INT)
_on_arrays(meaning.store_ints8, types.void, 1, _INT, INTS)
_on_arrays(meaning.load8, VECTOR, 1, _INT)
_on_arrays(meaning.store8, types.void, 1, _INT, VECTOR)
_on_arrays(meaning.load_pairs8, _PAIR, 1, _INT)
_on_arrays(meaning.store_pairs8, types.void, 1, _INT, VECTOR, VECTOR)
_on_arrays(meaning.gather_pairs8, _PAIR, 2, _INT)
_on_arrays(meaning.scatter_pairs8, types.void, 2, _INT, VECTOR, VECTOR)
_on_arrays(meaning.load_triples8, _TRIPLE, 1, _INT)
_on_arrays(meaning.gather8, VECTOR, 2, _INT)
_on_arrays(meaning.scatter8, types.void, 2, _INT, VECTOR)
_on_arrays(meaning.gather_triples8, _TRIPLE, 2, _INT)
_on_arrays(meaning.scatter_triples8, types.void, 2, _INT, VECTOR, VECTOR, VECTOR)
_on_arrays(meaning.gather_two8, _PAIR, 1, INTS)
_on_arrays(meaning.gather_ints8, INTS, 1, INTS)
_on_arrays(meaning.all_zero8, types.boolean, 1, _INT)
_on_arrays(meaning.clear8, types.void, 1, _INT)
_on_arrays(meaning.before8, MASK, 1, _INT, _INT)


@infer_global(meaning.take)
class _Take(AbstractTemplate):
    def generic(self, args, kws):
        if not isinstance(args[0], types.Array):
            return None
        kind = args[0].dtype
        return signature(_INT if isinstance(kind, types.Integer) else kind, args[0], _INT)


@infer_global(meaning.put)
class _Put(AbstractTemplate):
    def generic(self, args, kws):
        return signature(types.void, args[0], _INT, args[0].dtype) if isinstance(args[0], types.Array) else None


@lower_builtin(meaning.load_ints8, types.Array, _INT)
def _load_ints8(context, builder, sig, args):
    return _load(builder, _place(context, builder, sig.args[0], *args, INT32S))


@lower_builtin(meaning.store_ints8, types.Array, _INT, INTS)
def _store_ints8(context, builder, sig, args):
    _store(builder, args[2], _place(context, builder, sig.args[0], *args[:2], INT32S))
    return context.get_dummy_value()


@lower_builtin(meaning.load8, types.Array, _INT)
def _load8(context, builder, sig, args):
    return _load(builder, _place(context, builder, sig.args[0], *args, FLOATS))


@lower_builtin(meaning.store8, types.Array, _INT, VECTOR)
def _store8(context, builder, sig, args):
    _store(builder, args[2], _place(context, builder, sig.args[0], *args[:2], FLOATS))
    return context.get_dummy_value()


_EVEN, _ODD = range(0, 2 * WIDTH, 2), range(1, 2 * WIDTH, 2)
_PAIRED = [k // 2 + WIDTH * (k % 2) for k in range(2 * WIDTH)]


@lower_builtin(meaning.load_pairs8, types.Array, _INT)
def _load_pairs8(context, builder, sig, args):
    both = _load(builder, _place(context, builder, sig.args[0], *args, ir.VectorType(ir.FloatType(), 2 * WIDTH), 2))
    return context.make_tuple(builder, sig.return_type, [shuffle(builder, both, both, half) for half in (_EVEN, _ODD)])


@lower_builtin(meaning.store_pairs8, types.Array, _INT, VECTOR, VECTOR)
def _store_pairs8(context, builder, sig, args):
    both = shuffle(builder, args[2], args[3], _PAIRED)
    _store(builder, both, _place(context, builder, sig.args[0], *args[:2], both.type, 2))
    return context.get_dummy_value()


@lower_builtin(meaning.gather_pairs8, types.Array, types.Array, _INT)
def _gather_pairs8(context, builder, sig, args):
    """Eight loads of eight bytes and seven shuffles: on AMD's processors faster than the gather instruction."""
    array, places, i = args
    pair, index = ir.VectorType(ir.FloatType(), 2), ir.IntType(32)
    parts = []
    for lane in range(WIDTH):
        at = builder.add(i, ir.Constant(i.type, lane), flags=("nsw",))
        place = _load(builder, _place(context, builder, sig.args[1], places, at, index))
        place = builder.zext(place, ir.IntType(64))
        parts.append(_load(builder, _place(context, builder, sig.args[0], array, place, pair, 2)))
    while len(parts) > 1:
        length = 2 * parts[0].type.count
        parts = [shuffle(builder, a, b, range(length)) for a, b in zip(parts[::2], parts[1::2], strict=True)]
    return context.make_tuple(
        builder, sig.return_type, [shuffle(builder, parts[0], parts[0], half) for half in (_EVEN, _ODD)]
    )


@lower_builtin(meaning.scatter_pairs8, types.Array, types.Array, _INT, VECTOR, VECTOR)
def _scatter_pairs8(context, builder, sig, args):
    array, places, i, firsts, seconds = args
    both = shuffle(builder, firsts, seconds, _PAIRED)
    pair, index = ir.VectorType(ir.FloatType(), 2), ir.IntType(32)
    for lane in range(WIDTH):
        at = builder.add(i, ir.Constant(i.type, lane), flags=("nsw",))
        place = _load(builder, _place(context, builder, sig.args[1], places, at, index))
        place = builder.zext(place, ir.IntType(64))
        value = shuffle(builder, both, both, [2 * lane, 2 * lane + 1])
        _store(builder, value, _place(context, builder, sig.args[0], array, place, pair, 2))
    return context.get_dummy_value()


@lower_builtin(meaning.before8, types.Array, _INT, _INT)
def _before8(context, builder, sig, args):
    places = _load(builder, _place(context, builder, sig.args[0], *args[:2], INT32S))
    first = splat(builder, builder.trunc(args[2], ir.IntType(32)), INT32S)
    lanes = builder.add(first, ir.Constant(INT32S, list(range(WIDTH))))
    return builder.icmp_signed("<", places, lanes)


@lower_builtin(meaning.take, types.Array, _INT)
def _take(context, builder, sig, args):
    kind = sig.args[0]
    data = context.make_array(kind)(context, builder, args[0]).data
    value = context.unpack_value(builder, kind.dtype, builder.gep(data, [args[1]]))
    return context.cast(builder, value, kind.dtype, sig.return_type)


@lower_builtin(meaning.put, types.Array, _INT, types.Any)
def _put(context, builder, sig, args):
    kind = sig.args[0]
    data = context.make_array(kind)(context, builder, args[0]).data
    context.pack_value(builder, kind.dtype, args[2], builder.gep(data, [args[1]]))
    return context.get_dummy_value()


@lower_builtin(meaning.load_triples8, types.Array, _INT)
def _load_triples8(context, builder, sig, args):
    three = _load(builder, _place(context, builder, sig.args[0], *args, ir.VectorType(ir.FloatType(), 3 * WIDTH), 3))
    parts = [shuffle(builder, three, three, range(k, 3 * WIDTH, 3)) for k in range(3)]
    return context.make_tuple(builder, sig.return_type, parts)


def _each_place(context, builder, sig, places, i):
    """The eight int32 places[i..i+8], as int64."""
    for lane in range(WIDTH):
        at = builder.add(i, ir.Constant(i.type, lane), flags=("nsw",))
        place = _load(builder, _place(context, builder, sig.args[1], places, at, ir.IntType(32)))
        yield lane, builder.sext(place, ir.IntType(64))


def _lane(lane):
    return ir.Constant(ir.IntType(32), lane)


@lower_builtin(meaning.gather8, types.Array, types.Array, _INT)
def _gather8(context, builder, sig, args):
    array, places, i = args
    found = ir.Constant(FLOATS, ir.Undefined)
    for lane, place in _each_place(context, builder, sig, places, i):
        one = _load(builder, _place(context, builder, sig.args[0], array, place, ir.FloatType()))
        found = builder.insert_element(found, one, _lane(lane))
    return found


@lower_builtin(meaning.scatter8, types.Array, types.Array, _INT, VECTOR)
def _scatter8(context, builder, sig, args):
    array, places, i, values = args
    for lane, place in _each_place(context, builder, sig, places, i):
        one = builder.extract_element(values, _lane(lane))
        _store(builder, one, _place(context, builder, sig.args[0], array, place, ir.FloatType()))
    return context.get_dummy_value()


@lower_builtin(meaning.gather_triples8, types.Array, types.Array, _INT)
def _gather_triples8(context, builder, sig, args):
    array, places, i = args
    found = [ir.Constant(FLOATS, ir.Undefined)] * 3
    for lane, place in _each_place(context, builder, sig, places, i):
        for k in range(3):
            at = builder.add(builder.mul(place, ir.Constant(place.type, 3)), ir.Constant(place.type, k))
            one = _load(builder, _place(context, builder, sig.args[0], array, at, ir.FloatType()))
            found[k] = builder.insert_element(found[k], one, _lane(lane))
    return context.make_tuple(builder, sig.return_type, found)


@lower_builtin(meaning.scatter_triples8, types.Array, types.Array, _INT, VECTOR, VECTOR, VECTOR)
def _scatter_triples8(context, builder, sig, args):
    array, places, i, *values = args
    for lane, place in _each_place(context, builder, sig, places, i):
        for k in range(3):
            at = builder.add(builder.mul(place, ir.Constant(place.type, 3)), ir.Constant(place.type, k))
            one = builder.extract_element(values[k], _lane(lane))
            _store(builder, one, _place(context, builder, sig.args[0], array, at, ir.FloatType()))
    return context.get_dummy_value()


@lower_builtin(meaning.gather_two8, types.Array, INTS)
def _gather_two8(context, builder, sig, args):
    array, places = args
    pair = ir.VectorType(ir.FloatType(), 2)
    parts = []
    for lane in range(WIDTH):
        place = builder.sext(builder.extract_element(places, _lane(lane)), ir.IntType(64))
        parts.append(_load(builder, _place(context, builder, sig.args[0], array, place, pair)))
    while len(parts) > 1:
        length = 2 * parts[0].type.count
        parts = [shuffle(builder, a, b, range(length)) for a, b in zip(parts[::2], parts[1::2], strict=True)]
    halves = [shuffle(builder, parts[0], parts[0], half) for half in (_EVEN, _ODD)]
    return context.make_tuple(builder, sig.return_type, halves)


@lower_builtin(meaning.gather_ints8, types.Array, INTS)
def _gather_ints8(context, builder, sig, args):
    found = ir.Constant(INT32S, ir.Undefined)
    for lane in range(WIDTH):
        place = builder.sext(builder.extract_element(args[1], _lane(lane)), ir.IntType(64))
        one = _load(builder, _place(context, builder, sig.args[0], args[0], place, ir.IntType(32)))
        found = builder.insert_element(found, one, _lane(lane))
    return found


def _as_one_number(context, builder, kind, array, i):
    """Pointer to the eight elements from `i`, as one wide whole number."""
    bits = 8 * WIDTH * kind.dtype.bitwidth // 8
    return _place(context, builder, kind, array, i, ir.IntType(bits))


@lower_builtin(meaning.all_zero8, types.Array, _INT)
def _all_zero8(context, builder, sig, args):
    loaded = builder.load(_as_one_number(context, builder, sig.args[0], *args))
    loaded.align = 1
    return builder.icmp_unsigned("==", loaded, ir.Constant(loaded.type, 0))


@lower_builtin(meaning.clear8, types.Array, _INT)
def _clear8(context, builder, sig, args):
    pointer = _as_one_number(context, builder, sig.args[0], *args)
    builder.store(ir.Constant(pointer.type.pointee, 0), pointer).align = 1
    return context.get_dummy_value()
