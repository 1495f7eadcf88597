"""The crate and context of every Rust file of a tree: by folders, by packages, and by the modules that reach it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from posixpath import dirname

from engine.audit.rust.declared import from_data
from engine.audit.rust.manifests import MANIFEST, Package, package_of
from engine.audit.rust.module_tree import Reached, reach
from engine.audit.scanner import Tree
from engine.audit.site import Context, Place, Scan

FOLDERS: tuple[tuple[Context, frozenset[str]], ...] = (
    ("example", frozenset({"examples"})),
    ("fuzz", frozenset({"fuzz", "fuzz_targets"})),
    ("test", frozenset({"tests"})),
    ("bench", frozenset({"benches"})),
)
"""Folders whose name tells what lies in them, in the order in which they are asked; below `src` names tell nothing."""
KINDS: dict[str, Context] = {"example": "example", "test": "test", "bench": "bench", "build": "build"}
"""Contexts of the targets that a manifest names, or that are the only ones to reach a file."""
NO_CRATE = Place("", "other", "no Cargo.toml with [package] above it", is_reachable=False)


class Placing:
    """Places the files of a tree, again and again: packages whose files and manifest are the same keep theirs."""

    def __init__(self) -> None:
        self._known: dict[PurePosixPath, _Placed] = {}

    def places(self, tree: Tree) -> Mapping[str, Place]:
        """The place of every file; see `Scanner.place`."""
        packages = _packages(tree)
        owned: dict[PurePosixPath, dict[str, Scan]] = {}
        loose: list[str] = []
        by_folder: dict[str, Package | None] = {}
        for file, scan in tree.scans.items():
            package = _nearest(file.rpartition("/")[0], packages, by_folder)
            if package is None:
                loose.append(file)
            else:
                owned.setdefault(package.folder, {})[file] = scan
        self._known = {folder: self._placed(packages[folder], scans) for folder, scans in owned.items()}
        found = {file: _place(file, None, None) for file in loose}
        for each in self._known.values():
            found |= each.places
        return found

    def _placed(self, package: Package, scans: dict[str, Scan]) -> "_Placed":
        known = self._known.get(package.folder)
        if known is not None and known.package == package and known.scans == scans:
            return known
        told = {file: from_data(scan.facts) for file, scan in scans.items()}
        kinds = [(file, package.kind_of(_inside(file, package))) for file in scans]
        reached = reach([(file, kind) for file, kind in kinds if kind], told)
        return _Placed(package, scans, {file: _place(file, package, reached.get(file)) for file in scans})


@dataclass(frozen=True)
class _Placed:
    """The files of a package, and the places that they have."""

    package: Package
    scans: dict[str, Scan]
    places: dict[str, Place]


def _packages(tree: Tree) -> dict[PurePosixPath, Package]:
    found: dict[PurePosixPath, Package] = {}
    for name, data in tree.manifests.items():
        path = PurePosixPath(name)
        package = _package(path.parent, data) if path.name == MANIFEST else None
        if package is not None:
            found[path.parent] = package
    return found


@lru_cache(maxsize=4096)
def _package(folder: PurePosixPath, data: bytes) -> Package | None:
    return package_of(folder, data)


def _nearest(
    folder: str, packages: Mapping[PurePosixPath, Package], known: dict[str, Package | None]
) -> Package | None:
    if folder not in known:
        path = PurePosixPath(folder or ".")
        own = packages.get(path)
        known[folder] = own or (_nearest(dirname(folder), packages, known) if folder else None)
    return known[folder]


def _inside(file: str, package: Package) -> str:
    return str(PurePosixPath(file).relative_to(package.folder)) if str(package.folder) != "." else file


def _place(file: str, package: Package | None, reached: Reached | None) -> Place:
    if package is None:
        return _by_folder(file.split("/")[:-1], "") or NO_CRATE
    inside = _inside(file, package)
    above = [] if str(package.folder) == "." else list(package.folder.parts)
    by_folder = _by_folder([*above, *inside.split("/")[:-1]], package.name)
    kind = package.kind_of(inside)
    is_orphan = reached is None and not kind
    if package.is_fuzz and (by_folder is None or by_folder.context != "example"):
        return Place(package.name, "fuzz", "its package is for cargo-fuzz", is_orphan, is_reachable=False)
    if by_folder is not None:
        return Place(by_folder.crate, by_folder.context, by_folder.because, is_orphan, is_reachable=False)
    if kind in KINDS:
        return Place(package.name, KINDS[kind], f"it is the root of a {_target(kind)}", is_reachable=False)
    if reached is None:
        return Place(package.name, "production", "", is_orphan=True, is_reachable=False)
    if not reached.production and reached.otherwise in KINDS:
        because = reached.because or f"only a {_target(reached.otherwise)} takes it in"
        return Place(package.name, KINDS[reached.otherwise], because, is_reachable=False)
    return Place(package.name, "production", "", is_reachable=reached.public)


def _target(kind: str) -> str:
    return {"build": "build script"}.get(kind, kind)


def _by_folder(folders: list[str], crate: str) -> Place | None:
    """The context that the folders of a file tell; the first `src` ends what names tell."""
    telling = set(folders[: folders.index("src")] if "src" in folders else folders)
    for context, names in FOLDERS:
        met = sorted(names & telling)
        if met:
            return Place(crate, context, f"it lies in {met[0]}/", is_reachable=False)
    return None
