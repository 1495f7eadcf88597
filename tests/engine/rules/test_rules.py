"""Each rule finds its fault, stays silent without it, and its repair cures it."""

import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.document import Document, Finding, SceneView, view
from engine.rules import RuleScene, check, rule, rules_of
from engine.schema.vocabulary import Vocabulary
from tests.engine.document.grounds import raised
from tests.engine.document.orchard import HARVEST, PROJECT, SCENE, WASP, plant
from tests.engine.rules.agent_faults import AGENT_FAULTS
from tests.engine.rules.part_faults import PART_FAULTS
from tests.engine.rules.quest_faults import QUEST_FAULTS
from tests.engine.rules.slice_faults import SLICE_FAULTS
from tests.engine.rules.wave_faults import WAVE_FAULTS

Plant = Callable[..., Document]
NAMES = {
    "mesh": frozenset({"marker"}),
    "action": frozenset({"sting", "approach", "attack", "guard", "hold_position", "regroup", "retreat"}),
    "goal": frozenset({"defeat_enemies", "guard", "hold_position", "regroup", "survive"}),
    "signal": frozenset({"rung"}),
}
KEEP = '\n[entities.keep]\nname = "Keep"\n[entities.keep.objective]\nkind = "protect"\ntarget = "?"\n'
REACH = '\n[entities.gate]\nname = "Gate"\n[entities.gate.objective]\nkind = "reach"\n'


@pytest.fixture
def orchard(tmp_path: Path) -> Plant:
    return lambda **texts: Document.open(plant(tmp_path / "orchard", **texts))


def seen(document: Document) -> SceneView:
    return view(document, "orchard", "harvest" if "encounters/harvest" in document.files else None)


def findings(document: Document, rule_id: str = "") -> list[Finding]:
    # Opaque blocks are part of the orchard on purpose.
    found = check(seen(document), names=NAMES, reachable=lambda _start, _goal: True)
    return [each for each in found if each.rule == rule_id or (not rule_id and each.rule != "unknown-component")]


def scene(old: str, new: str) -> dict[str, str]:
    assert old in SCENE
    return {"scenes_orchard": SCENE.replace(old, new)}


def harvest(old: str, new: str) -> dict[str, str]:
    assert old in HARVEST
    return {"encounters_harvest": HARVEST.replace(old, new)}


def with_entity(block: str) -> dict[str, str]:
    return {"encounters_harvest": HARVEST + "\n" + block}


HORNET = """\
format = 1
kind = "prefab"

[entities.hornet]
name = "Hornet"
prefab = "wasp"
[entities.hornet.body]
radius = 0.3
"""

