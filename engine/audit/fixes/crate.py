"""What a crate's manifest tells that decides which fixes it takes: its log, its oldest rustc, whether it has std."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST = "Cargo.toml"
NO_STD = re.compile(rb"(?m)^\s*#!\[\s*(?:no_std|cfg_attr\([^\]]*\bno_std\b[^\]]*)\s*\)?\]")


@dataclass(frozen=True)
class Crate:
    """`folder` holds its Cargo.toml; None of a file that no crate holds."""

    folder: Path | None = None
    name: str = ""
    logger: str = ""
    """ "log" or "tracing" where the crate depends on it without a condition."""
    has_std: bool = True
    oldest_rustc: tuple[int, int] = (1, 95)
    """By `rust-version`; what is not written is believed to be of today."""
    edition: int = 2015

    @property
    def has_let_else(self) -> bool:
        """Whether `let ... else` is there."""
        return self.oldest_rustc >= (1, 65)

    @property
    def has_io_other(self) -> bool:
        """Whether `io::Error::other` is there."""
        return self.oldest_rustc >= (1, 74)


def crate_of(file: Path) -> Crate:
    """The crate of a file: that of the nearest Cargo.toml with a package; one without a folder where none has it."""
    for folder in file.resolve().parents:
        manifest = folder / MANIFEST
        if manifest.is_file() and "package" in (data := _read(manifest)):
            return _crate(folder, data)
    return Crate()


def _crate(folder: Path, data: dict[str, Any]) -> Crate:
    package = data["package"]
    needed = {name for name, each in data.get("dependencies", {}).items() if not _is_optional(each)}
    edition, oldest = package.get("edition", "2015"), package.get("rust-version", "")
    numbers = [int(each) for each in re.findall(r"\d+", str(oldest))]
    return Crate(
        folder,
        str(package.get("name", folder.name)),
        next((name for name in ("tracing", "log") if name in needed), ""),
        _has_std(folder, data),
        (numbers[0], numbers[1]) if len(numbers) > 1 else (1, 95),
        int(edition) if str(edition).isdigit() else 2021,
    )


def _is_optional(dependency: Any) -> bool:
    return isinstance(dependency, dict) and bool(dependency.get("optional"))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]


def _has_std(folder: Path, data: dict[str, Any]) -> bool:
    root = folder / str(data.get("lib", {}).get("path", "src/lib.rs"))
    return not root.is_file() or NO_STD.search(root.read_bytes()) is None


def _read(manifest: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
