"""Rust crates from Debian's source packages: fetched with apt, unpacked below target/, and copied to be worked on."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
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


def fetch(crates: Iterable[str]) -> None:
    """Download Debian's packages of crates with all that they need, and unpack them; nothing is installed."""
    wanted = [f"librust-{name.replace('_', '-')}-dev" for name in crates]
    listed = _run("apt-get", "install", "--print-uris", "-qq", "--no-install-recommends", *wanted)
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


def working_copy(name: str, *, keep_tests: bool = False) -> Path | None:
    """A fresh copy of a crate, whose dependencies are Debian's; None where Debian has none of that name.

    What only tests need is mostly not in Debian, so it is taken out of the manifest unless `keep_tests`.
    """
    found = sorted(path for path in REGISTRY.glob(f"{name}-*") if re.fullmatch(rf"{re.escape(name)}-\d.*", path.name))
    if not found:
        return None
    copy = (REMEDIED if keep_tests else MEASURED) / name
    write_whole(copy.parent / ".cargo/config.toml", CONFIG.format(registry=REGISTRY))
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(
        found[-1], copy, ignore=shutil.ignore_patterns(".cargo-checksum.json", "Cargo.lock", "rust-toolchain*")
    )
    manifest = copy / "Cargo.toml"
    text = manifest.read_text(encoding="utf-8")
    if "[workspace]" not in text:
        text += "\n[workspace]\n"
    write_whole(manifest, text if keep_tests else without_tests(text))
    return copy


def without_tests(manifest: str) -> str:
    """A manifest without dev-dependencies and without targets that are no library or program."""
    kept: list[str] = []
    is_out = False
    for line in manifest.splitlines(keepends=True):
        if line.startswith("["):
            is_out = re.match(r"\[+(?:target\..*\.)?(?:dev-dependencies|test|bench|example)\b", line) is not None
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
