"""Edited helpers never leave a stale kernel: shown in processes of their own, on one cache folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]

SYSTEM = """
from engine.world.columns import column
from engine.world.system import system
from .numbers import amount

HEAT = column("heat", "row", "f4")

@system(slot="combat", writes="heat")
def warm(heat):
    for i in range(len(heat)):
        heat[i] += amount()
"""
NUMBERS = """
import numpy as np
from engine.world.kernel import helper
from .constants import AMOUNT

@helper
def amount():
    return np.float32(AMOUNT)
"""
PROGRAM = """
import sys
from pathlib import Path
from engine.world import base_columns, clock
from engine.world.project import load_game
from engine.world.registry import collect
from engine.world.schedule import Schedule
from engine.world.world import LaneSpec, World
parts = collect([base_columns, clock, *load_game(Path(sys.argv[1]))])
world = World(parts.columns, rows=1)
world.add_lanes([LaneSpec(1)])
schedule = Schedule(parts.systems)
schedule.run(world, 1, style=sys.argv[2])
if sys.argv[2] == "fused":
    (kernel,) = (fused.step for fused in [schedule._fused_for(world.columns)])
else:
    warm = next(system for system in parts.systems if system.name == "warm")
    (kernel,) = warm._compiled.values()
print(float(world.view["heat"][0]), sum(kernel.stats.cache_hits.values()))
"""


def play(folder: Path, style: str) -> tuple[float, int]:
    environment = os.environ | {"ASTRAWEAVE_CACHE_DIR": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
    environment.pop("NUMBA_DISABLE_JIT", None)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), style], env=environment, capture_output=True, text=True, check=True
    )
    heat, hits = done.stdout.split()
    return float(heat), int(hits)


def test_an_edit_two_imports_away_reaches_the_kernel(tmp_path):
    game = tmp_path / "game"
    game.mkdir()
    for name, text in {"__init__": "", "warmth": SYSTEM, "numbers": NUMBERS, "constants": "AMOUNT = 1.5\n"}.items():
        (game / f"{name}.py").write_text(text)

    assert play(tmp_path, "fused") == (1.5, 0)
    assert play(tmp_path, "fused") == (1.5, 1)

    (game / "constants.py").write_text("AMOUNT = 2.5\n")
    assert play(tmp_path, "fused") == (2.5, 0)
    assert play(tmp_path, "each") == (2.5, 1)


LARGE = "\n".join(f"    x = x * 3 + (x >> {n % 7 + 1}) ^ (y * {n + 3})\n    y -= x % {n + 5}" for n in range(120))
MADE = f"""
from engine.world.kernel import helper, kernel

@helper
def large(x, y):
{LARGE}
    return ((x ^ y) & 1023) + AMOUNT * 1024

@kernel
def run(times):
    total = 0
    for turn in range(times):
        total += large(turn, total)
        if total % 3 == 1:
            total += large(total, turn)
    return large(total, total) // 1024
"""
EDITING = """
import importlib.util, sys
from pathlib import Path

