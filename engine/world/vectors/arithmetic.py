"""What vectors of eight float32 are to the compiler: numba's types for them, and LLVM instructions for each function.

Nothing here says what a function means: that is in `meaning`, and a test compares the two. How vectors reach arrays is
in `memory`.
"""

# pyright: basic, reportOptionalCall=false, reportCallIssue=false
# numba's interface for new types is untyped, and wraps functions in ways that a type checker can't follow.

import operator

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.extending import lower_builtin, models, register_model
from numba.core.typing.templates import ConcreteTemplate, infer_global, signature

from engine.world.vectors import meaning

WIDTH = meaning.WIDTH

FLOATS, INT32S, _BITS = (ir.VectorType(kind, WIDTH) for kind in (ir.FloatType(), ir.IntType(32), ir.IntType(1)))


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
_FLOAT, _INT = types.float32, types.int64


@register_model(_Vector)
class _VectorModel(models.PrimitiveModel):
    def __init__(self, manager, kind) -> None:
        super().__init__(manager, kind, FLOATS)


@register_model(_Mask)
class _MaskModel(models.PrimitiveModel):
    def __init__(self, manager, kind) -> None:
        super().__init__(manager, kind, _BITS)


@register_model(_Ints)
class _IntsModel(models.PrimitiveModel):
    def __init__(self, manager, kind) -> None:
        super().__init__(manager, kind, INT32S)


def _concrete(function, *cases):
    """Tell numba the exact types that a function takes."""
    infer_global(function)(type(f"_{function.__name__}", (ConcreteTemplate,), {"cases": list(cases)}))


def shuffle(builder, a, b, places):
    """The lanes `places` of a and b, counted through both."""
    mask = ir.Constant(ir.VectorType(ir.IntType(32), len(places)), list(places))
    return builder.shuffle_vector(a, b, mask)


def splat(builder, value, vector_type):
    """One value in all lanes."""
    one = builder.insert_element(ir.Constant(vector_type, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
    return shuffle(builder, one, one, [0] * WIDTH)


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
            value if kind == VECTOR else splat(builder, value, FLOATS)
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
        value if kind == INTS else splat(builder, builder.trunc(value, ir.IntType(32)), INT32S)
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
    (operator.mul, "mul"),
    (operator.and_, "and_"),
    (operator.eq, "=="),
    (operator.lt, "<"),
):
    _lower_int_operation(_function, _name)

_concrete(meaning.fill8, signature(VECTOR, _FLOAT))
_concrete(
    meaning.select8,
    *(signature(VECTOR, MASK, *sides) for sides in (*_SIDES, (_FLOAT, _FLOAT))),
    *(signature(INTS, MASK, *sides) for sides in _INT_SIDES),
)
_concrete(meaning.lowest_bits8, signature(INTS, INTS))
for _function in (meaning.min8, meaning.max8):
    _concrete(_function, *(signature(VECTOR, *sides) for sides in _SIDES))
_concrete(meaning.any8, signature(types.boolean, MASK))
_concrete(meaning.count8, signature(_INT, MASK))
_concrete(meaning.bits8, signature(_INT, MASK))
_concrete(meaning.mask8, signature(MASK, _INT))
_concrete(meaning.lowest_bit, signature(_INT, _INT))


@lower_builtin(meaning.fill8, _FLOAT)
def _fill8(context, builder, sig, args):
    return splat(builder, args[0], FLOATS)


def _lower_llvm(function, name) -> None:
    """A function of one vector that LLVM has."""
    _concrete(function, signature(VECTOR, VECTOR))
    kind = ir.FunctionType(FLOATS, [FLOATS])

    def lower(context, builder, sig, args):
        return builder.call(cgutils.get_or_insert_function(builder.module, kind, f"llvm.{name}.v8f32"), args)

    lower_builtin(function, VECTOR)(lower)


_lower_llvm(meaning.sqrt8, "sqrt")
_lower_llvm(meaning.abs8, "fabs")
_lower_llvm(meaning.floor8, "floor")
_concrete(meaning.ints8, signature(INTS, VECTOR))
_concrete(meaning.floats8, signature(VECTOR, INTS))


@lower_builtin(meaning.ints8, VECTOR)
def _ints8(context, builder, sig, args):
    return builder.fptosi(args[0], INT32S)


@lower_builtin(meaning.floats8, INTS)
def _floats8(context, builder, sig, args):
    return builder.sitofp(args[0], FLOATS)


def _as_vectors(builder, sig, args):
    return [
        splat(builder, value, FLOATS) if kind == _FLOAT else value for kind, value in zip(sig.args, args, strict=True)
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
    lower_builtin(meaning.select8, MASK, *_sides)(_select_ints8)
for _sides in _SIDES:
    lower_builtin(meaning.select8, MASK, *_sides)(_select8)
    lower_builtin(meaning.min8, *_sides)(_min8)
    lower_builtin(meaning.max8, *_sides)(_max8)
lower_builtin(meaning.select8, MASK, _FLOAT, _FLOAT)(_select8)


@lower_builtin(meaning.bits8, MASK)
def _bits8(context, builder, sig, args):
    return builder.zext(builder.bitcast(args[0], ir.IntType(WIDTH)), ir.IntType(64))


@lower_builtin(meaning.mask8, _INT)
def _mask8(context, builder, sig, args):
    return builder.bitcast(builder.trunc(args[0], ir.IntType(WIDTH)), _BITS)


@lower_builtin(meaning.any8, MASK)
def _any8(context, builder, sig, args):
    bits = builder.bitcast(args[0], ir.IntType(WIDTH))
    return builder.icmp_unsigned("!=", bits, ir.Constant(bits.type, 0))


@lower_builtin(meaning.count8, MASK)
def _count8(context, builder, sig, args):
    return builder.ctpop(_bits8(context, builder, sig, args))


@lower_builtin(meaning.lowest_bit, _INT)
def _lowest_bit(context, builder, sig, args):
    return builder.cttz(args[0], ir.Constant(ir.IntType(1), 1))


@lower_builtin(meaning.lowest_bits8, INTS)
def _lowest_bits8(context, builder, sig, args):
    kind = ir.FunctionType(INT32S, [INT32S, ir.IntType(1)])
    count = cgutils.get_or_insert_function(builder.module, kind, "llvm.cttz.v8i32")
    return builder.call(count, [args[0], ir.Constant(ir.IntType(1), 0)])
