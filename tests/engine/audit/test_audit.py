"""The audit of a folder: everything is found or named, and after an edit only what changed is read again."""

import os
from pathlib import Path

import pytest

from engine.audit.audit import Audit, Cancelled
from engine.audit.tree.kept_scans import audits_folder
from engine.audit.tree.workers import Job, read_file, scan_files
from tests.engine.audit.rust_tree import write_crate, write_tree

ONE = "pub fn f(a: Option<u8>) -> u8 {\n    a.unwrap()\n}\n"


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("ASTRAWEAVE_CACHE_DIR", str(tmp_path / "cache"))


def old(root: Path) -> None:
    """Make all files look as if they had lain there for an hour."""
    for path in root.rglob("*"):
        status = path.stat()
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns - 3_600 * 10**9))


def test_a_finding_tells_where_it_is_and_why_it_matters(tmp_path):
    root = write_crate(tmp_path / "tree", "weave", {"src/lib.rs": ONE})

    (finding,) = Audit(root).scan().findings

    assert (finding.file, finding.line, finding.column, finding.crate) == ("src/lib.rs", 2, 7, "weave")
    assert (finding.kind, finding.context, finding.priority, finding.code) == (
        "unwrap",
        "production",
        "P0",
        "a.unwrap()",
    )
    assert finding.reason == "It is on a public path of weave: whoever calls f from outside can meet it."
    assert ONE.encode()[finding.start : finding.end] == b"a.unwrap()"


def test_equal_sites_have_fingerprints_of_their_own(tmp_path):
    files = {"src/lib.rs": "mod a; mod b;", "src/a.rs": ONE, "src/b.rs": ONE + ONE}
    root = write_crate(tmp_path / "tree", "weave", files)

    marks = [each.fingerprint for each in Audit(root).scan().findings]

    assert len(set(marks)) == 3
    assert marks[1:] == [f"{marks[0]}-2", f"{marks[0]}-3"]


def test_after_an_edit_only_that_file_is_read_again(tmp_path):
    root = write_crate(tmp_path / "tree", "weave", {"src/lib.rs": "mod a;\n" + ONE, "src/a.rs": ONE})
    old(root)
    audit = Audit(root)
    first = audit.scan()
    assert first.rescanned == 2

    (root / "src" / "a.rs").write_text("\n\n" + ONE, encoding="utf-8")
    second = audit.scan()

    assert second.rescanned == 1
    assert [each.fingerprint for each in second.findings] == [each.fingerprint for each in first.findings]
    assert second.findings[1] is first.findings[1]
    assert second.findings[0].line == first.findings[0].line + 2


def test_another_audit_knows_what_the_first_one_found(tmp_path):
    root = write_crate(tmp_path / "tree", "weave", {"src/lib.rs": ONE})
    old(root)
    first = Audit(root).scan()

    again = Audit(root).scan()

    assert again.rescanned == 0
    assert again.findings == first.findings


def test_a_moved_file_is_known_by_what_it_holds(tmp_path):
    root = write_crate(tmp_path / "tree", "weave", {"src/lib.rs": "mod a; mod b;", "src/a.rs": ONE})
    audit = Audit(root)
    (before,) = audit.scan().findings
    (root / "src" / "a.rs").rename(root / "src" / "b.rs")

    moved = audit.scan()

    assert moved.rescanned == 0
    assert [(each.file, each.fingerprint) for each in moved.findings] == [("src/b.rs", before.fingerprint)]


def test_a_context_that_changes_in_another_file_is_heard(tmp_path):
    root = write_crate(tmp_path / "tree", "weave", {"src/lib.rs": "mod a;", "src/a.rs": ONE})
    audit = Audit(root)
    assert audit.scan().findings[0].context == "production"

    (root / "src" / "lib.rs").write_text("#[cfg(test)] mod a;", encoding="utf-8")
    (after,) = audit.scan().findings

    assert (after.context, after.priority) == ("test", "P3")
    assert after.reason == "It is test code: #[cfg(test)] mod a in src/lib.rs."


def test_a_damaged_cache_counts_as_none(tmp_path):
    root = write_crate(tmp_path / "tree", "weave", {"src/lib.rs": ONE})
    Audit(root).scan()
    (kept,) = audits_folder().iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])

    assert Audit(root).scan().rescanned == 1


def test_nothing_is_left_out_in_silence(tmp_path):
    root = write_crate(
        tmp_path / "tree",
        "weave",
        {
            "src/lib.rs": "fn broken( { }",
            "src/lost.rs": ONE,
            "target/debug/out.rs": ONE,
            ".git/x.rs": ONE,
            "cache/CACHEDIR.TAG": "",
            "cache/x.rs": ONE,
        },
    )
    (root / "src" / "link.rs").symlink_to("lib.rs")

    audited = Audit(root).scan()

    assert audited.files == 2
    assert set(audited.unparsed) == {"src/lib.rs", "src/link.rs"}
    assert audited.orphans == ("src/lost.rs",)
    assert audited.findings[0].reason.endswith("No module tree reaches the file.")


def test_a_folder_named_target_away_from_a_manifest_is_source(tmp_path):
    root = write_crate(tmp_path / "tree", "weave", {"src/lib.rs": "mod target;", "src/target/mod.rs": ONE})

    assert [each.file for each in Audit(root).scan().findings] == ["src/target/mod.rs"]


def test_a_scan_that_nobody_wants_ends(tmp_path):
    root = write_crate(tmp_path / "tree", "weave", {"src/lib.rs": ONE})

    with pytest.raises(Cancelled):
        Audit(root).scan(is_cancelled=lambda: True)


def test_progress_counts_the_bytes_to_the_last(tmp_path):
    root = write_crate(tmp_path / "tree", "weave", {"src/lib.rs": ONE, "src/main.rs": ONE})
    heard = []

    Audit(root).scan(lambda done, size: heard.append((done, size)))

    assert heard == [(0, 2 * len(ONE)), (len(ONE), 2 * len(ONE)), (2 * len(ONE), 2 * len(ONE))]


def test_worker_processes_find_what_this_process_finds(tmp_path):
    names = [f"m{number}.rs" for number in range(6)]
    text = ONE * 12_000
    root = write_tree(tmp_path / "tree", dict.fromkeys(names, text))

    read = {
        each.name: each
        for batch in scan_files(Job(root, [(name, len(text)) for name in names]), lambda: False, 2)
        for each in batch
    }

    assert read == {name: read_file(str(root), name) for name in names}


def test_a_file_that_can_not_be_read_is_told(tmp_path):
    root = write_tree(tmp_path / "tree", {"a.rs": ONE})

    batches = list(scan_files(Job(root, [("a.rs", 1), ("gone.rs", 1)]), lambda: False))

    assert batches[1][0].problem == "it can't be read: No such file or directory"


def test_what_a_python_program_has_built_is_not_read_and_a_folder_of_that_name_elsewhere_is(tmp_path):
    for name in ("target/made.py", "src/target/kept.py"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("def f(found: dict[str, int] | None) -> int:\n    return next(iter(found))\n")
    (tmp_path / "pyproject.toml").write_text("")

    read = {each.file for each in Audit(tmp_path, keeps=False).scan().findings}

    assert read == {"src/target/kept.py"}