FAULTS: dict[str, tuple[str, dict[str, str], str]] = {
    **AGENT_FAULTS,
    **SLICE_FAULTS,
    **QUEST_FAULTS,
    **WAVE_FAULTS,
    **PART_FAULTS,
    "below": ("value-out-of-range", scene("current = 80.0", "current = -5.0"), "health.current is -5 hp"),
    "prefab": (
        "value-out-of-range",
        {"prefabs_wasp": WASP.replace("radius = 0.2", "radius = 0")},
        "body.radius is 0 m, but it has to be more than 0 m",
    ),
    "vector": ("value-out-of-range", scene("size = [6.0, 2.0, 1.0]", "size = [6.0, -2.0, 1.0]"), "obstacle.size"),
    "override": ("value-out-of-range", scene("current = 8.0", "current = -8.0"), "Wasp: health.current is -8 hp"),
    "head": (
        "value-out-of-range",
        harvest('kind = "encounter"', 'kind = "encounter"\ntime_limit_s = 1e12'),
        "time_limit_s is 1000000000000 s, but it has to be",
    ),
    "head's table": (
        "value-out-of-range",
        scene('kind = "scene"', 'kind = "scene"\nenvironment = { fog_density = -2.0 }'),
        "environment.fog_density is -2, but it has to be",
    ),
    "same": (
        "override-without-effect",
        scene("current = 8.0", "current = 10"),
        "Wasp: health.current is 10 hp, as in its prefab Wasp. Revert it",
    ),
    "variant": (
        "override-without-effect",
        {"prefabs_hornet": HORNET.replace("radius = 0.3", "radius = 0.2")},
        "Hornet: body.radius is 0.2 m, as in its prefab Wasp.",
    ),
    "removed": (
        "removed-from-nothing",
        scene('prefab = "wasp"\nhidden', 'prefab = "wasp"\nremoved = ["melee"]\nhidden'),
        "Wasp does without melee, but its prefab Wasp has no melee.",
    ),
    "removed body": (
        "actor-without-body",
        {
            "prefabs_wasp": WASP + '[entities.wasp.agent]\nactions = ["guard"]\ngoals = ["hold_position=1"]\n',
            **scene('prefab = "wasp"\nhidden', 'prefab = "wasp"\nremoved = ["body"]\nhidden'),
        },
        "Wasp has the agent component but no body",
    ),
    "no prefab": (
        "removed-from-nothing",
        scene('name = "Wall"', 'name = "Wall"\nremoved = ["melee"]'),
        "Wall does without melee, but it is no instance of a prefab.",
    ),
    "health": (
        "health-above-maximum",
        scene("current = 80.0", "current = 140.0"),
        "health.current is 140 hp, but health.maximum is 100 hp. Lower it, or raise the maximum.",
    ),
    "parent": ("missing-reference", scene('parent = "party"', 'parent = "club"'), 'stands under "club"'),
    "mesh": (
        "missing-reference",
        with_entity('[entities.hut.appearance]\nmesh = "hut"\n'),
        '"Mesh" of its appearance names "hut", but there is no such mesh',
    ),
    "target": (
        "missing-reference",
        with_entity('[entities.keep.objective]\nkind = "reach"\ntarget = "nobody"\n'),
        'asks to reach "Nobody", but there is no such entity',
    ),
    "main": ("missing-reference", {"project": PROJECT.replace('"harvest"', '"winter"')}, 'main_encounter "winter"'),
    "spawn": (
        "spawn-inside-obstacle",
        scene("position = [4.0, 0.0, 2.0]", "position = [1.0, 0.0, 8.2]"),
        "Wasp starts inside Wall",
    ),
    "loose": (
        "loose-body-inside-obstacle",
        with_entity(
            '[entities.keg]\nname = "Keg"\n[entities.keg.rigid_body]\n[entities.keg.transform]\nposition = [1, 0, 8]\n'
        ),
        "Keg starts inside Wall",
    ),
    "group": (
        "spawn-inside-obstacle",
        with_entity(
            '[entities.nest.spawn_group]\nprefab = "wasp"\n[entities.nest.transform]\nposition = [2.9, 0, 8]\n'
        ),
        "Nest starts inside Wall",
    ),
    "won": ("encounter-without-end", harvest('[entities.victory.victory]\nwhen = "hostiles_down"', ""), "can't be won"),
    "lost": ("encounter-without-end", harvest("[entities.defeat.defeat]", ""), "can't be lost"),
    "player": ("no-player", scene("[entities.mira.player]", '[entities.mira.team]\nside = "party"'), "Nobody"),
    "players": ("no-player", with_entity("[entities.eve.player]\n[entities.eve.body]\n"), "Eve is a second player"),
    "waiting": (
        "idle-spawn-group",
        with_entity('[entities.nest.spawn_group]\nprefab = "wasp"\nwhen = "trigger"\n'),
        "waits for a trigger but names none",
    ),
    "one trigger": (
        "idle-spawn-group",
        with_entity(
            '[entities.nest.spawn_group]\nprefab = "wasp"\nwhen = "trigger"\n[entities.gate.trigger]\nradius = 2.0\n'
        ),
        "waits for a trigger but names none",
    ),
    "objective": (
        "victory-without-objective",
        harvest('"hostiles_down"', '"objective"'),
        "names none of the encounter's",
    ),
    "one objective": (
        "victory-without-objective",
        {"encounters_harvest": HARVEST.replace('"hostiles_down"', '"objective"') + REACH},
        "names none of the encounter's",
    ),
    "all": ("victory-without-objective", harvest('"hostiles_down"', '"all_objectives"'), "but there is none"),
    "failed": (
        "victory-without-objective",
        harvest("[entities.defeat.defeat]", '[entities.defeat.defeat]\nwhen = "objective_failed"'),
        "but there is none",
    ),
    "only to protect": (
        "victory-without-objective",
        {"encounters_harvest": HARVEST.replace('"hostiles_down"', '"all_objectives"') + KEEP.replace("?", "mira")},
        "that can only fail",
    ),
    "named to protect": (
        "victory-without-objective",
        {
            "encounters_harvest": HARVEST.replace('"hostiles_down"', '"objective"\nobjective = "keep"')
            + KEEP.replace("?", "mira")
        },
        "that can only fail",
    ),
    "protects nobody": ("protect-nobody", with_entity(KEEP.replace("?", "")), "Keep protects nobody"),
    "protects a wall": ("protect-nobody", with_entity(KEEP.replace("?", "wall")), "Wall, which nobody can harm"),
    "outside": ("off-the-ground", scene("[4.0, 0.0, 2.0]", "[44.0, 0.0, 2.0]"), "the ground ends 20 m from the middle"),
    "out of the world": (
        "beyond-the-world",
        {
            "scenes_orchard": SCENE.replace("size_m", 'kind = "endless"\nsize_m').replace(
                "[4.0, 0.0, 2.0]", "[9e4, 0, 2]"
            )
        },
        "the world ends 65536 m from the middle",
    ),
    "beyond": (
        "ground-beyond-the-edge",
        {"terrain/orchard/3_0": raised(250), "terrain/orchard/-2_2": raised(250)},
        "1 tile of shaped ground lies beyond the edge of the terrain, 20 m from the middle",
    ),
    "lost ground": (
        "ground-of-no-scene",
        {"terrain/meadow/0_0": raised(250), "terrain/meadow/0_1": raised(250)},
        "terrain/meadow/ holds 2 tiles of ground for a scene meadow, but there is no scenes/meadow.toml",
    ),
    "bodiless": (
        "actor-without-body",
        scene("[entities.mira.body]\n", ""),
        "Mira has the player component but no body",
    ),
}


