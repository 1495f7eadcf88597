"""The view of a scene: prefabs resolved, components typed, faults told, and little computed anew."""

from pathlib import Path as FilePath

import pytest

from engine.document import AddEntity, Command, Document, DocumentError, EntityView, Path, Set, view
from engine.document.views.resolve import Resolver
from engine.schema.components.health import Health
from tests.engine.document.orchard import HARVEST, SCENE, WASP, plant

ORCHARD = "scenes/orchard"


def entity(document: Document, identifier: str) -> EntityView:
    return view(document, "orchard", "harvest").entity(identifier)


def rules_of(found: EntityView) -> list[str]:
    return [finding.rule for finding in found.problems]


def test_the_entities_of_scene_and_encounter_stand_together(document: Document):
    seen = view(document, "orchard", "harvest")

    assert [each.id for each in seen.entities] == [
        *("party", "mira", "wasp_1", "wasp_2", "wall"),
        *("victory", "defeat"),
    ]
    assert seen.entity("defeat").file == "encounters/harvest"
    assert (seen.scene, seen.encounter) == ("orchard", "harvest")
    assert seen.header.terrain.seed == 3
    assert seen.encounter_header is not None
    assert seen.encounter_header.scene == "orchard"


def test_an_instance_lays_its_fields_over_its_prefabs(document: Document):
    wasp = entity(document, "wasp_1")

    assert wasp.components["health"] == Health(current=8.0, maximum=10.0)
    assert wasp.overrides == {"health.current", "transform.position"}
    assert (wasp.name, wasp.tags, wasp.prefab) == ("Wasp", ("hostile",), "wasp")


def test_an_instance_shares_what_it_does_not_override(document: Document):
    assert (
        entity(document, "wasp_2").components["health"] is view(document, "orchard").prefab("wasp").components["health"]
    )
    assert entity(document, "wasp_2").overrides == frozenset()
    assert entity(document, "wasp_2").hidden


def test_components_are_found_by_id(document: Document):
    seen = view(document, "orchard", "harvest")

    assert [each.id for each in seen.with_component("health")] == ["mira", "wasp_1", "wasp_2"]
    assert [each.id for each in seen.children("party")] == ["mira"]
    assert seen.get("nobody") is None
    with pytest.raises(DocumentError, match='no entity "nobody"'):
        seen.entity("nobody")


def test_an_unknown_component_is_named_and_left_alone(document: Document):
    mira = entity(document, "mira")

    assert mira.opaque == ("basket",)
    assert "basket" not in mira.components
    assert mira.problems == ()


def test_a_change_in_the_prefab_reaches_its_instances(document: Document):
    path = Path.entity("prefabs/wasp", "wasp", "health", "maximum")

    document.apply(Set(path=path, old=10.0, new=30.0))

    assert entity(document, "wasp_1").components["health"] == Health(current=8.0, maximum=30.0)


def test_prefabs_can_be_built_from_prefabs(tmp_path: FilePath):
    queen = 'format = 1\nkind = "prefab"\n[entities.queen]\nprefab = "wasp"\n[entities.queen.health]\nmaximum = 50.0\n'
    plant(tmp_path, prefabs_queen=queen, scenes_orchard=SCENE.replace('prefab = "wasp"', 'prefab = "queen"'))

    wasp = entity(Document.open(tmp_path), "wasp_1")

    assert wasp.components["health"] == Health(current=8.0, maximum=50.0)
    assert "body" in wasp.components


def test_a_missing_prefab_is_told_and_can_be_repaired(tmp_path: FilePath):
    plant(
        tmp_path,
        scenes_orchard=SCENE.replace('[entities.wasp_1]\nprefab = "wasp"', '[entities.wasp_1]\nprefab = "bee"'),
    )
    document = Document.open(tmp_path)

    (finding,) = entity(document, "wasp_1").problems
    assert finding.rule == "missing-prefab"
    assert 'is an instance of "bee", but there is no prefabs/bee.toml' in finding.text
    assert entity(document, "wasp_1").components["health"] == Health(current=8.0)
    document.apply(finding.fix[0])
    assert entity(document, "wasp_1").problems == ()


def test_prefabs_built_from_each_other_are_told(tmp_path: FilePath):
    loop = 'format = 1\nkind = "prefab"\n[entities.a]\nprefab = "{}"\n'
    plant(tmp_path, prefabs_a=loop.format("b"), prefabs_b=loop.format("a"), prefabs_wasp=loop.format("a"))
    document = Document.open(tmp_path)

    seen = view(document, "orchard")
    assert [rules_of(seen.prefab(name)) for name in ("a", "b", "wasp")] == [["prefab-cycle"]] * 3
    assert rules_of(seen.entity("wasp_1")) == ["prefab-cycle"]

    document.apply(seen.prefab("a").problems[0].fix[0])
    assert view(document, "orchard").problems == ()


