"""Finds every benchmark by a walk, so that a new one is a new file."""

import fnmatch
import importlib.util
from collections.abc import Sequence

from engine.benchmarks.benchmark import Benchmark
from engine.walk import walk_modules

PACKAGES = ("engine.benchmarks.cases", "editor.benchmarks")


def find_benchmarks(pattern: str = "") -> list[Benchmark]:
    """All benchmarks, sorted by name; with a pattern, those whose name contains it or matches it (`physics.*`).

    An alias is found by its full name alone, so that nothing is measured twice. ValueError when two claim one name.
    """
    return [entry for entry in find_all() if _is_wanted(entry, pattern)]


def find_all() -> list[Benchmark]:
    """Benchmarks and aliases, sorted by name. ValueError when two claim one name."""
    found: dict[str, Benchmark] = {}
    for package in PACKAGES:
        if importlib.util.find_spec(package) is None:
            continue
        for module in walk_modules(package):
            for value in vars(module).values():
                if isinstance(value, Benchmark) and found.setdefault(value.name, value) is not value:
                    raise ValueError(f"{module.__name__}: the benchmark {value.name} is declared twice")
    return [found[name] for name in sorted(found)]


def with_aliases(found: Sequence[Benchmark]) -> list[Benchmark]:
    """These, and behind them what they were called before, which has limits of its own."""
    names = {each.name for each in found}
    return [*found, *(each for each in find_all() if each.alias_of in names and each.name not in names)]


def _is_wanted(entry: Benchmark, pattern: str) -> bool:
    if entry.alias_of:
        return entry.name == pattern
    return not pattern or pattern in entry.name or fnmatch.fnmatchcase(entry.name, pattern)
