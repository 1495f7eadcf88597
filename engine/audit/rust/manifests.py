"""What Cargo.toml says: the name of a package, and which files are built for what."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, cast

import rtoml

MANIFEST = "Cargo.toml"


@dataclass(frozen=True)
class Package:
    """A package: its name, its folder in the tree, and paths that it names, relative to the folder.

    `roots` holds (path, kind) of targets with a path of their own; kind is one of lib, bin, example, test, bench,
    build.
    """

    name: str
    folder: PurePosixPath
    roots: tuple[tuple[str, str], ...] = ()
    is_fuzz: bool = False
    found: frozenset[str] = field(default_factory=lambda: frozenset({"bin", "example", "test", "bench"}))
    """Kinds of targets that cargo finds by itself."""

    def kind_of(self, path: str) -> str:
        """The kind of target that a file of the package is the root of, by its path in the package; "" for none."""
        for named, kind in self.roots:
            if named == path:
                return kind
        if path in {"src/lib.rs", "src/main.rs", "build.rs"}:
            return {"src/lib.rs": "lib", "src/main.rs": "bin", "build.rs": "build"}[path]
        for folder, kind in (("src/bin", "bin"), ("examples", "example"), ("tests", "test"), ("benches", "bench")):
            rest = path.removeprefix(f"{folder}/")
            is_root = rest != path and ("/" not in rest or (rest.count("/") == 1 and rest.endswith("/main.rs")))
            if is_root and kind in self.found:
                return kind
        return ""


def package_of(folder: PurePosixPath, manifest: bytes) -> Package | None:
    """The package that a manifest tells of; None where it has none (a workspace alone), or is no TOML."""
    try:
        read: Any = rtoml.loads(manifest.decode("utf-8"))
    except (UnicodeDecodeError, rtoml.TomlParsingError):
        return None
    package = _table(read.get("package"))
    if not package:
        return None
    name = package.get("name")
    roots = [(path, "lib")] if isinstance(path := _table(read.get("lib")).get("path"), str) else []
    if isinstance(package.get("build"), str):
        roots.append((package["build"], "build"))
    for kind in ("bin", "example", "test", "bench"):
        targets = read.get(kind)
        for each in cast("list[Any]", targets) if isinstance(targets, list) else []:
            path = _table(each).get("path")
            if isinstance(path, str):
                roots.append((path, kind))
    names = {"autobins": "bin", "autoexamples": "example", "autotests": "test", "autobenches": "bench"}
    found = frozenset(kind for key, kind in names.items() if package.get(key) is not False)
    is_fuzz = bool(_table(package.get("metadata")).get("cargo-fuzz"))
    plain = tuple((str(PurePosixPath(path)), kind) for path, kind in roots)
    return Package(name if isinstance(name, str) else folder.name, folder, plain, is_fuzz, found)


def _table(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
