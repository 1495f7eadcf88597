"""Finds every module of a package, so that an addition is one new file and no list needs editing."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType


def module_names(package: str) -> list[str]:
    """Dotted names of `package` and all modules below it, sorted; works in the frozen program too.

    Raises ImportError when a package on the way cannot be imported.
    """
    root = importlib.import_module(package)
    names = [package]
    for info in pkgutil.iter_modules(getattr(root, "__path__", []), prefix=f"{package}."):
        names += module_names(info.name) if info.ispkg else [info.name]
    return sorted(names)


def packages_below(package: str) -> list[str]:
    """Dotted names of the packages right below `package`, sorted, without importing them."""
    path = importlib.import_module(package).__path__
    return sorted(f"{package}.{info.name}" for info in pkgutil.iter_modules(path) if info.ispkg)


def walk_modules(package: str) -> Iterator[ModuleType]:
    """Import and yield `package` and every module below it, in the order of their names."""
    for name in module_names(package):
        yield importlib.import_module(name)
