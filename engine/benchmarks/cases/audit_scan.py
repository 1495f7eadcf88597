"""What an audit of Rust costs: all of it, and again after one edit."""

import os
import tempfile
import time
from pathlib import Path

from engine.audit.audit import Audit
from engine.benchmarks.benchmark import Case, Facts, benchmark
from engine.benchmarks.threshold import Threshold

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


@benchmark(
    name="audit.scan",
    unit="s",
    cases=[{"lines": lines, "after": after} for lines in (100_000, 1_000_000) for after in ("nothing", "edit")],
    seconds=15.0,
    samples=12,
    threshold=Threshold(
        "A cold audit is waited for, at most 10 s a million lines; one after an edit is not, at 0.2 s."
    ),
)
def audit_scan(lines: int, after: str) -> Case:
    """An audit of so many lines of Rust in files of 500, from nothing in worker processes, or after one edit."""
    folder = tempfile.TemporaryDirectory(prefix="astraweave-audit-")
    root = Path(folder.name)
    names = _write(root, lines)
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
            edited.write_text(whole + f"fn edit_{count}() {{ edit.unwrap() }}\n", encoding="utf-8")

    def run() -> float:
        start = time.perf_counter()
        audited = (audit if after == "edit" else Audit(root, keeps=False)).scan()
        seconds = time.perf_counter() - start
        found.update(findings=len(audited.findings), files=audited.files, rescanned=audited.rescanned)
        return seconds

    def facts() -> Facts:
        return {**found, "processes": os.cpu_count() or 1}

    return Case(run, before=before, facts=facts, close=folder.cleanup)


def _write(root: Path, lines: int) -> list[str]:
    """A package of so many lines; its files look as if they had lain there for an hour."""
    function_lines = FUNCTION.count("\n")
    each = FILE_LINES // function_lines
    names = [f"part_{number}.rs" for number in range(lines // (each * function_lines))]
    source = root / "src"
    source.mkdir()
    for place, name in enumerate(names):
        text = "".join(FUNCTION.format(number=place * each + number) for number in range(each))
        (source / name).write_text(text, encoding="utf-8")
    (source / "lib.rs").write_text("".join(f"pub mod {name[:-3]};\n" for name in names), encoding="utf-8")
    (root / "Cargo.toml").write_text('[package]\nname = "parts"\nversion = "0.1.0"\n', encoding="utf-8")
    past = time.time_ns() - HOUR_NS
    for path in (*source.iterdir(), root / "Cargo.toml"):
        os.utime(path, ns=(past, past))
    return names
