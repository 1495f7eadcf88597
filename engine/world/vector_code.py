"""What vectors of eight float32 are to the compiler: numba's types for them, and LLVM instructions for each function.

Nothing here says what a function means: that is in `engine.world.vectors`, which imports this file last, and a test
compares the two.
"""

# pyright: basic, reportOptionalCall=false, reportCallIssue=false
# numba's interface for new types is untyped, and wraps functions in ways that a type checker can't follow.

import operator

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.extending import lower_builtin, models, register_model
from numba.core.typing.templates import AbstractTemplate, ConcreteTemplate, infer_global, signature

from engine.world import vectors

WIDTH = vectors.WIDTH

_FLOATS, _INT32S, _BITS = (ir.VectorType(kind, WIDTH) for kind in (ir.FloatType(), ir.IntType(32), ir.IntType(1)))


class _Vector(types.Type):
    def __init__(self) -> None:
        super().__init__(name="float32x8")


class _Mask(types.Type):
    def __init__(self) -> None:
        super().__init__(name="bool8")


class _Ints(types.Type):
    def __init__(self) -> None:
        super().__init__(name="int32x8")


VECTOR, MASK, INTS = _Vector(), _Mask(), _Ints()
_FLOAT, _PAIR, _INT = types.float32, types.UniTuple(VECTOR, 2), types.int64


@register_model(_Vector)
class _VectorModel(models.PrimitiveModel):
    def __init__(self, manager, kind) -> None:
        super().__init__(manager, kind, _FLOATS)


@register_model(_Mask)
class _MaskModel(models.PrimitiveModel):
    def __init__(self, manager, kind) -> None:
        super().__init__(manager, kind, _BITS)


@register_model(_Ints)
class _IntsModel(models.PrimitiveModel):
    def __init__(self, manager, kind) -> None:
        super().__init__(manager, kind, _INT32S)


def _concrete(function, *cases):
    """Tell numba the exact types that a function takes."""
    infer_global(function)(type(f"_{function.__name__}", (ConcreteTemplate,), {"cases": list(cases)}))


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


def _shuffle(builder, a, b, places):
    mask = ir.Constant(ir.VectorType(ir.IntType(32), len(places)), list(places))
    return builder.shuffle_vector(a, b, mask)


