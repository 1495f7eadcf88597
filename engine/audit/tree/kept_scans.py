"""Scans of files kept between audits, by the hash of their bytes; a damaged or foreign file counts as not there."""

import contextlib
import hashlib
import os
from pathlib import Path

import msgspec
import platformdirs
import zstandard

from engine.audit.scanner import scanners
from engine.audit.site import Scan
from engine.user_state import APPLICATION, project_key
from engine.whole_file import write_whole

LARGEST_BYTES = 1 << 30


class Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file as it was: when it was changed, its bytes, inode, and the hash of what it held."""

    modified: int
    size: int
    inode: int
    content: str


class KeptScans(msgspec.Struct):
    """What one folder's files held, and what was found in them."""

    versions: dict[str, str] = {}
    seen: int = 0
    """When they were looked at [ns since the epoch]."""
    files: dict[str, Known] = {}
    scans: dict[str, Scan] = {}


def audits_folder() -> Path:
    """The user's folder for scans; `ASTRAWEAVE_CACHE_DIR` moves it."""
    chosen = os.environ.get("ASTRAWEAVE_CACHE_DIR")
    base = Path(chosen) if chosen else Path(platformdirs.user_cache_dir(APPLICATION, appauthor=False))
    return base / "audit"


def versions() -> dict[str, str]:
    """The version of every scanner: scans by another are not believed."""
    return {name: each.version for name, each in scanners().items()}


def content_key(source: bytes, suffix: str) -> str:
    """Names what a file holds, for a scanner of such files."""
    return hashlib.blake2b(source, digest_size=16, person=suffix.encode()[:16]).hexdigest()


def read_kept(root: Path) -> KeptScans:
    """What is kept of a folder; empty where nothing is, or scanners have changed since."""
    path = _path(root)
    try:
        packed = path.read_bytes()
        raw = zstandard.ZstdDecompressor().decompress(packed, max_output_size=LARGEST_BYTES)
        kept = msgspec.msgpack.decode(raw, type=KeptScans)
    except (OSError, zstandard.ZstdError, msgspec.DecodeError, MemoryError):
        return KeptScans()
    return kept if kept.versions == versions() else KeptScans()


def keep(root: Path, kept: KeptScans) -> None:
    """Keep it for the next audit; a disk that refuses keeps nothing."""
    raw = msgspec.msgpack.encode(kept)
    with contextlib.suppress(OSError):
        write_whole(_path(root), zstandard.ZstdCompressor(level=1).compress(raw))


def is_kept(root: Path) -> bool:
    """Whether anything is kept of a folder."""
    return _path(root).is_file()


def _path(root: Path) -> Path:
    return audits_folder() / f"{project_key(root)}.scans"
