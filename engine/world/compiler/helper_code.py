"""Spares machine code that nobody could call: compiled functions without a door for Python or C stay bitcode.

Numba links what a function calls into it and optimises the whole. It also makes machine code of each part alone, a
tenth of a cold start, though only that of the whole is ever run.
"""

# pyright: basic
# numba's code libraries are untyped.

from typing import Any

from llvmlite.binding import Linkage
from numba.core import codegen, cpu
from numba.core.environment import lookup_environment

PYTHON_DOOR = "_ZN7cpython"
MANGLED = "_ZN"
ENVIRONMENT = "_ZN08NumbaEnv"


def has_door(library: Any) -> bool:
    """Whether a library of code holds, as its own, a function that is called by address: from Python, C or numba."""
    return any(
        fn.linkage == Linkage.external
        and not fn.is_declaration
        and (fn.name.startswith(PYTHON_DOOR) or not fn.name.startswith(MANGLED))
        for fn in library._final_module.functions
    )


def install() -> None:
    """Make machine code of a library without a door only when asked; runs when `engine.world.kernel` is imported."""
    library: Any = codegen.JITCodeLibrary
    generator: Any = codegen.JITCPUCodegen
    context: Any = cpu.CPUContext
    make_ready = library._finalize_final_module
    pointer_to = library.get_pointer_to_function
    to_bytes = library.serialize_using_object_code
    set_env = generator.set_env
    get_executable = context.get_executable

    def finalize_final_module(self: Any) -> None:
        is_kept = self._object_caching_enabled and self._compiled_object is not None
        self._is_put_off = not is_kept and not has_door(self)
        if not self._is_put_off:
            make_ready(self)
            return
        self._finalize_dynamic_globals()
        self._verify_declare_only_symbols()
        self._finalized = True

    def get_pointer_to_function(self: Any, name: str) -> int:
        self._ensure_finalized()
        is_wanted = self._is_put_off and any(
            fn.name == name and not fn.is_declaration for fn in self._final_module.functions
        )
        if is_wanted:
            self._is_put_off = False
            make_ready(self)
        return pointer_to(self, name)

    def serialize(self: Any) -> Any:
        self._ensure_finalized()
        return self.serialize_using_bitcode() if self._is_put_off else to_bytes(self)

    def set_known_env(self: Any, name: str, env: Any) -> None:
        if self._engine.is_symbol_defined(name):
            set_env(self, name, env)

    def executable(self: Any, code: Any, fndesc: Any, env: Any) -> Any:
        made = get_executable(self, code, fndesc, env)
        if not code._is_put_off:  # what was linked into it has its surroundings here
            for found in code._final_module.global_variables:
                inner = lookup_environment(found.name) if found.name.startswith(ENVIRONMENT) else None
                if inner is not None:
                    code.codegen.set_env(found.name, inner)
        return made

    library._finalize_final_module = finalize_final_module
    library.get_pointer_to_function = get_pointer_to_function
    library.serialize_using_object_code = serialize
    library._is_put_off = False
    generator.set_env = set_known_env
    context.get_executable = executable
