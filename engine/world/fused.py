"""The generated loop: all systems in one compiled function that runs many ticks a call, for batches."""

# pyright: basic
# Signatures of compiled systems are made at run time from the column registry.

import hashlib
import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

import numba
import numpy as np
from numba.core.errors import NumbaError

from engine.whole_file import write_whole
from engine.world.columns import Column
from engine.world.compiler.cache import cache_folder, source_stamp
from engine.world.kernel import compile_for
from engine.world.system import System, array_type, bound_arguments

# Columns that the loop itself looks at, to stop early.
NEEDED = ("outcome", "log_count", "log_amount")

HEADER = '''"""Generated from the schedule; sources {stamp}."""


def step(ticks, room, at, asked, {columns}):
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

# What follows a system that stays in Python: the tick has begun, so it is finished whatever happens in it.
HEADER_OF_REST = '''"""Generated from the schedule; sources {stamp}."""


def step(ticks, room, at, asked, {columns}):
    """Run the rest of `ticks` ticks. at[0]: system under way."""
    for done in range(ticks):
'''


@dataclass(frozen=True)
class Loop:
    """A compiled loop `step(ticks, room, at, asked, *columns)` and the columns that it takes, in order."""

    step: Callable[..., int]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Fused:
    """The schedule as compiled loops and, between them, the systems that stay in Python with their place in it.

    `asked` (systems,) u1 says which of them run: one loop serves every scene that needs some of its systems.
    """

    parts: tuple[Loop | tuple[int, System], ...]

    @property
    def step(self) -> Callable[..., int]:
        """The first compiled loop, which is all there is where every system is compiled."""
        (first, *_) = self.parts
        assert isinstance(first, Loop)
        return first.step

    def bound(self, world: Any, asked: np.ndarray) -> Callable[[int, int, np.ndarray], int]:
        """`run(ticks, room, at)` for one cut of one world; gives the number of ticks done."""
        calls: list[tuple[Callable[..., Any], tuple[np.ndarray, ...], int]] = [
            (part.step, tuple(world.view[name] for name in part.columns), -1)
            if isinstance(part, Loop)
            else (part[1].kernel(world.columns), bound_arguments(part[1], world, guard=True), part[0])
            for part in self.parts
            if isinstance(part, Loop) or asked[part[0]]
        ]
        (first, arguments, _), *rest = calls

        def run(ticks: int, room: int, at: np.ndarray) -> int:
            if not rest:
                return int(first(ticks, room, at, asked, *arguments))
            with np.errstate(all="ignore"):
                for done in range(ticks):
                    if not first(1, room, at, asked, *arguments):
                        return done
                    for fn, more, index in rest:
                        if index < 0:
                            fn(1, room, at, asked, *more)
                        else:
                            at[0] = index
                            fn(*more)
            return ticks

        return run


def build_fused(systems: Sequence[System], columns: Mapping[str, Column]) -> Fused:
    """Generate, load and compile the loops. Raises SystemCompileError when a system does not compile."""
    for system in systems:
        system.check(columns)
    parts: list[Loop | tuple[int, System]] = []
    for is_compiled, group in groupby(enumerate(systems), key=lambda entry: entry[1].is_compiled):
        members = list(group)
        if is_compiled:
            parts.append(_loop(members, columns, is_first=not parts))
            continue
        if not parts:  # somebody has to look whether there is a tick to run
            parts.append(_loop([], columns, is_first=True))
        parts += members
    return Fused(tuple(parts) or (_loop([], columns, is_first=True),))


def _loop(members: Sequence[tuple[int, System]], columns: Mapping[str, Column], *, is_first: bool) -> Loop:
    """One compiled loop over systems that follow each other, each with its place in the schedule."""
    systems = [system for _, system in members]
    needed = NEEDED if is_first else ()
    used = tuple(dict.fromkeys([*(name for system in systems for name in system.params), *needed]))
    written = frozenset().union(*(system.writes for system in systems))
    module = _load(_source(members, used, columns, HEADER if is_first else HEADER_OF_REST))
    int64 = numba.types.int64
    at = numba.types.Array(int64, 1, "C")
    types = [array_type(columns[name], writable=name in written) for name in used]
    asked = numba.types.Array(numba.types.uint8, 1, "C")
    signature = int64(int64, int64, at, asked, *types)
    try:
        # Without the GIL: a call lasts for seconds, and worlds are played side by side.
        # A kept loop holds its systems' code already: none of them needs to be loaded for it.
        step = compile_for(module.step, signature, nogil=True)
    except (NumbaError, NameError):
        for index, system in members:
            setattr(module, f"system_{index}", system.kernel(columns))
        step = compile_for(module.step, signature, nogil=True)
    return Loop(step, used)


def _source(
    members: Sequence[tuple[int, System]], used: Sequence[str], columns: Mapping[str, Column], header: str
) -> str:
    """The text of the loop; its stamp changes with any source of any system, so an old file is never taken for new."""
    stamps = [f"{system.name} {source_stamp(system.__module__)}" for _, system in members]
    stamps += [f"{name} {columns[name].dtype} {columns[name].axes}" for name in used]
    stamp = hashlib.sha256("\n".join(stamps).encode()).hexdigest()
    lines = [header.format(stamp=stamp, columns=", ".join(used))]
    for index, system in members:
        call = f"system_{index}({', '.join(system.params)})"
        lines.append(f"        if asked[{index}]:\n            at[0] = {index}\n            {call}\n")
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