def _splat(builder, value, vector_type):
    one = builder.insert_element(ir.Constant(vector_type, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
    return _shuffle(builder, one, one, [0] * WIDTH)


# Arithmetic and comparisons, with a float32 on either side.
_OPERATIONS = {
    operator.add: "fadd",
    operator.sub: "fsub",
    operator.mul: "fmul",
    operator.truediv: "fdiv",
    operator.lt: "<",
    operator.le: "<=",
    operator.gt: ">",
    operator.ge: ">=",
    operator.ne: "!=",
}
_SIDES = ((VECTOR, VECTOR), (VECTOR, _FLOAT), (_FLOAT, VECTOR))


def _lower_operation(function, name) -> None:
    result = VECTOR if name.startswith("f") else MASK
    _concrete(function, *(signature(result, *sides) for sides in _SIDES))

    def lower(context, builder, sig, args):
        a, b = (
            value if kind == VECTOR else _splat(builder, value, _FLOATS)
            for kind, value in zip(sig.args, args, strict=True)
        )
        if result == VECTOR:
            return getattr(builder, name)(a, b)
        return (builder.fcmp_unordered if name == "!=" else builder.fcmp_ordered)(name, a, b)

    for sides in _SIDES:
        lower_builtin(function, *sides)(lower)


for _function, _name in _OPERATIONS.items():
    _lower_operation(_function, _name)
for _function, _name in ((operator.and_, "and_"), (operator.or_, "or_")):
    _concrete(_function, signature(MASK, MASK, MASK))
    lower_builtin(_function, MASK, MASK)(lambda context, builder, sig, args, name=_name: getattr(builder, name)(*args))

# Whole numbers, with one on either side.
_INT_SIDES = ((INTS, INTS), (INTS, _INT), (_INT, INTS))


def _as_ints(builder, sig, args):
    return [
        value if kind == INTS else _splat(builder, builder.trunc(value, ir.IntType(32)), _INT32S)
        for kind, value in zip(sig.args, args, strict=True)
    ]


def _lower_int_operation(function, name) -> None:
    result = MASK if name in {"==", "<"} else INTS
    _concrete(function, *(signature(result, *sides) for sides in _INT_SIDES))

    def lower(context, builder, sig, args):
        a, b = _as_ints(builder, sig, args)
        return builder.icmp_signed(name, a, b) if result == MASK else getattr(builder, name)(a, b)

    for sides in _INT_SIDES:
        lower_builtin(function, *sides)(lower)


for _function, _name in (
    (operator.add, "add"),
    (operator.sub, "sub"),
    (operator.and_, "and_"),
    (operator.eq, "=="),
    (operator.lt, "<"),
):
    _lower_int_operation(_function, _name)

_concrete(vectors.fill8, signature(VECTOR, _FLOAT))
_concrete(vectors.sqrt8, signature(VECTOR, VECTOR))
_concrete(
    vectors.select8,
    *(signature(VECTOR, MASK, *sides) for sides in (*_SIDES, (_FLOAT, _FLOAT))),
    *(signature(INTS, MASK, *sides) for sides in _INT_SIDES),
)
_concrete(vectors.lowest_bits8, signature(INTS, INTS))
_on_arrays(vectors.load_ints8, INTS, 1, _INT)
_on_arrays(vectors.store_ints8, types.void, 1, _INT, INTS)
for _function in (vectors.min8, vectors.max8):
    _concrete(_function, *(signature(VECTOR, *sides) for sides in _SIDES))
_concrete(vectors.any8, signature(types.boolean, MASK))
_concrete(vectors.count8, signature(_INT, MASK))
_concrete(vectors.bits8, signature(_INT, MASK))
_concrete(vectors.lowest_bit, signature(_INT, _INT))
_on_arrays(vectors.load8, VECTOR, 1, _INT)
_on_arrays(vectors.store8, types.void, 1, _INT, VECTOR)
_on_arrays(vectors.load_pairs8, _PAIR, 1, _INT)
_on_arrays(vectors.store_pairs8, types.void, 1, _INT, VECTOR, VECTOR)
_on_arrays(vectors.gather_pairs8, _PAIR, 2, _INT)
_on_arrays(vectors.scatter_pairs8, types.void, 2, _INT, VECTOR, VECTOR)
_on_arrays(vectors.before8, MASK, 1, _INT, _INT)


@infer_global(vectors.take)
class _Take(AbstractTemplate):
    def generic(self, args, kws):
        if not isinstance(args[0], types.Array):
            return None
        kind = args[0].dtype
        return signature(_INT if isinstance(kind, types.Integer) else kind, args[0], _INT)


@infer_global(vectors.put)
class _Put(AbstractTemplate):
    def generic(self, args, kws):
        return signature(types.void, args[0], _INT, args[0].dtype) if isinstance(args[0], types.Array) else None


@lower_builtin(vectors.fill8, _FLOAT)
def _fill8(context, builder, sig, args):
    return _splat(builder, args[0], _FLOATS)


@lower_builtin(vectors.sqrt8, VECTOR)
def _sqrt8(context, builder, sig, args):
    kind = ir.FunctionType(_FLOATS, [_FLOATS])
    return builder.call(cgutils.get_or_insert_function(builder.module, kind, "llvm.sqrt.v8f32"), args)


def _as_vectors(builder, sig, args):
    return [
        _splat(builder, value, _FLOATS) if kind == _FLOAT else value for kind, value in zip(sig.args, args, strict=True)
    ]


def _select8(context, builder, sig, args):
    return builder.select(*_as_vectors(builder, sig, args))


def _min8(context, builder, sig, args):
    a, b = _as_vectors(builder, sig, args)
    return builder.select(builder.fcmp_ordered("<", a, b), a, b)


def _max8(context, builder, sig, args):
    a, b = _as_vectors(builder, sig, args)
    return builder.select(builder.fcmp_ordered(">", a, b), a, b)


def _select_ints8(context, builder, sig, args):
    return builder.select(args[0], *_as_ints(builder, signature(INTS, *sig.args[1:]), args[1:]))


for _sides in _INT_SIDES:
    lower_builtin(vectors.select8, MASK, *_sides)(_select_ints8)
for _sides in _SIDES:
    lower_builtin(vectors.select8, MASK, *_sides)(_select8)
    lower_builtin(vectors.min8, *_sides)(_min8)
    lower_builtin(vectors.max8, *_sides)(_max8)
lower_builtin(vectors.select8, MASK, _FLOAT, _FLOAT)(_select8)


@lower_builtin(vectors.bits8, MASK)
def _bits8(context, builder, sig, args):
    return builder.zext(builder.bitcast(args[0], ir.IntType(WIDTH)), ir.IntType(64))


@lower_builtin(vectors.any8, MASK)
def _any8(context, builder, sig, args):
    bits = builder.bitcast(args[0], ir.IntType(WIDTH))
    return builder.icmp_unsigned("!=", bits, ir.Constant(bits.type, 0))


@lower_builtin(vectors.count8, MASK)
def _count8(context, builder, sig, args):
    return builder.ctpop(_bits8(context, builder, sig, args))


@lower_builtin(vectors.lowest_bit, _INT)
def _lowest_bit(context, builder, sig, args):
    return builder.cttz(args[0], ir.Constant(ir.IntType(1), 1))


@lower_builtin(vectors.lowest_bits8, INTS)
def _lowest_bits8(context, builder, sig, args):
    kind = ir.FunctionType(_INT32S, [_INT32S, ir.IntType(1)])
    count = cgutils.get_or_insert_function(builder.module, kind, "llvm.cttz.v8i32")
    return builder.call(count, [args[0], ir.Constant(ir.IntType(1), 0)])


@lower_builtin(vectors.load_ints8, types.Array, _INT)
def _load_ints8(context, builder, sig, args):
    return _load(builder, _place(context, builder, sig.args[0], *args, _INT32S))


@lower_builtin(vectors.store_ints8, types.Array, _INT, INTS)
def _store_ints8(context, builder, sig, args):
    _store(builder, args[2], _place(context, builder, sig.args[0], *args[:2], _INT32S))
    return context.get_dummy_value()


@lower_builtin(vectors.load8, types.Array, _INT)
def _load8(context, builder, sig, args):
    return _load(builder, _place(context, builder, sig.args[0], *args, _FLOATS))


@lower_builtin(vectors.store8, types.Array, _INT, VECTOR)
def _store8(context, builder, sig, args):
    _store(builder, args[2], _place(context, builder, sig.args[0], *args[:2], _FLOATS))
    return context.get_dummy_value()


_EVEN, _ODD = range(0, 2 * WIDTH, 2), range(1, 2 * WIDTH, 2)
_PAIRED = [k // 2 + WIDTH * (k % 2) for k in range(2 * WIDTH)]


@lower_builtin(vectors.load_pairs8, types.Array, _INT)
def _load_pairs8(context, builder, sig, args):
    both = _load(builder, _place(context, builder, sig.args[0], *args, ir.VectorType(ir.FloatType(), 2 * WIDTH), 2))
    return context.make_tuple(builder, sig.return_type, [_shuffle(builder, both, both, half) for half in (_EVEN, _ODD)])


@lower_builtin(vectors.store_pairs8, types.Array, _INT, VECTOR, VECTOR)
def _store_pairs8(context, builder, sig, args):
    both = _shuffle(builder, args[2], args[3], _PAIRED)
    _store(builder, both, _place(context, builder, sig.args[0], *args[:2], both.type, 2))
    return context.get_dummy_value()


@lower_builtin(vectors.gather_pairs8, types.Array, types.Array, _INT)
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
        parts = [_shuffle(builder, a, b, range(length)) for a, b in zip(parts[::2], parts[1::2], strict=True)]
    return context.make_tuple(
        builder, sig.return_type, [_shuffle(builder, parts[0], parts[0], half) for half in (_EVEN, _ODD)]
    )


@lower_builtin(vectors.scatter_pairs8, types.Array, types.Array, _INT, VECTOR, VECTOR)
def _scatter_pairs8(context, builder, sig, args):
    array, places, i, firsts, seconds = args
    both = _shuffle(builder, firsts, seconds, _PAIRED)
    pair, index = ir.VectorType(ir.FloatType(), 2), ir.IntType(32)
    for lane in range(WIDTH):
        at = builder.add(i, ir.Constant(i.type, lane), flags=("nsw",))
        place = _load(builder, _place(context, builder, sig.args[1], places, at, index))
        place = builder.zext(place, ir.IntType(64))
        value = _shuffle(builder, both, both, [2 * lane, 2 * lane + 1])
        _store(builder, value, _place(context, builder, sig.args[0], array, place, pair, 2))
    return context.get_dummy_value()


@lower_builtin(vectors.before8, types.Array, _INT, _INT)
def _before8(context, builder, sig, args):
    places = _load(builder, _place(context, builder, sig.args[0], *args[:2], _INT32S))
    first = _splat(builder, builder.trunc(args[2], ir.IntType(32)), _INT32S)
    lanes = builder.add(first, ir.Constant(_INT32S, list(range(WIDTH))))
    return builder.icmp_signed("<", places, lanes)


@lower_builtin(vectors.take, types.Array, _INT)
def _take(context, builder, sig, args):
    kind = sig.args[0]
    data = context.make_array(kind)(context, builder, args[0]).data
    value = context.unpack_value(builder, kind.dtype, builder.gep(data, [args[1]]))
    return context.cast(builder, value, kind.dtype, sig.return_type)


@lower_builtin(vectors.put, types.Array, _INT, types.Any)
def _put(context, builder, sig, args):
    kind = sig.args[0]
    data = context.make_array(kind)(context, builder, args[0]).data
    context.pack_value(builder, kind.dtype, args[2], builder.gep(data, [args[1]]))
    return context.get_dummy_value()
