"""`astraweave audit` from the command line."""

import csv
import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from editor.cli import application
from tests.engine.audit.rust_tree import write_crate

ONE = "pub fn f(a: Option<u8>) -> u8 {\n    a.unwrap()\n}\n"


@pytest.fixture
def crate(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("ASTRAWEAVE_CACHE_DIR", str(tmp_path / "cache"))
    return write_crate(
        tmp_path / "tree", "weave", {"src/lib.rs": "mod a;\n" + ONE, "src/a.rs": "fn g() { b.unwrap() }\n"}
    )


def run(*words: str | Path):
    return CliRunner().invoke(application("audit"), ["audit", *map(str, words)])


def test_without_a_verb_the_folder_is_audited(crate):
    done = run(crate)

    assert done.exit_code == 0
    assert "2 places that can fail, in 2 files" in done.stdout
    assert "P0 src/lib.rs:3:7 unwrap: a.unwrap()" in done.stdout


def test_one_file_is_audited_as_part_of_its_package(crate):
    done = run(crate / "src" / "a.rs", "--format", "json")

    report = json.loads(done.stdout)
    assert [(each["file"], each["crate"], each["priority"]) for each in report["findings"]] == [("a.rs", "weave", "P2")]
    assert report["files"] == 1


def test_csv_is_printed_and_lies_in_the_folder(crate):
    done = run(crate, "--format", "csv")

    rows = list(csv.DictReader((crate / "unwrap_audit_report.csv").open(encoding="utf-8")))
    assert [row["File"] for row in rows] == ["src/a.rs", "src/lib.rs"]
    assert done.stdout == (crate / "unwrap_audit_report.csv").read_text(encoding="utf-8")


def test_a_baseline_tells_what_is_new_and_that_is_no(crate, tmp_path):
    base = tmp_path / "base.json"
    assert run(crate, "--format", "json", "--output", base).exit_code == 0
    (crate / "src" / "a.rs").write_text("fn g() {}\nfn h() { c.unwrap() }\n", encoding="utf-8")

    done = run(crate, "--baseline", base)

    assert done.exit_code == 1
    assert "1 new, 1 fixed, 0 moved, 1 as before." in done.stdout
    assert run(crate, "--baseline", base, "--since", "HEAD").exit_code == 2


def test_since_a_revision_of_git(crate):
    def git(*words: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@a.invalid", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=crate, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    (crate / "src" / "a.rs").rename(crate / "src" / "b.rs")
    (crate / "src" / "lib.rs").write_text("mod b;\n\n" + ONE, encoding="utf-8")

    done = run(crate, "--since", "HEAD")

    assert done.exit_code == 0
    assert "0 new, 0 fixed, 1 moved, 1 as before." in done.stdout
    assert "moved  src/a.rs:1 -> P2 src/b.rs:1:12" in done.stdout
    assert run(crate, "--since", "nothing").exit_code == 2
    assert run(crate / "src", "--since", "HEAD").exit_code == 0


def test_a_priority_that_is_not_held_is_only_told(crate, tmp_path):
    ratchet = tmp_path / "ratchet.toml"
    ratchet.write_text("", encoding="utf-8")

    assert run(crate, "--ratchet", ratchet, "--hold", "P3").exit_code == 2
    assert run(crate, "--ratchet", ratchet).exit_code == 1
    loose = run(crate, "--ratchet", ratchet, "--hold", "P1")

    assert (loose.exit_code, "only told" in loose.stderr) == (0, True)


def test_a_ratchet_falls_and_never_rises(crate, tmp_path):
    ratchet = tmp_path / "ratchet.toml"
    assert run(crate, "--ratchet", ratchet).exit_code == 0
    first = ratchet.read_text(encoding="utf-8")
    (crate / "src" / "a.rs").write_text("fn g() { b.unwrap(); c.unwrap() }\n", encoding="utf-8")

    worse = run(crate, "--ratchet", ratchet)

    assert worse.exit_code == 1
    assert "weave: 2 of P2, 1 allowed." in worse.stderr
    assert ratchet.read_text(encoding="utf-8") == first
    (crate / "src" / "a.rs").write_text("fn g() {}\n", encoding="utf-8")
    assert run(crate, "--ratchet", ratchet).exit_code == 0
    assert "P2" not in ratchet.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["gone"], "there is no folder and no file gone"),
        ([".", "--baseline", "gone.json"], "write one first, of the state to compare with, by `astraweave audit . --f"),
        ([".", "--format", "html"], "html"),
    ],
)
def test_what_can_not_be_done_says_so_and_what_to_do(tmp_path, monkeypatch, words: list[str], said: str):
    monkeypatch.chdir(tmp_path)

    done = run(*words)

    assert done.exit_code == 2
    assert said in done.stderr


def test_help_tells_of_an_audit_and_of_the_other_verbs():
    told = run("--help").stdout

    assert all(
        word in told for word in ("PATH", "Folder to audit, or one file.", "--format", "--baseline", "--ratchet")
    )
    assert all(word in told for word in ("fix ", "undo ", "log "))