def test_the_orchard_itself_is_in_order(orchard: Plant):
    assert findings(orchard()) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_and_its_repair_cures_it(orchard: Plant, fault: str):
    rule_id, texts, told = FAULTS[fault]
    document = orchard(**texts)

    (finding, *others) = findings(document)

    assert others == []
    assert finding.rule == rule_id
    assert told in finding.text
    assert finding.fix
    assert finding.fix_title
    for command in finding.fix:
        document.apply(command)
    assert findings(document) == []


def test_every_rule_with_a_repair_stands_among_the_faults():
    elsewhere = {
        "unreachable-objective",
        "objective-behind-barriers",
        "crowded-prefab",
        "action-never-possible",
        "pinned-decision",
        "mesh-of-the-engine",
    }
    without_repair = {"unknown-component", "empty-encounter", "planning-vocabulary", "unheard-trigger"}
    without_repair |= {"project-parts", "outside-play"}

    repaired = {rule_id for rule_id, _, _ in FAULTS.values()} | elsewhere
    assert repaired | without_repair == {each.id for each in rules_of()}, "add a scene with the new rule's to FAULTS"
    assert len(repaired) >= 15


def test_every_rule_says_what_it_is_for():
    for each in rules_of():
        assert each.title
        assert each.doc.endswith("."), each.id


def test_an_objective_that_nobody_can_walk_to_is_found(orchard: Plant):
    document = orchard(**with_entity(REACH))

    found = check(seen(document), names=NAMES, reachable=lambda start, goal: (start, goal) != ((-3.0, 1.5), (0.0, 0.0)))

    assert [each.rule for each in found if each.severity == "error"] == ["unreachable-objective"]
    assert "Mira can't walk to Gate" in next(each.text for each in found if each.severity == "error")


def test_the_navigation_grid_answers_by_itself(orchard: Plant):
    ring = "".join(
        f"[entities.stone_{x}_{z}.transform]\nposition = [{x}, 0, {z}]\n"
        f"[entities.stone_{x}_{z}.obstacle]\nsize = [2.2, 3.0, 2.2]\n"
        for x in (-10, -8, -6)
        for z in (-10, -8, -6)
        if (x, z) != (-8, -8)
    )
    inside = REACH + "[entities.gate.transform]\nposition = [-8, 0, -8]\n" + ring
    outside = REACH + "[entities.gate.transform]\nposition = [8, 0, -8]\n" + ring

    document = orchard(**with_entity(inside))
    walled_in = check(seen(document), names=NAMES)
    free = check(seen(orchard(**with_entity(outside))), names=NAMES)

    (cut_off,) = [each for each in walled_in if each.rule == "unreachable-objective"]
    for command in cut_off.fix:
        document.apply(command)
    assert cut_off.fix_title == "Move Gate to where Mira can walk"
    assert "unreachable-objective" not in [each.rule for each in check(seen(document), names=NAMES)]
    assert "unreachable-objective" not in [each.rule for each in free]


