"""Where Python files stand in their tree: the package that they belong to, and what they are for."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

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


@dataclass(frozen=True)
class _Folder:
    """What a folder says of the files in it; of several folders that say the same the first by name is told."""

    package: str
    example: str
    is_fuzz: bool
    test: str
    is_bench: bool
    is_build: bool


def places(tree: Tree) -> Mapping[str, Place]:
    """The place of every file: its package is the crate."""
    files = tree.scans.keys()
    benches = {file.rpartition("/")[0] for file, scan in tree.scans.items() if scan.facts.get("is_bench")}
    folders: dict[str, _Folder] = {}
    found: dict[str, Place] = {}
    for file, scan in tree.scans.items():
        path, _, name = file.rpartition("/")
        folder = folders.get(path)
        if folder is None:
            folder = folders[path] = _folder(path, files, benches)
        context, because = _context(folder, name, scan.facts)
        found[file] = Place(folder.package, context, because)
    return found


def _folder(path: str, files: Set[str], benches: set[str]) -> _Folder:
    parts = tuple(path.split("/")) if path else ()
    every = ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
    levels = [each for each in every if f"{each}/{INIT}" in files]
    depth = next((at for at, each in enumerate(every) if f"{each}/{INIT}" not in files), len(every))
    outer = parts[: len(parts) - depth]
    names = set(parts)
    return _Folder(
        _package(levels) if levels else (parts[0] if parts else "."),
        min(EXAMPLES & names, default=""),
        bool(FUZZING & names),
        min((TESTS & {*outer, *parts[:1]}) | ({"tests"} & names), default=""),
        any(each in benches for each in every) or bool(BENCHES & set(outer)),
        bool(parts) and parts[0] in BUILD_FOLDERS,
    )


def _package(levels: list[str]) -> str:
    """The package, dotted: one level below a package at the top of the tree, else the outermost package.

    `levels` are the packages around a file, the innermost first.
    """
    top = levels[-1]
    inner = levels[-2] if len(levels) > 1 and "/" not in top else top
    return inner.replace("/", ".")


def _context(folder: _Folder, name: str, facts: Mapping[str, object]) -> tuple[Context, str]:
    """In this order: example, fuzz, test, bench, build, else production."""
    stem = name.rpartition(".")[0] or name
    if folder.example:
        return "example", f"it lies in a folder `{folder.example}`"
    if folder.is_fuzz or facts.get("is_fuzz"):
        return "fuzz", "it feeds a fuzzer"
    if folder.test:
        return "test", f"it lies in a folder `{folder.test}`"
    if stem.startswith("test_") or stem.endswith("_test") or name == "conftest.py":
        return "test", "its name is that of a test"
    if folder.is_bench:
        return "bench", "benchmarks lie in its folder"
    if name in BUILDING or folder.is_build:
        return "build", "it serves to build or to release"
    return "production", ""
