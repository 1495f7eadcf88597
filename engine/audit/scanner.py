"""What a scanner of a language is, and how scanners are found: one folder below `engine/audit` for each."""

import importlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Protocol

from engine.audit.site import Place, Scan
from engine.walk import packages_below

MODULE = "scanner"


@dataclass(frozen=True)
class Tree:
    """The audited tree, as one scanner sees it; names are relative to its root, with "/", sorted.

    `manifests` holds the bytes of files with one of the scanner's manifest names.
    """

    scans: Mapping[str, Scan]
    manifests: Mapping[str, bytes]


class Scanner(Protocol):
    """Finds the sites of one language: first in the bytes of each file alone, then where the files stand.

    `version` changes whenever the same bytes give another `Scan`, so that kept ones are not believed.
    """

    @property
    def name(self) -> str:
        """The language, such as "rust"; also the name of the folder."""
        ...

    @property
    def suffixes(self) -> frozenset[str]:
        """Ends of the names of its files, with the dot."""
        ...

    @property
    def manifests(self) -> frozenset[str]:
        """Names of files that say what is built, such as Cargo.toml."""
        ...

    @property
    def version(self) -> str:
        """Of what `scan` finds."""
        ...

    def scan(self, source: bytes) -> Scan:
        """The sites of one file, in the order of their bytes; runs in worker processes, and never raises."""
        ...

    def place(self, tree: Tree) -> Mapping[str, Place]:
        """The place of every file of the tree; runs after each rescan, so it must be quick."""
        ...


@lru_cache(maxsize=1)
def scanners() -> Mapping[str, Scanner]:
    """Every scanner by its name: the `SCANNER` of each folder below this package that has a module `scanner`."""
    modules = [f"{package}.{MODULE}" for package in packages_below("engine.audit")]
    there = [importlib.import_module(name) for name in modules if importlib.util.find_spec(name) is not None]
    found: list[Scanner] = [module.SCANNER for module in there]
    return {each.name: each for each in found}


def scanner_of(file: str) -> Scanner | None:
    """The scanner of a file, by the end of its name; None where no scanner knows it."""
    suffix = PurePosixPath(file).suffix
    return next((each for each in scanners().values() if suffix in each.suffixes), None)
