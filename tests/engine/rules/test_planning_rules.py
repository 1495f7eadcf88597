"""Rules about the words of planning that a project's own code declares: at the agent, and at the file."""

from pathlib import Path

import pytest

from engine.document import Document, Finding, view
from engine.rules import check
from engine.schema.vocabulary import Vocabulary
from engine.world.project import load_game
from tests.engine.document.orchard import WASP, plant

HIVE = '''\
"""The hive: what wasps know and do beyond what everybody does."""
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.world.system import system

SMELLED = Fact("smelled", "Honey is near.")
FED = Fact("fed", "It has eaten.", observed=False)
READY = Fact("ready", "It has made ready.", observed=False)
MAKE_READY = Action("make_ready", "Make ready.", gives=(READY,))
EAT = Action("eat", "Eat.", needs=(SMELLED, READY), gives=(FED,), cost=0.5)
FEED = Goal("feed", "Eat.", wants=(FED,), weight=2.0)


@system(slot="planning", order=-50, writes="facts")
def smell(facts, fact_smelled):
    """Everybody smells it."""
    for i in range(len(facts)):
        facts[i] |= fact_smelled[0]
'''
NAMES = {"mesh": frozenset({"marker"})}


def hive(folder: Path, code: str = HIVE, actions: str = '"eat", "make_ready"', goals: str = '"feed"') -> Document:
    """The orchard with a wasp that plans, and the project's own code."""
    agent = f"[entities.wasp.agent]\nactions = [{actions}]\ngoals = [{goals}]\n"
    planted = plant(folder / "orchard", prefabs_wasp=WASP + agent)
    (planted / "game").mkdir()
    (planted / "game" / "__init__.py").write_text('"""The orchard\'s code."""\n')
    (planted / "game" / "hive.py").write_text(code)
    return Document.open(planted, vocabulary=Vocabulary.builtin().extended(load_game(planted)), trusted=True)


def found(document: Document) -> list[Finding]:
    seen = check(view(document, "orchard", "harvest"), document.vocabulary, reachable=lambda _start, _goal: True)
    return [each for each in seen if each.rule != "unknown-component"]


def test_a_projects_own_words_in_order_are_no_fault(tmp_path: Path):
    assert found(hive(tmp_path)) == []


def test_an_action_whose_need_nobody_gives_is_found_at_the_agent_and_either_repair_cures_it(tmp_path: Path):
    document = hive(tmp_path, actions='"hold_position", "eat"', goals='"hold_position", "feed"')

    never, out_of_reach = found(document)

    assert never.rule == "action-never-possible"
    assert never.text == (
        'Wasp: the action "eat" is never possible: it needs "ready", which no system observes and none of its actions '
        'gives. Add the action "make_ready", or remove it.'
    )
    assert str(never.where) == "prefabs/wasp/entities/wasp/agent/actions/1"
    assert out_of_reach.text.endswith('Add the action "make_ready", or remove the goal.')
    assert [never.fix_title, out_of_reach.fix_title] == ["Add action Make ready"] * 2
    (remove,) = out_of_reach.other_fixes
    assert remove[0] == 'Remove "feed"'
    (add,) = out_of_reach.fix
    document.apply(add)
    assert found(document) == []
    document.apply(add.inverse())
    for command in (*never.other_fixes[0][1], *remove[1]):
        document.apply(command)
    assert found(document) == []


def test_an_instance_that_brings_its_own_mind_is_told_too(tmp_path: Path):
    planted = plant(tmp_path / "orchard", prefabs_wasp=WASP)
    scene = planted / "scenes" / "orchard.toml"
    scene.write_text(scene.read_text() + "[entities.wasp_2.agent]\n")
    document = Document.open(planted)

    (finding,) = found(document)

    assert (finding.rule, finding.entity) == ("idle-agent", "wasp_2")
    for command in finding.fix:
        document.apply(command)
    assert found(document) == []


def test_a_prefab_without_a_side_is_in_order_where_all_its_instances_choose_one(tmp_path: Path):
    mind = '[entities.wasp.agent]\nactions = ["guard"]\ngoals = ["hold_position=1"]\n'
    sideless = WASP.replace('[entities.wasp.team]\nside = "hostile"\n', "")
    planted = plant(tmp_path / "orchard", prefabs_wasp=sideless + mind)
    (finding,) = found(Document.open(planted))
    assert (finding.rule, str(finding.where)) == ("agent-without-side", "prefabs/wasp/entities/wasp")
    assert [finding.fix_title, *(title for title, _ in finding.other_fixes)] == [
        "Make it hostile",
        "Put it into the party",
        "Let it be neutral",
    ]

    scene = planted / "scenes" / "orchard.toml"
    sided = '[entities.wasp_2.team]\nside = "hostile"\n[entities.wasp_1.team]\nside = "party"\n'
    scene.write_text(scene.read_text() + sided)

    assert found(Document.open(planted)) == []


