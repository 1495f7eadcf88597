"""A decision that is no longer made is a problem with two ways out; one that is made is none."""

from pathlib import Path

import pytest

from engine.document import Document, Finding, view
from engine.rules import check
from tests.engine.document.orchard import WASP, plant

AGENT = '[entities.wasp.agent]\nactions = ["attack", "approach", "flank=9.0"]\ngoals = ["defeat_enemies"]\n'
PIN = """format = 1
kind = "decision"
title = "The wasp attacks"
# Seen on the first day.
action = "approach"
entity = "wasp_1"
facts = ["can_melee", "enemy_noticed", "enemy_remembered", "enemy_seen"]
goal = "defeat_enemies"
plan = ["approach", "attack"]
scene = "orchard"
encounter = "harvest"
"""


def orchard(folder: Path, pin: str = PIN, agent: str = AGENT) -> Document:
    return Document.open(plant(folder / "orchard", prefabs_wasp=WASP + agent, decisions_wasp=pin))


def found(document: Document) -> list[Finding]:
    seen = check(view(document, "orchard", "harvest"), reachable=lambda _start, _goal: True)
    return [each for each in seen if each.where is not None and each.where.file.startswith("decisions/")]


def test_a_decision_that_is_still_made_is_no_problem(tmp_path: Path):
    assert found(orchard(tmp_path)) == []


def test_another_cost_that_changes_the_plan_is_found_and_says_what_and_why(tmp_path: Path):
    (finding,) = found(orchard(tmp_path, agent=AGENT.replace('"approach"', '"approach=20.0"')))

    assert (finding.rule, finding.severity) == ("pinned-decision", "warning")
    assert finding.text == (
        "The wasp attacks: Expected Defeat enemies by Approach, Attack; found Defeat enemies by Flank, Attack. "
        "Approach: Possible, but its best plan costs 22, not 11. Take the new decision, or remove the pin."
    )


@pytest.mark.parametrize("way", ["take", "remove"])
def test_either_repair_cures_it_and_undoing_gives_the_file_back(tmp_path: Path, way: str):
    document = orchard(tmp_path, agent=AGENT.replace('"approach"', '"approach=20.0"'))
    (finding,) = found(document)
    before = document.text("decisions/wasp")
    titles = (finding.fix_title, finding.other_fixes[0][0])
    assert titles == ("Take the new decision", "Remove the pin")

    (command,) = finding.fix if way == "take" else finding.other_fixes[0][1]
    document.apply(command)

    assert found(document) == []
    assert way == "remove" or "# Seen on the first day." in document.text("decisions/wasp")
    document.apply(command.inverse())
    assert document.text("decisions/wasp") == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"enemy_seen"', '"enemy_sene"', "There is no fact \"enemy_sene\" any more; did you mean 'enemy_seen'?"),
        ('action = "approach"', 'action = "aproach"', "no action \"aproach\" any more; did you mean 'approach'?"),
        ('goal = "defeat_enemies"', 'goal = "defeat"', 'There is no goal "defeat" any more; did you mean'),
        ('entity = "wasp_1"', 'entity = "wasp_7"', '"wasp_7" is not in play; did you mean'),
        ('entity = "wasp_1"', 'entity = "mira"', '"mira" is no agent any more; there are wasp_1, wasp_2.'),
        ('scene = "orchard"', 'scene = "meadow"', 'It was decided in "meadow" in harvest: '),
        ('goal = "defeat_enemies"', 'goal = "survive"', "Wasp no longer has the goal Survive."),
    ],
)
def test_what_is_no_longer_there_is_told(tmp_path: Path, old: str, new: str, told: str):
    document = orchard(tmp_path, PIN.replace(old, new))
    (finding,) = [each for each in found(document) if each.rule == "pinned-decision"]
    assert told in finding.text
    for command in finding.fix:
        document.apply(command)
    assert found(document) == []


def test_a_wrong_value_is_told_with_its_place(tmp_path: Path):
    wrong = next(each for each in found(orchard(tmp_path, PIN.replace('["approach", "attack"]', "7"))))
    assert (wrong.rule, str(wrong.where)) == ("wrong-value", "decisions/wasp/plan")


def test_an_agent_whose_words_cannot_be_read_is_at_fault_not_the_pin(tmp_path: Path):
    (finding,) = found(orchard(tmp_path, agent=AGENT.replace('"defeat_enemies"', '"defeat_enemeis"')))

    assert '"Wasp" cannot decide' in finding.text
    assert finding.text.endswith("Correct the actions and goals of the agent first.")
    assert (finding.fix, finding.other_fixes) == ((), ())
