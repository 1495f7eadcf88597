"""`astraweave audit fix`, `undo` and `log`: what they print, and how they end."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from engine.audit.audit import Audit
from engine.audit.fixes.applying.fixer import Fixer
from engine.audit.fixes.checking.verdict import Verdict
from engine.cli.audit import fix, log, undo
from tests.engine.audit.fixes.trees import crate_with, needs_cargo, wishes_for

TEXT = "pub fn f(a: Option<u8>) -> Option<u8> {\n    Some(a.unwrap())\n}\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    crate_with(tmp_path, TEXT)
    return tmp_path


def run(verb: object, *arguments: object) -> Result:
    app = typer.Typer()
    app.command()(verb.command)  # pyright: ignore[reportAttributeAccessIssue]
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_a_preview_shows_every_pattern_with_its_reason_and_writes_nothing(tree: Path):
    result = run(fix, tree, "src/lib.rs:2", "--preview")

    assert result.exit_code == 0
    assert "-    Some(a.unwrap())\n+    Some(a?)\n" in result.stdout
    assert "skip (Graceful skip), not offered: It is in no loop" in result.stdout
    assert (tree / "src/lib.rs").read_text() == TEXT


@needs_cargo
def test_a_place_is_fixed_by_its_fingerprint_told_by_the_log_and_undone(tree: Path):
    (finding,) = Audit(tree, keeps=False).scan().findings

    fixed = run(fix, tree, finding.fingerprint, "--json")
    told = json.loads(run(log, tree, "--json").stdout)
    undone = run(undo, tree)

    assert json.loads(fixed.stdout)["fixes"][0]["checked"] == "cargo check"
    assert [each["pattern"] for each in told["fixes"]] == ["propagate"]
    assert told["open"] == 0
    assert undone.stdout == "fix 1 is undone: 1 place in src/lib.rs as before\n"
    assert (tree / "src/lib.rs").read_text() == TEXT
    assert run(undo, tree).exit_code == 2


def test_what_a_log_says_in_brackets_is_no_markup(tree: Path):
    def unseen(*_: object) -> Verdict:
        return Verdict("not compiled", "see the #[cfg] around it")

    Fixer(tree, unseen).fix(wishes_for(tree / "src/lib.rs", tree))

    assert "see the #[cfg] around it" in run(log, tree).stdout


@needs_cargo
def test_what_is_not_fixed_ends_with_1_and_the_reason(tree: Path):
    result = run(fix, tree, "src/lib.rs:2", "--pattern", "skip")

    assert result.exit_code == 1
    assert "src/lib.rs:2  not fixed. skip: It is in no loop" in result.stdout


@pytest.mark.parametrize("code", ["Option::unwrap(a)", "a.r#unwrap()"])
@pytest.mark.parametrize("option", ["--preview", "--pattern=expect"])
def test_an_unwrap_that_is_no_call_by_a_point_says_how_to_write_it(tmp_path: Path, code: str, option: str):
    crate_with(tmp_path, TEXT.replace("a.unwrap()", code))

    result = run(fix, tmp_path, "src/lib.rs:2", option)

    assert "write it as .unwrap() or .expect() first." in result.stdout
    assert result.exit_code == (option != "--preview")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["src/lib.rs:9"], "no unwrap or expect is at src/lib.rs:9"),
        (["src/lib.rs:2", "--pattern", "magic"], "there is no pattern magic; there are propagate, skip"),
        (["--priority", "P3"], "no unwrap or expect has priority P3"),
        ([], "name a place"),
    ],
)
def test_what_names_nothing_ends_with_2(tree: Path, words: list[str], error: str):
    result = run(fix, tree, *words)

    assert result.exit_code == 2
    assert error in result.stderr
