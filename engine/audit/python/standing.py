"""Where Python files stand in their tree: the package that they belong to, and what they are for."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from engine.audit.scanner import Tree
from engine.audit.site import Context, Place

INIT = "__init__.py"
EXAMPLES = frozenset({"example", "examples", "sample", "samples", "demo", "demos"})
FUZZING = frozenset({"fuzz", "fuzzing", "fuzzers"})
TESTS = frozenset({"test", "tests", "testing"})
BENCHES = frozenset({"bench", "benches", "benchmark", "benchmarks"})
BUILDING = frozenset(
    {"setup.py", "noxfile.py", "fabfile.py", "tasks.py", "hatch_build.py", "conftest_build.py", "versioneer.py"}
)
BUILD_FOLDERS = frozenset({".ci", ".github", "ci", "scripts", "packaging"})
"""At the top of the tree."""


def places(tree: Tree) -> Mapping[str, Place]:
    """The place of every file: its package is the crate."""
    files = frozenset(tree.scans)
    benches = {str(PurePosixPath(file).parent) for file, scan in tree.scans.items() if scan.facts.get("is_bench")}
    return {file: _place(file, files, benches, dict(scan.facts)) for file, scan in tree.scans.items()}


def _place(file: str, files: frozenset[str], benches: set[str], facts: dict[str, object]) -> Place:
    context, because = _context(PurePosixPath(file), files, benches, facts)
    return Place(package_of(file, files), context, because)


def package_of(file: str, files: frozenset[str]) -> str:
    """The package of a file, dotted: one level below a package at the top of the tree, else the outermost package."""
    folder = PurePosixPath(file).parent
    levels = [each for each in (folder, *folder.parents) if f"{each}/{INIT}" in files]
    if not levels:
        return folder.parts[0] if folder.parts else "."
    top = levels[-1]
    inner = levels[-2] if len(levels) > 1 and len(top.parts) == 1 else top
    return ".".join(inner.parts)


def _context(
    path: PurePosixPath, files: frozenset[str], benches: set[str], facts: dict[str, object]
) -> tuple[Context, str]:
    """In this order: example, fuzz, test, bench, build, else production."""
    folders = path.parts[:-1]
    in_package = _package_depth(path.parent, files)
    outer = folders[: len(folders) - in_package]
    if found := sorted(EXAMPLES & set(folders)):
        return "example", f"it lies in a folder `{found[0]}`"
    if FUZZING & set(folders) or facts.get("is_fuzz"):
        return "fuzz", "it feeds a fuzzer"
    if found := sorted(TESTS & {*outer, *folders[:1]} | {"tests"} & set(folders)):
        return "test", f"it lies in a folder `{found[0]}`"
    if path.stem.startswith("test_") or path.stem.endswith("_test") or path.name == "conftest.py":
        return "test", "its name is that of a test"
    if any(str(each) in benches for each in path.parents if each.parts) or BENCHES & set(outer):
        return "bench", "benchmarks lie in its folder"
    if path.name in BUILDING or (folders and folders[0] in BUILD_FOLDERS):
        return "build", "it serves to build or to release"
    return "production", ""


@lru_cache(maxsize=4096)
def _package_depth(folder: PurePosixPath, files: frozenset[str]) -> int:
    """How many of the folders up from here are packages."""
    depth = 0
    for each in (folder, *folder.parents):
        if f"{each}/{INIT}" not in files:
            break
        depth += 1
    return depth