def test_a_wrong_value_in_a_file_costs_one_component_only(tmp_path: FilePath):
    plant(tmp_path, scenes_orchard=SCENE.replace("current = 80.0 # tired", 'current = "much"'))
    document = Document.open(tmp_path)

    mira = entity(document, "mira")
    assert rules_of(mira) == ["wrong-value"]
    assert 'health.current is "much"; expected a number' in mira.problems[0].text
    assert "health" not in mira.components
    assert "body" in mira.components
    assert mira.problems[0].where == Path.entity(ORCHARD, "mira", "health", "current")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("current = 80.0 # tired", 'current = "much"'),
        ("maximum = 100.0", "maximal = 100.0"),
        ("position = [-3, 0.0, 1.5]     # by the gate", "position = [1, 2]"),
        ('tags = ["party", "owner"]', "tags = 3"),
        ("[entities.mira.body]\n", ""),
        ('name = "Mira"', "name = 1"),
    ],
)
def test_the_repair_of_a_wrong_value_cures_it(tmp_path: FilePath, old: str, new: str):
    document = Document.open(plant(tmp_path, scenes_orchard=SCENE.replace(old, new)))

    for finding in entity(document, "mira").problems:
        for command in finding.fix:
            document.apply(command)

    assert entity(document, "mira").problems == ()


def test_an_id_used_in_scene_and_encounter_is_told(tmp_path: FilePath):
    plant(tmp_path, encounters_harvest=HARVEST.replace("entities.victory", "entities.wall"))

    problems = view(Document.open(tmp_path), "orchard", "harvest").problems

    assert [finding.rule for finding in problems] == ["duplicate-id"]
    assert "encounters/harvest.toml" in problems[0].text


def test_entities_that_stand_under_each_other_are_shown_at_the_top(tmp_path: FilePath):
    plant(tmp_path, scenes_orchard=SCENE.replace('name = "Party"', 'name = "Party"\nparent = "mira"'))
    document = Document.open(tmp_path)

    seen = view(document, "orchard")
    told = [finding for finding in seen.problems if finding.rule == "parent-cycle"]
    assert len(told) == 1
    assert len([each for each in seen.entities if each.parent is None]) == 4

    document.apply(Set(path=Path.entity(ORCHARD, "party", "parent"), old="mira", new=None))
    assert view(document, "orchard").problems == ()
    assert entity(document, "mira").parent == "party"


@pytest.mark.parametrize("scene", ["orchard", "scenes/orchard"])
def test_a_scene_may_be_named_with_or_without_its_folder(document: Document, scene: str):
    assert view(document, scene).scene == "orchard"


def test_a_scene_that_is_not_there_is_told(document: Document):
    with pytest.raises(DocumentError, match=r"scenes/moon\.toml: no such file in the project; expected one of"):
        view(document, "moon")


def test_one_change_looks_at_one_entity_anew(document: Document, monkeypatch: pytest.MonkeyPatch):
    before = view(document, "orchard", "harvest")
    looked_at: list[str] = []
    resolve = Resolver.entity

    def counted(self: Resolver, file: str, identifier: str, block: object) -> EntityView:
        looked_at.append(identifier)
        return resolve(self, file, identifier, block)  # type: ignore[arg-type]

    monkeypatch.setattr(Resolver, "entity", counted)
    document.apply(Set(path=Path.entity(ORCHARD, "mira", "health", "current"), old=80.0, new=1.0))
    after = view(document, "orchard", "harvest")

    assert looked_at == ["mira"]
    assert after.entity("wasp_1") is before.entity("wasp_1")
    assert view(document, "orchard", "harvest") is after


def test_the_view_after_a_command_is_what_a_fresh_document_would_show(document: Document, folder: FilePath):
    commands: list[Command] = [
        Set(path=Path.entity(ORCHARD, "wasp_1", "prefab"), old="wasp", new=None),
        AddEntity(file=ORCHARD, id="tom", block={"prefab": "wasp", "parent": "party"}, index=2),
        Set(path=Path.entity("prefabs/wasp", "wasp", "body", "speed"), old=6.0, new=7.0),
        Set(path=Path.entity(ORCHARD, "mira", "parent"), old="party", new="wall"),
    ]
    for command in commands:
        view(document, "orchard", "harvest")
        document.apply(command)
    document.save()

    ours, fresh = view(document, "orchard", "harvest"), view(Document.open(folder), "orchard", "harvest")
    assert ours.entities == fresh.entities
    assert [each.id for each in ours.children("party")] == [each.id for each in fresh.children("party")]


def test_a_view_of_an_old_snapshot_shows_the_old_state(document: Document):
    before = document.snapshot()
    document.apply(Set(path=Path.entity(ORCHARD, "mira", "health", "current"), old=80.0, new=1.0))
    view(document, "orchard")

    old = view(before, "orchard").entity("mira").components["health"]
    new = view(document, "orchard").entity("mira").components["health"]

    assert (old, new) == (Health(current=80.0, maximum=100.0), Health(current=1.0, maximum=100.0))


def test_prefabs_are_listed(document: Document):
    seen = view(document, "orchard")

    assert list(seen.prefabs) == ["wasp"]
    with pytest.raises(DocumentError, match=r"prefabs/bee\.toml: there is no such prefab"):
        seen.prefab("bee")
    assert WASP.count("entities.wasp") > 1
