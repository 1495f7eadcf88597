"""The generated loop: all systems in one compiled function that runs many ticks a call, for batches."""

# pyright: basic
# Signatures of compiled systems are made at run time from the column registry.

import hashlib
import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numba
from numba.core.errors import NumbaError

from engine.whole_file import write_whole
from engine.world.columns import Column
from engine.world.kernel import compile_for
from engine.world.kernel_cache import cache_folder, source_stamp
from engine.world.system import System, array_type

# Columns that the loop itself looks at, to stop early.
NEEDED = ("outcome", "log_count", "log_amount")

HEADER = '''"""Generated from the schedule; sources {stamp}."""


def step(ticks, room, at, {columns}):
    """Run up to `ticks` ticks; stop when the log has less than `room` left or no lane runs. at[0]: system under way."""
    for done in range(ticks):
        if log_count[0] + room > len(log_amount):
            return done
        running = 0
        for lane_slot in range(len(outcome)):
            if outcome[lane_slot] == 0:
                running += 1
        if running == 0:
            return done
'''


@dataclass(frozen=True)
class Fused:
    """The compiled loop `step(ticks, room, at, *columns)` and the columns that it takes, in order."""

    step: Callable[..., int]
    columns: tuple[str, ...]


def build_fused(systems: Sequence[System], columns: Mapping[str, Column]) -> Fused:
    """Generate, load and compile the loop. Raises SystemCompileError when a system does not compile."""
    for system in systems:
        system.check(columns)
    used = tuple(dict.fromkeys([*(name for system in systems for name in system.params), *NEEDED]))
    written = frozenset().union(*(system.writes for system in systems))
    module = _load(_source(systems, used, columns))
    int64 = numba.types.int64
    at = numba.types.Array(int64, 1, "C")
    types = [array_type(columns[name], writable=name in written) for name in used]
    signature = int64(int64, int64, at, *types)
    try:
        # Without the GIL: a call lasts for seconds, and worlds are played side by side.
        # A kept loop holds its systems' code already: none of them needs to be loaded for it.
        step = compile_for(module.step, signature, nogil=True)
    except (NumbaError, NameError):
        for index, system in enumerate(systems):
            setattr(module, f"system_{index}", system.kernel(columns))
        step = compile_for(module.step, signature, nogil=True)
    return Fused(step, used)


def _source(systems: Sequence[System], used: Sequence[str], columns: Mapping[str, Column]) -> str:
    """The text of the loop; its stamp changes with any source of any system, so an old file is never taken for new."""
    stamps = [f"{system.name} {source_stamp(system.__module__)}" for system in systems]
    stamps += [f"{name} {columns[name].dtype} {columns[name].axes}" for name in used]
    stamp = hashlib.sha256("\n".join(stamps).encode()).hexdigest()
    lines = [HEADER.format(stamp=stamp, columns=", ".join(used))]
    for index, system in enumerate(systems):
        lines.append(f"        at[0] = {index}\n        system_{index}({', '.join(system.params)})\n")
    lines.append("    return ticks\n")
    return "".join(lines)


def _load(source: str) -> ModuleType:
    """Write the text into the user's cache folder (numba caches only what lies in a file) and import it from there."""
    name = f"astraweave_fused_{hashlib.sha256(source.encode()).hexdigest()[:16]}"
    path = cache_folder() / "generated" / f"{name}.py"
    if not _holds(path, source):
        write_whole(path, source)
    spec: Any = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    exec(compile(source, str(path), "exec"), vars(module))
    return module


def _holds(path: Path, source: str) -> bool:
    try:
        return path.read_text(encoding="utf-8") == source
    except OSError:
        return False