def test_an_action_for_one_that_is_gone_is_of_no_use(tmp_path: Path):
    (useless,) = found(hive(tmp_path, actions='"hold_position", "make_ready"', goals='"hold_position"'))

    assert useless.rule == "action-without-effect"
    assert "none of its other actions needs it. Remove it." in useless.text


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "facts[i] |= fact_smelled[0]\n",
            'facts[i] |= fact_smelled[0]\n\n\nHIDDEN = Fact("hidden", "Hidden.")\n'
            'DIG = Action("dig", "Dig.", needs=(HIDDEN,), gives=(FED,))\n',
            'game/hive.py, line 21: the action "dig" is of no use to any agent: it needs "hidden", which no system '
            "observes and no action gives.",
        ),
        (
            'Goal("feed", "Eat.", wants=(FED,), weight=2.0)',
            'Goal("feed", "Eat.", wants=(FED,), condition=(READY,))',
            'game/hive.py, line 10: the goal "feed" is of no use to any agent: it is considered only while "ready" '
            "holds, which no system observes.",
        ),
        (
            'Goal("feed", "Eat.", wants=(FED,), weight=2.0)',
            'Goal("feed", "Eat.", wants=(FED,), weight=2.0)\nREST = Goal("rest", "", wants=(SMELLED,), '
            "condition=(SMELLED,))",
            'game/hive.py, line 11: the goal "rest" is of no use to any agent: all that it wants holds whenever it is '
            "considered.",
        ),
    ],
)
def test_what_no_agent_can_use_is_found_once_at_its_line_of_code(tmp_path: Path, old: str, new: str, told: str):
    assert old in HIVE
    document = hive(tmp_path, HIVE.replace(old, new))

    assert [each.text for each in found(document) if each.rule == "planning-vocabulary"] == [told]


def test_words_that_clash_with_the_engines_keep_play_closed_and_say_why(tmp_path: Path):
    clash = HIVE + 'ATTACK = Action("attack", "Sting.", gives=(FED,))\n'

    (finding,) = found(hive(tmp_path, clash))

    assert (finding.rule, finding.severity) == ("planning-vocabulary", "error")
    assert "action 'attack' is declared twice with different meanings; rename one of them." in finding.text


def test_a_fact_that_an_action_of_no_agent_observes_is_told_for_the_agent_too(tmp_path: Path):
    """A finding about the code is not repeated at each agent that suffers from it."""
    broken = HIVE.replace(
        'READY = Fact("ready", "It has made ready.", observed=False)', 'READY = Fact("ready", "")'
    ).replace("gives=(READY,)", "gives=(SMELLED,)")

    rules = [each.rule for each in found(hive(tmp_path, broken))]

    assert "action-never-possible" not in rules
    assert rules.count("planning-vocabulary") >= 1


def test_of_many_actions_that_help_those_of_other_agents_are_offered_first(tmp_path: Path):
    agent = '[entities.wasp.agent]\nactions = ["guard"]\ngoals = ["hold_position", "defeat_enemies"]\n'
    other = (
        WASP.replace("wasp", "hornet") + '[entities.hornet.agent]\nactions = ["shoot"]\ngoals = ["defeat_enemies"]\n'
    )
    document = Document.open(plant(tmp_path / "orchard", prefabs_wasp=WASP + agent, prefabs_hornet=other))

    (finding,) = found(document)

    assert finding.text.endswith('Add one of 4 actions, such as "shoot" or "area_attack", or remove the goal.')
    assert [finding.fix_title, *(title for title, _ in finding.other_fixes)] == [
        "Add action Shoot",
        "Add action Area attack",
        "Add action Attack",
        'Remove "defeat_enemies"',
    ]


def test_an_action_of_no_use_is_offered_the_goals_that_it_would_serve_before_it_is_removed(tmp_path: Path):
    agent = '[entities.wasp.agent]\nactions = ["guard", "regroup=2"]\ngoals = ["hold_position=1"]\n'
    document = Document.open(plant(tmp_path / "orchard", prefabs_wasp=WASP + agent))
    (finding,) = found(document)

    assert [finding.fix_title, *(title for title, _ in finding.other_fixes)] == ["Add goal Regroup", 'Remove "regroup"']
    for repair in (finding.fix, finding.other_fixes[0][1]):
        (command,) = repair
        document.apply(command)
        assert found(document) == []
        document.apply(command.inverse())
