"""Decorators for compiled code: a kernel is a plain function that runs compiled or as Python, with the same bits."""

# pyright: basic
# numba's types know neither options in a mapping nor its settings; what a decorator returns is typed as what went in.

import ctypes
import types
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar, cast

import numba
from numba.core import config
from numba.core.ccallback import CFunc
from numba.core.dispatcher import Dispatcher

from engine.collection import collection_paused
from engine.world.compiler import cache, helper_code, speed, symbol_names
from engine.world.compiler.references import counts_references

F = TypeVar("F", bound=Callable[..., Any])

cache.install()
speed.install()
helper_code.install()
symbol_names.install()

_njit: Any = numba.njit
_settings: Any = config
OPTIONS = cache.OPTIONS


def is_plain() -> bool:
    """True when NUMBA_DISABLE_JIT is set: everything runs as plain Python in this process."""
    return bool(_settings.DISABLE_JIT)


def helper(fn: F) -> F:
    """A small function that systems and kernels call; compiled together with each of them.

    It has no door for Python, which takes longer to compile than what is behind it; a call from Python (tests do that)
    compiles it a second time, for this process only. Whole numbers reach it as int64, whatever their column's type.
    `py_func` of the result is the original, compiled or not.
    """
    made: Any = _made(fn, no_cpython_wrapper=True, no_cfunc_wrapper=True)
    if isinstance(made, Dispatcher):
        _open_to_python(made)
        _widen_integers(made)
    return cast("F", made)


def kernel(fn: F) -> F:
    """A helper that Python calls too: compiled, and kept, with a door for it. Other Python threads run meanwhile."""
    return _made(fn, no_cfunc_wrapper=True)


def quick_kernel(fn: F) -> F:
    """A kernel for calls within a tick, which keeps the GIL: a busy thread would not give it back for 5 ms."""
    return _made(fn, no_cfunc_wrapper=True, nogil=False)


def compile_for(fn: Callable[..., Any], signature: Any, *, nogil: bool = False) -> Callable[..., Any]:
    """Compile `fn` for exactly one signature, now; a call with other types is refused instead of compiled in play.

    With `nogil` other Python threads run meanwhile. What is called in every tick keeps the GIL instead: getting it back
    from a busy thread takes up to 5 ms, a hundred times as long as what was called.
    """
    made: Any = _made(fn, no_cfunc_wrapper=True, nogil=nogil)
    with collection_paused():
        made.compile(signature)
    made.disable_compile()
    return made


class NativeFunction:
    """A function of int64 parameters that returns an int64, to be called by address: with the GIL held or without it.

    `held` keeps the GIL, `free` lets other Python threads run meanwhile; both are the same machine code.
    """

    def __init__(self, fn: Callable[..., int], parameters: int) -> None:
        int64 = numba.types.int64
        self._made: Any = CFunc(
            fn,
            ((int64,) * parameters, int64),
            {},
            {"nopython": True, "error_model": OPTIONS["error_model"], "_nrt": counts_references(fn)},
        )
        if OPTIONS["cache"]:
            with suppress(RuntimeError):  # no folder to cache in
                self._made.enable_caching()
        self._types = [ctypes.c_int64] * (1 + parameters)
        self.held: Callable[..., int] | None = None
        self.free: Callable[..., int] | None = None

    @property
    def is_ready(self) -> bool:
        """Whether it can be called."""
        return self.held is not None

    def is_kept(self) -> bool:
        """Whether its machine code lies in the cache, so that `prepare` takes some milliseconds instead of seconds."""
        made = self._made
        kept = made._cache.load_overload(made._sig, made._targetdescr.target_context)
        return kept is not None

    def prepare(self) -> None:
        """Compile it, or load it from the cache."""
        if self.held is None:
            with collection_paused():
                self._made.compile()
            self.free = ctypes.CFUNCTYPE(*self._types)(self._made.address)
            self.held = ctypes.PYFUNCTYPE(*self._types)(self._made.address)


def _made(fn: F, **options: bool) -> F:
    if is_plain():
        fn.py_func = fn
        return fn
    options["_nrt"] = counts_references(fn)
    try:
        return _njit(**(OPTIONS | options))(fn)
    except RuntimeError as error:
        if "cannot cache" not in str(error):
            raise
        return _njit(**(OPTIONS | options | {"cache": False}))(fn)  # no folder to cache in


def _open_to_python(made: Any) -> None:
    """Answer calls from Python by a second dispatcher: what is compiled for kernels has no address for them."""
    doors: list[Any] = []

    def add_overload(result: Any) -> None:
        made.overloads[tuple(result.signature.args)] = result

    def compile_for_args(*_arguments: Any, **_named: Any) -> Any:
        if not doors:
            counted = made.targetoptions["_nrt"]
            doors.append(_njit(**(OPTIONS | {"cache": False, "_nrt": counted}))(made.py_func))
        return doors[0]

    made.add_overload, made._compile_for_args = add_overload, compile_for_args


def _widen_integers(made: Any) -> None:
    """One version for int32 and int64 alike: numba computes with int64 either way, so only the door differs."""
    template_for = made.get_call_template

    def get_call_template(args: Any, kws: Any) -> Any:
        wide = {name: _widened(kind) for name, kind in dict(kws).items()}
        return template_for(tuple(_widened(kind) for kind in args), wide)

    made.get_call_template = get_call_template


def _widened(kind: Any) -> Any:
    plain = numba.types.unliteral(kind)
    return numba.types.int64 if plain == numba.types.int32 or plain == numba.types.int64 else kind


def plain_twin(fn: Callable[..., Any]) -> Callable[..., Any]:
    """The same function with every compiled helper that it names replaced by its Python original, however deep.

    A compiled helper called from Python returns Python floats, which would change the precision of what follows; so a
    run as plain Python must be plain all the way down, also for a helper that is reached as `module.helper`.
    """
    return _twin(fn, {})


def _twin(fn: Callable[..., Any], done: dict[int, Callable[..., Any]]) -> Callable[..., Any]:
    original = fn.py_func if isinstance(fn, Dispatcher) else fn
    if id(original) in done:
        return done[id(original)]
    scope = dict(original.__globals__)
    twin = types.FunctionType(original.__code__, scope, original.__name__, original.__defaults__, original.__closure__)
    done[id(original)] = twin
    for name in original.__code__.co_names:
        value = scope.get(name)
        if isinstance(value, Dispatcher):
            scope[name] = _twin(value, done)
        elif isinstance(value, types.ModuleType):
            scope[name] = _twin_module(value, original.__code__.co_names, done)
    return twin


def _twin_module(module: types.ModuleType, names: tuple[str, ...], done: dict[int, Callable[..., Any]]) -> Any:
    compiled = {name: value for name in names if isinstance(value := vars(module).get(name), Dispatcher)}
    if not compiled:
        return module
    return types.SimpleNamespace(**(vars(module) | {name: _twin(value, done) for name, value in compiled.items()}))
