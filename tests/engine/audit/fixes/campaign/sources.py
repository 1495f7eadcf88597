"""Rust crates from Debian's source packages: fetched with apt, unpacked below target/, and copied to be worked on."""

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from engine.whole_file import write_whole

ROOT = Path(__file__).parents[5]
TARGET = ROOT / "target/unwrap_campaign"
REGISTRY = TARGET / "debian/usr/share/cargo/registry"
MEASURED, REMEDIED = TARGET / "measured", TARGET / "remedied"
CONFIG = """[source.crates-io]
replace-with = "debian"
[source.debian]
directory = "{registry}"
[build]
rustflags = ["--cap-lints=warn"]
"""
"""Lints that a newer rustc denies break no crate that cargo takes from a registry, and none here."""
TESTED_WITH = re.compile(r"^\[(?:target\..*\.)?dev-dependencies\.([\w-]+)", re.MULTILINE)
"""Cargo writes a table for each dependency when it publishes a crate."""


def fetch(crates: Sequence[str]) -> None:
    """Download and unpack Debian's packages of crates, of what they need and of what their tests need."""
    _unpack([package for name in crates for package in _packages(name)])
    there = set(_run("apt-cache", "pkgnames", "librust-").split())
    tested = {tool for name in crates for tool in _needed_by_tests(name)}
    _unpack([package for tool in sorted(tested) if _stem(tool) + "-dev" in there for package in _packages(tool)])


def _stem(crate: str) -> str:
    return f"librust-{crate.replace('_', '-')}"


def _packages(crate: str) -> list[str]:
    """The package of a crate, and those of its features that need more crates: cargo resolves with all of them."""
    return [f"{_stem(crate)}-dev", *_run("apt-cache", "pkgnames", f"{_stem(crate)}+").split()]


def _unpack(packages: list[str]) -> None:
    if not packages:
        return
    listed = _run("apt-get", "install", "--print-uris", "-qq", "--no-install-recommends", *packages)
    archives = re.findall(r"'(\S+)' (librust-\S+_\S+\.deb)", listed)
    folder = TARGET / "archives"
    folder.mkdir(parents=True, exist_ok=True)
    missing = [name.split("_")[0] for _, name in archives if not any(folder.glob(f"{name.split('_')[0]}_*"))]
    if missing:
        _run("apt-get", "download", *missing, folder=folder)
    for archive in sorted(folder.glob("*.deb")):
        mark = archive.with_suffix(".unpacked")
        if not mark.exists():
            _run("dpkg", "-x", str(archive), str(TARGET / "debian"))
            mark.touch()


def _unpacked(crate: str) -> Path | None:
    """Where a crate lies among those that are unpacked."""
    found = [path for path in REGISTRY.glob(f"{crate}-*") if re.fullmatch(rf"{re.escape(crate)}-\d.*", path.name)]
    return max(found, default=None)


def _needed_by_tests(crate: str) -> set[str]:
    source = _unpacked(crate)
    return set(TESTED_WITH.findall((source / "Cargo.toml").read_text(encoding="utf-8"))) if source else set()


def working_copy(name: str, *, keep_tests: bool = False, below: Path | None = None) -> Path | None:
    """A fresh copy of a crate, whose dependencies are Debian's; None where Debian has none of that name.

    It lies in the folder `below`, else in that of the campaign.

    What only tests need is taken out of the manifest; with `keep_tests` that alone which Debian does not have.
    """
    source = _unpacked(name)
    if source is None:
        return None
    copy = (below or (REMEDIED if keep_tests else MEASURED)) / name
    write_whole(copy.parent / ".cargo/config.toml", CONFIG.format(registry=REGISTRY))
    shutil.rmtree(copy, ignore_errors=True)
    left_out = shutil.ignore_patterns(".cargo-checksum.json", "Cargo.lock", "rust-toolchain*")
    # As new files: cargo takes what is older than its last build for built, and that was of a copy with fixes.
    shutil.copytree(source, copy, ignore=left_out, copy_function=shutil.copyfile)
    manifest = copy / "Cargo.toml"
    text = manifest.read_text(encoding="utf-8")
    if "[workspace]" not in text:
        text += "\n[workspace]\n"
    write_whole(manifest, without_tables(text, is_missing if keep_tests else is_for_tests))
    return copy


def version_of(copy: Path) -> str:
    """The version of a crate, as its manifest says."""
    found = re.search(r'^version = "(.*)"', (copy / "Cargo.toml").read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else ""


def is_for_tests(table: str) -> bool:
    """Whether a table of a manifest is of dev-dependencies, or of a target that is no library or program."""
    return re.match(r"\[+(?:target\..*\.)?(?:dev-dependencies|test|bench|example)\b", table) is not None


def is_missing(table: str) -> bool:
    """Whether a table asks for what only tests need, and Debian does not have."""
    return any(_unpacked(crate) is None for crate in TESTED_WITH.findall(table))


def without_tables(manifest: str, is_unwanted: Callable[[str], bool]) -> str:
    """A manifest without some of its tables, each told by its first line."""
    kept: list[str] = []
    is_out = False
    for line in manifest.splitlines(keepends=True):
        if line.startswith("["):
            is_out = is_unwanted(line)
        if not is_out:
            kept.append(line)
    return "".join(kept)


def _run(*command: str, folder: Path | None = None) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:3])}: {done.stderr.strip()[-500:]}")
    return done.stdout


def crate_names(words: Sequence[str]) -> list[str]:
    """The crates that are named, or those of the standing list."""
    listed = Path(__file__).with_name("crates.txt").read_text(encoding="utf-8").split()
    return list(words) or listed
