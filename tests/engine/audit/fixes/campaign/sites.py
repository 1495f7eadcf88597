"""Production unwraps and expects of a crate, as the scanner tells them."""

from pathlib import Path

from engine.audit.fixes.applying.wish import Wish
from engine.audit.scanner import Tree, scanners

KINDS = ("unwrap", "expect")


def production_wishes(root: Path) -> list[Wish]:
    """A wish for every production unwrap and expect below a folder, by file and byte."""
    scanner = scanners()["rust"]
    files = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*.rs")) if _is_of_crate(root, path)}
    scans = {file: scanner.scan(path.read_bytes()) for file, path in files.items()}
    manifests = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("Cargo.toml"))}
    places = scanner.place(Tree(scans, manifests))
    return [
        Wish(file, site.start, site.end, crate=places[file].crate, item=site.item, fingerprint=f"{file}:{site.start}")
        for file, scan in scans.items()
        for site in scan.sites
        if site.kind in KINDS and (site.context or places[file].context) == "production"
    ]


def _is_of_crate(root: Path, path: Path) -> bool:
    return not any(part.startswith(".") or part == "target" for part in path.relative_to(root).parts)
