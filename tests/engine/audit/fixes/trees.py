"""Small Rust trees that tests fix, and what stands in for a compiler where none is asked."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.audit.fixes.applying.wish import Wish
from engine.audit.fixes.checking.verdict import Complaint, Verdict
from engine.audit.fixes.crate import Crate
from engine.audit.fixes.syntax.call import calls_in

TRICKY = Path(__file__).with_name("tricky.rs")
MANIFEST = '[package]\nname = "tricky"\nversion = "0.1.0"\nedition = "2021"\n\n[features]\nextra_unused = []\n'
needs_cargo = pytest.mark.skipif(shutil.which("cargo") is None, reason="no cargo on this machine to compile with")
needs_rustc = pytest.mark.skipif(shutil.which("rustc") is None, reason="no rustc on this machine to compile with")


def crate_with(folder: Path, text: str | bytes) -> Path:
    """A crate whose library is `text`; the path of that file."""
    source = folder / "src/lib.rs"
    source.parent.mkdir(parents=True, exist_ok=True)
    (folder / "Cargo.toml").write_text(MANIFEST, encoding="utf-8")
    source.write_bytes(text.encode() if isinstance(text, str) else text)
    return source


def wishes_for(file: Path, root: Path, pattern: str = "") -> list[Wish]:
    """A wish for every unwrap and expect of a file."""
    name = file.relative_to(root).as_posix()
    return [
        Wish(name, call.start, call.end, pattern, fingerprint=f"{name}@{call.dot}", crate="tricky", priority="P1")
        for call in calls_in(file.read_bytes())
    ]


def nobody(*_: object) -> Verdict:
    """A machine without a compiler."""
    return Verdict("not compiled", "cargo is not on this machine")


def takes_all(_crate: Crate, file: Path, _build: Path, _options: Sequence[str]) -> Verdict:
    """A compiler to whom everything is right, and which builds every place."""
    probes = file.read_text().split('compile_error!("')[1:]
    said = tuple(Complaint(words, words, ()) for words in (each.split('"')[0] for each in probes))
    return Verdict("failed", "test", said) if said else Verdict("compiled", "test")


def content(root: Path) -> dict[str, bytes]:
    """Every file of a tree but those that the fixes keep for themselves."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".astraweave-audit" not in path.parts and path.name != "UNWRAP_REMEDIATION_LOG.md"
    }
