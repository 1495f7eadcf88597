"""`astraweave decisions` lists every pinned decision, and its exit code says whether all still hold."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from editor.cli import application
from tests.engine.document.orchard import plant
from tests.engine.rules.test_pinned_decision import AGENT, PIN, WASP

SAMPLE = Path(__file__).resolve().parents[3] / "projects" / "veilweaver"
DEARER = AGENT.replace('"approach"', '"approach=20.0"')


def run(*options):
    result = CliRunner().invoke(application(), ["decisions", *map(str, options)])
    return result.exit_code, result.stdout


def orchard(folder, agent=AGENT, **texts):
    return plant(folder / "orchard", prefabs_wasp=WASP + agent, **texts)


def test_the_sample_pins_decisions_that_hold():
    code, out = run(SAMPLE, "--json")
    report = json.loads(out)
    assert (code, report["ok"]) == (0, True)
    assert {each["entity"] for each in report["decisions"]} >= {"kael", "stalker_01"}
    assert all(each["holds"] for each in report["decisions"])


def test_one_that_no_longer_holds_is_told_and_counts(tmp_path):
    code, out = run(orchard(tmp_path, DEARER, decisions_wasp=PIN), "--json")
    (told,) = json.loads(out)["decisions"]
    assert (code, told["holds"]) == (1, False)
    assert told["expected"] == "Defeat enemies by Approach, Attack"
    assert told["found"] == "Defeat enemies by Flank, Attack"


def test_in_words(tmp_path):
    code, out = run(orchard(tmp_path, decisions_wasp=PIN))
    assert (code, out.splitlines()[-1]) == (0, "1 of 1 pinned decisions hold.")
    assert run(plant(tmp_path / "other"))[1].strip() == "No decision is pinned."


@pytest.mark.parametrize("broken", ["facts = [1, 2]", 'format = "x"', "plan = [[[", "\\x00", 'kind = "scene"'])
def test_a_broken_file_is_told_and_never_holds(tmp_path, broken):
    code, out = run(orchard(tmp_path, decisions_wasp=f"{PIN}\n", decisions_broken=f"{broken}\n"), "--json")
    report = json.loads(out)
    assert (code, report["ok"]) == (1, False)
    assert "broken" in json.dumps(report)


def test_a_folder_that_is_none_is_refused(tmp_path):
    code, out = run(tmp_path / "nowhere", "--json")
    assert code == 2
    assert "there is no project folder" in json.loads(out)["error"]