def test_an_encounter_in_which_nobody_appears_is_one_hint(orchard: Plant):
    bare = {"scenes_orchard": 'format = 1\nkind = "scene"\ntitle = "Bare"\n'}
    empty = {"encounters_harvest": 'format = 1\nkind = "encounter"\ntitle = "Empty"\nscene = "orchard"\n'}
    document = orchard(**bare, **empty)

    assert [(each.rule, each.severity) for each in findings(document)] == [("empty-encounter", "hint")]


def test_a_bare_scene_needs_no_end_and_no_player(orchard: Plant):
    document = orchard(**scene("[entities.mira.player]\n", ""))

    assert check(view(document, "orchard"), names=NAMES)[0].rule == "unknown-component"


def test_a_component_that_nothing_knows_is_a_hint(orchard: Plant):
    (finding,) = findings(orchard(), "unknown-component")

    assert finding.severity == "hint"
    assert 'Mira has a component "basket" that nothing here knows' in finding.text


def test_code_that_is_off_excuses_unknown_components_and_names(tmp_path: Path):
    folder = plant(tmp_path, prefabs_wasp=WASP + '[entities.wasp.agent]\nactions = ["dance"]\ngoals = ["honey=1"]\n')
    (folder / "game").mkdir()

    assert check(seen(Document.open(folder))) == []


def test_files_own_problems_come_along(orchard: Plant):
    document = orchard(**scene('[entities.wasp_1]\nprefab = "wasp"', '[entities.wasp_1]\nprefab = "bee"'))

    assert [each.rule for each in findings(document)] == ["missing-prefab"]


@rule("always", "warning", "Always finds something")
def always(scene: RuleScene) -> Iterator[Finding]:
    """Find one thing."""
    yield scene.finding("Found.", next(iter(scene.entities)))


@rule("broken", "error", "Breaks at once")
def broken(scene: RuleScene) -> Iterator[Finding]:
    """Never get there."""
    yield scene.finding("Never " + str(1 // 0))


def test_a_rule_that_raises_is_switched_off_and_the_others_run(orchard: Plant):
    found = check(seen(orchard()), extra_rules=[broken, always], names=NAMES)

    told = {each.rule: each.text for each in found}
    assert "always" in told
    assert 'The rule "Breaks at once" (broken) failed' in told["rule-failed"]
    assert "ZeroDivisionError" in told["rule-failed"]


def test_a_projects_own_rules_run_with_the_others(orchard: Plant):
    module = types.ModuleType("orchard_rules")
    vars(module)["always"] = always
    document = orchard()

    found = check(seen(document), Vocabulary.builtin().extended([module]), names=NAMES)

    assert "always" in [each.rule for each in found]
    assert "always" not in [each.rule for each in check(seen(document), names=NAMES)]


def test_errors_come_first(orchard: Plant):
    document = orchard(**harvest("[entities.defeat.defeat]", ""))

    assert [each.severity for each in check(seen(document), extra_rules=[always], names=NAMES)] == [
        *("error", "warning", "hint"),
    ]


def test_what_stands_nowhere_below_the_root_of_a_prefab_is_a_hint(orchard: Plant):
    document = orchard(prefabs_wasp=WASP + '[entities.sting]\n[entities.wing]\nparent = "wasp"\n')
    (finding,) = findings(document, "crowded-prefab")

    assert "sting in prefabs/wasp.toml doesn't stand below its root wasp" in finding.text
    for command in finding.fix:
        document.apply(command)
    assert document.block("prefabs/wasp", "sting")["parent"] == "wasp"
    assert findings(document, "crowded-prefab") == []


def test_a_group_that_makes_no_parts_says_so(orchard: Plant):
    text = with_entity('[entities.swarm.spawn_group]\nprefab = "wasp"\n')
    document = orchard(prefabs_wasp=WASP + '[entities.wing]\nparent = "wasp"\n', **text)
    (finding,) = findings(document, "crowded-prefab")

    assert "makes Wasp, but of wasp its root alone: its part stays out" in finding.text
