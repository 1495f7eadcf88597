"""The verb propose: it asks a model, says what is proposed, plays it, and writes only on a condition that holds."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from editor.cli import application
from engine.benchmarks.loopback import Asked, Deed
from engine.document import Document
from engine.llm.proposals.kept import KeptProposals
from engine.resources import samples_folder
from tests.engine.cli.served import served
from tests.engine.llm.proposals.ambush import change, hunk, text
from tests.engine.play.playtest.brawl import write_brawl

FILE = "encounters/brawl"
TAMED = hunk("tamed", change("raider", "melee.damage", 0.5, "prefabs/raider"), why="So that a novice stands a chance.")
LATER = hunk("later", change("soon", "trigger.delay", 9, FILE))
GOOD = text(TAMED, LATER)
BAD = text(TAMED, hunk("later", change("son", "trigger.delay", 9, FILE)))
ALWAYS, NEVER = "party_falls(novice) in 0..0", "party_falls(novice) in 50..99"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small fight."""
    return write_brawl(tmp_path)


def run(*words: str) -> Result:
    return CliRunner().invoke(application("propose"), ["propose", *words])


def asked(project: Path, answers: list[str], *words: str, kind: str = "openai") -> tuple[Result, list[Asked]]:
    """The verb beside a server that gives these answers, the last one again and again."""

    def deed(_: Asked) -> Deed:
        return Deed(text=answers[min(len(server.asked), len(answers)) - 1])

    with served(deed) as server:
        address = server.address + ("/v1" if kind == "openai" else "")
        model = ("--client", kind, "--address", address, "--model", "tiny", "--encounter", "brawl")
        return run(str(project), "Tame the raiders.", *model, *words), server.asked


def contents(project: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(project.rglob("*")) if path.is_file()}


def data(result: Result) -> dict[str, Any]:
    return json.loads(result.stdout)


@pytest.mark.parametrize("kind", ["openai", "anthropic"])
def test_it_says_what_is_proposed_and_changes_nothing(project: Path, kind: str) -> None:
    before = contents(project)
    result, questions = asked(project, [GOOD], kind=kind)
    assert result.exit_code == 0, result.output
    assert "[tamed] So that a novice stands a chance." in result.stdout
    assert "Set Raider's melee damage to 0.5" in result.stdout
    assert len(questions) == 1
    assert contents(project) == before


def test_it_streams_and_tells_what_has_to_be_mended(project: Path) -> None:
    result, questions = asked(project, [BAD, GOOD])
    assert result.exit_code == 0, result.output
    assert len(questions) == 2
    assert result.stderr.count("writing [tamed] So that a novice stands a chance.") == 2
    assert 'there is no entity "son"' in result.stderr
    assert "on this computer" in result.stderr


def test_what_is_left_wrong_is_told_and_not_played(project: Path) -> None:
    result, questions = asked(project, [BAD], "--rounds", "1", "--accept-if", ALWAYS, "--json")
    found = data(result)
    assert (result.exit_code, found["ok"], len(questions)) == (1, False, 2)
    assert [each["nearest"] for each in found["findings"]] == ["soon"]
    assert "not playtested" in found["not_played"]
    assert found["saved"] == []


def test_a_condition_that_holds_accepts_and_saves(project: Path) -> None:
    result, _ = asked(project, [GOOD], "--playtest", "3", "--skill", "novice", "--accept-if", ALWAYS, "--json")
    found = data(result)
    assert result.exit_code == 0, result.output
    assert found["conditions"] == [{"condition": ALWAYS, "value": 0.0, "holds": True}]
    assert {Path(each).name for each in found["saved"]} == {"brawl.toml", "raider.toml"}
    document = Document.open(project)
    assert document.block("prefabs/raider", "raider")["melee"] == {"damage": 0.5} | {
        key: value for key, value in _melee(document).items() if key != "damage"
    }
    said = document.block(FILE, "soon")["provenance"]
    assert isinstance(said, dict)
    assert (said["prompt"], said["model"], said["seeds"]) == ("Tame the raiders.", "tiny", "0 to 2")
    assert str(said["client"]).startswith("127.0.0.1:")
    (kept,) = KeptProposals.of(project).listed()
    assert (kept.id, kept.accepted) == (said["proposal"], ("tamed", "later"))


def _melee(document: Document) -> dict[str, Any]:
    found = document.block("prefabs/raider", "raider")["melee"]
    assert isinstance(found, dict)
    return found


