"""The house in numbers: files and their lengths, modules side by side, circles of imports.

`python -m tests.architecture.house [CHECKOUT]` prints them, so that two states of the
tree can be compared.
"""

import ast
import statistics
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ("engine", "editor", "panels", "projects")
PACKAGES = ("engine", "editor", "panels")
HOLDS_STATEMENTS = (ast.stmt, ast.excepthandler, ast.match_case)

Graph = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Lengths:
    """Lengths of files in lines."""

    files: int
    lines: int
    median: float
    p90: int
    longest: int


def python_files(root: Path, folders: Iterable[str]) -> list[Path]:
    """All Python files below some folders of a checkout, in the order of their paths."""
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def lengths(paths: Iterable[Path]) -> Lengths:
    """Count lines; the 90th percentile is that of the nearest rank."""
    counts = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)
    return Lengths(
        len(counts), sum(counts), statistics.median(counts), counts[int(0.9 * (len(counts) - 1))], counts[-1]
    )


def side_by_side(root: Path) -> dict[str, int]:
    """How many modules and folders each folder of code holds, `__init__` aside."""
    folders = {path.parent for path in python_files(root, SOURCE)}
    return {
        folder.relative_to(root).as_posix(): sum(
            1
            for entry in folder.iterdir()
            if (entry.suffix == ".py" and entry.stem != "__init__") or (entry.is_dir() and any(entry.glob("*.py")))
        )
        for folder in sorted(folders)
    }


def module_name(root: Path, path: Path) -> str:
    """The dotted name of a file of code."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def import_graph(root: Path, *, for_types_only: bool) -> dict[str, frozenset[str]]:
    """Which module names which others in its imports, late ones included.

    Args:
        root: The checkout.
        for_types_only: Whether what stands under `if TYPE_CHECKING` counts.
    """
    targets = _targets(root)
    return {
        module: frozenset(
            name
            for target in named[for_types_only]
            for name in [target if target in targets else target.rpartition(".")[0]]
            if name in targets and name != module
        )
        for module, named in targets.items()
    }


@cache
def _targets(root: Path) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """What each module imports, without and with what is for types only: a fraction of the size of its tree."""
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for path in python_files(root, PACKAGES):
        found[module_name(root, path)] = imported_names(path)
    return found


@cache
def imported_names(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    """What a file imports, without and with what is for types only; a file is read once."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    without, whole = (frozenset(imported(tree, for_types_only=each)) for each in (False, True))
    return without, whole


def imported(tree: ast.AST, *, for_types_only: bool) -> Iterator[str]:
    """Dotted names in the import statements of a module; of `from a import b` the name `a.b`."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, HOLDS_STATEMENTS):
            continue  # an expression, in which nothing is imported
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test) and not for_types_only:
            yield from (name for other in node.orelse for name in imported(other, for_types_only=False))
        else:
            yield from imported(node, for_types_only=for_types_only)


def circles(graph: Graph) -> list[list[str]]:
    """Groups of modules that reach each other: strongly connected components of two or more (Tarjan, 1972)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        number[module] = lowest[module] = len(number)
        stack.append(module)
        for other in sorted(graph[module]):
            if other not in number:
                visit(other)
                lowest[module] = min(lowest[module], lowest[other])
            elif other in stack:
                lowest[module] = min(lowest[module], number[other])
        if lowest[module] == number[module]:
            start = stack.index(module)
            if len(stack) - start > 1:
                found.append(sorted(stack[start:]))
            del stack[start:]

    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(max(usual, 10 * len(graph)))
    try:
        for module in sorted(graph):
            if module not in number:
                visit(module)
    finally:
        # Other tests of this process see how deep things may be nested.
        sys.setrecursionlimit(usual)
    return found


def report(root: Path) -> str:
    """The numbers as lines of text."""
    code, tests = lengths(python_files(root, SOURCE)), lengths(python_files(root, ("tests",)))
    crowded = sorted(side_by_side(root).items(), key=lambda item: -item[1])[:6]
    lines = [
        f"{name}: {own.files} files, {own.lines:,} lines, median {own.median:g}, p90 {own.p90}, longest {own.longest}"
        for name, own in (("code", code), ("tests", tests))
    ]
    lines.append("most modules side by side: " + ", ".join(f"{folder} {count}" for folder, count in crowded))
    for title, for_types_only in (("circles of imports", False), ("with those for types alone", True)):
        groups = circles(import_graph(root, for_types_only=for_types_only))
        lines.append(f"{title}: {len(groups)}, of {sum(map(len, groups))} modules")
        lines.extend("  " + ", ".join(group) for group in groups)
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(report(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT) + "\n")
