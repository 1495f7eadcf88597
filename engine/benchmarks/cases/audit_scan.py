"""What an audit of Rust costs: all of it, and again after one edit; and what the same of another language needs."""

import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.audit.audit import Audit
from engine.benchmarks.benchmark import Case, Facts, benchmark
from engine.benchmarks.threshold import Baseline, Threshold

FILE_LINES = 500
FUNCTION = """
/// Reads part {number} of the table, and says what is missing.
pub fn part_{number}(table: &Table, key: &str) -> Result<u32, Missing> {{
    let row = table.rows.get(key).ok_or_else(|| Missing::new("row", key))?;
    let widths: Vec<u32> = row.cells.iter().map(|cell| cell.width.max(1)).collect();
    if widths.is_empty() {{
        return Err(Missing {{ what: "cells", key: key.to_string() }});
    }}
    let first = widths.first().copied().unwrap();
    let total: u32 = widths.iter().filter(|width| **width < {number}).sum();
    debug!("part {number}: {{}} of {{}}", total, row.cells[0].width);
    match row.kind {{
        Kind::Plain => Ok(total + first),
        Kind::Wide {{ by }} if by > 2 => Ok(total * by),
        _ => Err(Missing::new("kind", &format!("{{:?}}", row.kind))),
    }}
}}
"""
HOUR_NS = 3_600 * 10**9
CASES: Sequence[Mapping[str, int | str]] = [
    {"lines": lines, "after": after} for lines in (100_000, 1_000_000) for after in ("nothing", "edit")
]
GOALS = (Baseline(10.0, {"lines": 1_000_000, "after": "nothing"}), Baseline(0.2, {"lines": 1_000_000, "after": "edit"}))
"""What the audit promises on two cores."""
WHY = "A cold audit is waited for, at most 10 s a million lines; one after an edit is not, at 0.2 s."


@dataclass(frozen=True)
class Language:
    """What a package of generated files is made of: `function` takes a number, `edit` is a line that is appended."""

    suffix: str
    head: str
    function: str
    edit: str

    def manifest(self, names: Sequence[str]) -> dict[str, str]:
        """What else lies in the package, by name, so that its files are built."""
        if self.suffix != ".rs":
            return {"src/__init__.py": ""}
        library = "".join(f"pub mod {name.removesuffix(self.suffix)};\n" for name in names)
        return {"src/lib.rs": library, "Cargo.toml": '[package]\nname = "parts"\nversion = "0.1.0"\n'}


RUST = Language(".rs", "", FUNCTION, "fn edit_{number}() {{ edit.unwrap() }}\n")


@benchmark(
    name="audit.scan",
    unit="s",
    cases=CASES,
    seconds=15.0,
    samples=12,
    threshold=Threshold(WHY, baselines=GOALS),
)
def audit_scan(lines: int, after: str) -> Case:
    """An audit of so many lines of Rust in files of 500, from nothing in worker processes, or after one edit."""
    return audit_of(RUST, lines, after)


def audit_of(language: Language, lines: int, after: str) -> Case:
    """The audit of a package of so many lines, which is written for it."""
    folder = tempfile.TemporaryDirectory(prefix="astraweave-audit-")
    root = Path(folder.name)
    names = _write(root, language, lines)
    audit = Audit(root, keeps=False)
    edited = root / "src" / names[len(names) // 2]
    whole = edited.read_text(encoding="utf-8")
    count = 0
    found: dict[str, int] = {}
    if after == "edit":
        audit.scan()

    def before() -> None:
        nonlocal count
        count += 1
        if after == "edit":
            edited.write_text(whole + language.edit.format(number=count), encoding="utf-8")

    def run() -> float:
        start = time.perf_counter()
        audited = (audit if after == "edit" else Audit(root, keeps=False)).scan()
        seconds = time.perf_counter() - start
        found.update(findings=len(audited.findings), files=audited.files, rescanned=audited.rescanned)
        return seconds

    def facts() -> Facts:
        return {**found, "processes": os.cpu_count() or 1}

    return Case(run, before=before, facts=facts, close=folder.cleanup)


def _write(root: Path, language: Language, lines: int) -> list[str]:
    """A package of so many lines; its files look as if they had lain there for an hour."""
    each = FILE_LINES // language.function.count("\n")
    names = [f"part_{number}{language.suffix}" for number in range(lines // (each * language.function.count("\n")))]
    source = root / "src"
    source.mkdir()
    for place, name in enumerate(names):
        text = "".join(language.function.format(number=place * each + number) for number in range(each))
        (source / name).write_text(language.head + text, encoding="utf-8")
    for name, text in language.manifest(names).items():
        (root / name).write_text(text, encoding="utf-8")
    past = time.time_ns() - HOUR_NS
    for path in (*source.iterdir(), *(path for path in root.iterdir() if path.is_file())):
        os.utime(path, ns=(past, past))
    return names