def test_a_condition_that_does_not_hold_writes_nothing(project: Path) -> None:
    before = contents(project)
    result, _ = asked(project, [GOOD], "--playtest", "2", "--skill", "average", "--accept-if", NEVER)
    assert result.exit_code == 1
    assert f"{NEVER}: 0, no" in result.stdout
    assert "Not accepted; nothing was changed." in result.stdout
    assert "before -> after" in result.stdout
    assert contents(project) == before


def test_what_a_model_writes_never_steers_the_terminal(project: Path) -> None:
    evil = text(hunk("a", *TAMED["operations"], why="Look\x1b[2J\u202e"), title="\x1b]0;mine\x07Tame")
    result, _ = asked(project, [evil])
    assert result.exit_code == 0
    assert not {*result.output} & {"\x1b", "\x07", "\u202e"}
    assert "[a] Look\N{REPLACEMENT CHARACTER}[2J" in result.stdout
    refused, _ = asked(project, [text(hunk("a", {"do": "\x1b[2J"}))], "--rounds", "0")
    assert refused.exit_code == 2
    assert "\x1b" not in refused.output


def test_offline_is_the_default_and_asks_nobody() -> None:
    veilweaver = str(samples_folder() / "veilweaver")
    result = run(veilweaver, "Reinforcements: two rift stalkers after 20 seconds.")
    assert result.exit_code == 0, result.output
    assert "no model was asked" in result.stderr
    assert "$" not in result.stderr
    assert "Add " in result.stdout
    unread = run(veilweaver, "Make me a sandwich.", "--json")
    assert unread.exit_code == 1
    assert data(unread)["proposal"]["cannot"]


def test_an_honest_refusal_is_told(project: Path) -> None:
    result, _ = asked(project, [text(cannot="There is no bridge here.")])
    assert result.exit_code == 1
    assert "It can't be done: There is no bridge here." in result.stdout


def test_a_kept_one_can_be_gone_on_with_in_part_and_compared(project: Path) -> None:
    first = data(asked(project, [GOOD], "--json")[0])["id"]
    second = data(asked(project, [text(TAMED)], "--json", "--compare", first)[0])
    assert second["comparison"]["same"] == ["tamed"]
    assert second["comparison"]["only_one"] == ["later"]
    listed = data(run(str(project), "--list", "--json"))["proposals"]
    assert {each["id"] for each in listed} == {first, second["id"]}
    assert first in run(str(project), "--list").stdout
    part = data(run(str(project), "--kept", first, "--hunks", "later", "--json"))
    assert part["chosen"] == ["later"]
    wrong = run(str(project), "--kept", first, "--hunks", "nothing")
    assert (wrong.exit_code, 'no hunk "nothing"' in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "say what is wanted"),
        (("x", "--kept", "y"), "one of them"),
        (("x", "--client", "somebody"), "no client"),
        (("x", "--client", "openai"), "--model"),
        (("x", "--client", "openai", "--model", "m"), "--address"),
        (("x", "--client", "openai", "--model", "m", "--address", "ftp://h"), "http"),
        (
            ("x", "--client", "openai", "--model", "m", "--address", "http://127.0.0.1:1/v1", "--key", "NO_KEY"),
            "NO_KEY",
        ),
        (("x", "--model", "m"), "--client openai"),
        (("x", "--accept-if", "it is fun"), "no condition"),
        (("x", "--encounter", "nowhere"), "nowhere"),
        (("--kept", "20260101-000000-00000000"), "can't be read"),
    ],
)
def test_what_can_not_be_met_is_a_sentence(project: Path, words: tuple[str, ...], told: str) -> None:
    result = run(str(project), *words)
    assert result.exit_code == 2, result.output
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_nobody_there_is_a_sentence(project: Path) -> None:
    words = ("--client", "openai", "--model", "m", "--address", "http://127.0.0.1:9/v1", "--seconds", "1")
    result = run(str(project), "x", *words, "--encounter", "brawl", "--json")
    assert result.exit_code == 2
    assert data(result)["ok"] is False


def test_a_project_s_own_python_needs_trust(tmp_path: Path) -> None:
    result = run(str(write_brawl(tmp_path, ends="")), "x", "--client", "somebody")
    assert "no client" in result.stderr
    own = write_brawl(tmp_path / "own", more="VALUE = 1\n")
    assert "--trust" in run(str(own), "x").stderr