def loaded(file):
    spec = importlib.util.spec_from_file_location("made", file)
    sys.modules["made"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

file = Path(sys.argv[1])
first = loaded(file)
before, hits = first.run(5), sum(first.run.stats.cache_hits.values())
file.write_text(file.read_text().replace("AMOUNT = 1", sys.argv[2]))
print(before, hits, loaded(file).run(5))
"""


CLONES = """
import sys
from pathlib import Path
from engine.world import base_columns, clock
from engine.world.project import load_game
from engine.world.registry import collect
from engine.world.schedule import Schedule
from engine.world.world import LaneSpec, World

for folder in sys.argv[2:]:
    parts = collect([base_columns, clock, *load_game(Path(folder))])
    world = World(parts.columns, rows=1)
    world.add_lanes([LaneSpec(1)])
    schedule = Schedule(parts.systems)
    schedule.run(world, 1, style=sys.argv[1])
    if sys.argv[1] == "fused":
        kernel = schedule._fused_for(world.columns).step
    else:
        (kernel,) = next(system for system in parts.systems if system.name == "warm")._compiled.values()
    print(float(world.view["heat"][0]), sum(kernel.stats.cache_hits.values()))
"""


@pytest.mark.parametrize("style", ["each", "fused"])
def test_a_second_clone_of_a_project_compiles_nothing(tmp_path, style):
    # given two clones and one that was edited, loaded one after the other, then only what is new is compiled
    clones = [tmp_path / place / "hearth" for place in ("mine", "theirs", "edited")]
    for clone, amount in zip(clones, ("1.5", "1.5", "4.0"), strict=True):
        (clone / "game").mkdir(parents=True)
        files = {"__init__": "", "warmth": SYSTEM, "numbers": NUMBERS, "constants": f"AMOUNT = {amount}\n"}
        for name, text in files.items():
            (clone / "game" / f"{name}.py").write_text(text)
    environment = os.environ | {"ASTRAWEAVE_CACHE_DIR": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    environment.pop("NUMBA_DISABLE_JIT", None)
    program = [sys.executable, "-c", CLONES, style, *map(str, [*clones, clones[0]])]
    done = subprocess.run(program, env=environment, capture_output=True, text=True, check=True)
    heats = [line.split() for line in done.stdout.splitlines()]
    assert heats == [["1.5", "0"], ["1.5", "1"], ["4.0", "0"], ["1.5", heats[3][1]]]


def test_what_is_edited_in_the_running_program_does_not_run_code_that_another_process_kept(tmp_path):
    # given a function too large to be inlined, so that the linker looks for it by its name
    file = tmp_path / "made.py"
    environment = os.environ | {"ASTRAWEAVE_CACHE_DIR": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    environment.pop("NUMBA_DISABLE_JIT", None)

    def edited_to(amount: int) -> list[int]:
        file.write_text("AMOUNT = 1\n" + MADE)
        program = [sys.executable, "-c", EDITING, str(file), f"AMOUNT = {amount}"]
        found = subprocess.run(program, env=environment, capture_output=True, text=True, check=True)
        return [int(number) for number in found.stdout.split()]

    # (what it gave before, how often it was found in the cache, what it gives once edited)
    assert edited_to(22) == [1, 0, 22]
    assert edited_to(33) == [1, 1, 33]


def test_a_program_without_sources_is_stamped_by_its_own_file(monkeypatch, tmp_path):
    from engine.world.compiler import cache as kernel_cache

    program = tmp_path / "astraweave"
    program.write_bytes(b"one build")
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(kernel_cache, "_source_of", lambda name: None)
    first = kernel_cache.source_stamp("engine.world.clock")
    moved = program.rename(tmp_path / "moved")
    monkeypatch.setattr(sys, "executable", str(moved))
    assert kernel_cache.source_stamp("engine.world.clock") == first
    moved.write_bytes(b"another build")
    assert kernel_cache.source_stamp("engine.world.clock") != first


def test_old_states_of_a_module_make_room(monkeypatch, tmp_path):
    from engine.world.compiler import cache as kernel_cache

    for number in range(kernel_cache.STATES_KEPT + 5):
        folder = tmp_path / f"game.rules-{number:016x}"
        folder.mkdir()
        os.utime(folder, (number, number))
    (tmp_path / f"game.rules.more-{0:016x}").mkdir()
    kernel_cache._make_room(tmp_path, "game.rules")
    left = sorted(path.name for path in tmp_path.iterdir())
    assert len(left) == kernel_cache.STATES_KEPT
    assert left[0] == f"game.rules-{6:016x}"
    assert left[-1].startswith("game.rules.more")


def test_two_writers_that_know_nothing_of_each_other_keep_their_data_apart(tmp_path):
    """Both begin from an empty index, as two processes of a first start do; numbered files would have collided."""
    from engine.world.compiler import cache as kernel_cache

    one, other = (kernel_cache.KeyedCacheFile(str(tmp_path), "warm-1", "stamp") for _ in range(2))
    stale = other._load_index()
    one.save(("float32",), "code for float32")
    other._load_index = lambda: dict(stale)
    other.save(("float64",), "code for float64")

    assert kernel_cache.KeyedCacheFile(str(tmp_path), "warm-1", "stamp").load(("float32",)) is None
    assert kernel_cache.KeyedCacheFile(str(tmp_path), "warm-1", "stamp").load(("float64",)) == "code for float64"

    one.save(("float32",), "code for float32")
    assert one.load(("float32",)) == "code for float32"
    assert one.load(("float64",)) == "code for float64"


def test_kernels_are_kept_by_these_files():
    from engine.terrain.sample import sample_height
    from engine.world.compiler.cache import KeyedCacheFile

    assert isinstance(sample_height._cache._cache_file, KeyedCacheFile)
