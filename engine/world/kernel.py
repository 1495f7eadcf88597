"""Decorators for compiled code: a kernel is a plain function that runs compiled or as Python, with the same bits."""

# pyright: basic
# numba's types know neither options in a mapping nor its settings; what a decorator returns is typed as what went in.

import types
from collections.abc import Callable
from typing import Any, TypeVar

import numba
from numba.core import config
from numba.core.dispatcher import Dispatcher

from engine.world import kernel_cache

F = TypeVar("F", bound=Callable[..., Any])

kernel_cache.install()

_njit: Any = numba.njit
_settings: Any = config
OPTIONS = kernel_cache.OPTIONS


def is_plain() -> bool:
    """True when NUMBA_DISABLE_JIT is set: everything runs as plain Python in this process."""
    return bool(_settings.DISABLE_JIT)


def helper(fn: F) -> F:
    """A small function that systems and kernels call; compiled together with each of them.

    `py_func` of the result is the Python original, compiled or not.
    """
    if is_plain():
        fn.py_func = fn
        return fn
    try:
        return _njit(**OPTIONS)(fn)
    except RuntimeError:  # no folder to cache in: compile for this process only
        return _njit(**(OPTIONS | {"cache": False}))(fn)


kernel = helper


def compile_for(fn: Callable[..., Any], signature: Any) -> Callable[..., Any]:
    """Compile `fn` for exactly one signature, now; a call with other types is refused instead of compiled in play."""
    try:
        return _njit(signature, no_cfunc_wrapper=True, **OPTIONS)(fn)
    except RuntimeError as error:
        if "cannot cache" not in str(error):
            raise
        return _njit(signature, no_cfunc_wrapper=True, **(OPTIONS | {"cache": False}))(fn)


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
