"""Opening a project: what is broken is told and left alone, and odd files are kept as they are."""

from pathlib import Path as FilePath
from typing import Any

import pytest

from engine.document import AddEntity, Document, DocumentError, Path, Set
from engine.document.disk import reading
from engine.schema.files import FORMAT
from tests.engine.document.orchard import PROJECT, SCENE, plant

ORCHARD = "scenes/orchard"
HEALTH = Path.entity(ORCHARD, "mira", "health", "current")


def at(identifier: str, *keys: str | int) -> Path:
    return Path.entity(ORCHARD, identifier, *keys)


def test_a_folder_without_a_project_file_is_no_project(tmp_path: FilePath):
    with pytest.raises(DocumentError, match=r"it has no project\.toml; expected a folder with a project\.toml"):
        Document.open(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("format = \n", r"project.toml, line 1: not valid TOML"),
        ('format = 1\nkind = "scene"\n', r'project.toml, line 1: kind is \'scene\'; expected kind = "project"'),
        ("format = 9\n", "newer version"),
    ],
)
def test_a_broken_project_file_says_where(tmp_path: FilePath, text: str, told: str):
    plant(tmp_path, project=text)

    with pytest.raises(DocumentError, match=told):
        Document.open(tmp_path)


def test_a_broken_scene_is_told_and_left_alone_while_the_rest_opens(tmp_path: FilePath):
    broken = SCENE.replace("seed = 3", "seed = ")
    plant(tmp_path, scenes_orchard=broken)

    document = Document.open(tmp_path)
    document.apply(Set(path=Path("project", ("title",)), old="Orchard", new="New"))
    document.save()

    (finding,) = document.load_findings
    assert (finding.rule, finding.severity, finding.where) == ("broken-file", "error", Path(ORCHARD))
    assert finding.text.startswith("scenes/orchard.toml, line 8: not valid TOML")
    assert ORCHARD not in document.files
    assert (tmp_path / "scenes/orchard.toml").read_text() == broken


def test_a_file_that_is_no_text_is_told(tmp_path: FilePath):
    plant(tmp_path)
    (tmp_path / "prefabs/noise.toml").write_bytes(b"format = 1\nname = '\xff'\n")

    document = Document.open(tmp_path)

    assert "prefabs/noise.toml, line 2: byte 19 is no UTF-8" in document.load_findings[0].text


def test_a_link_out_of_the_project_is_not_followed(tmp_path: FilePath):
    outside = tmp_path / "outside.toml"
    outside.write_text('format = 1\nkind = "prefab"\n')
    folder = plant(tmp_path / "inside")
    (folder / "prefabs/link.toml").symlink_to(outside)

    document = Document.open(folder)

    assert "prefabs/link" not in document.files
    assert "leads out of the project" in document.load_findings[0].text


def test_a_wrong_value_at_the_head_falls_back_and_can_be_repaired(tmp_path: FilePath):
    plant(tmp_path, project=PROJECT + '[physics]\nthreads = "many"\n')

    document = Document.open(tmp_path)

    (finding,) = document.load_findings
    assert 'physics.threads is "many"; expected a whole number' in finding.text
    document.apply(finding.fix[0])
    document.save()
    assert Document.open(tmp_path).load_findings == []


def test_a_file_with_a_byte_order_mark_keeps_it(tmp_path: FilePath):
    plant(tmp_path, prefabs_wasp="\ufeff" + 'format = 1\nkind = "prefab"\n[entities.wasp]\nname = "W"\n')
    document = Document.open(tmp_path)

    document.apply(Set(path=Path("prefabs/wasp", ("title",)), old=None, new="Wasp"))
    document.save()

    assert (tmp_path / "prefabs/wasp.toml").read_bytes().startswith(b'\xef\xbb\xbfformat = 1\nkind = "prefab"\ntitle')


def test_lines_of_other_systems_are_kept(tmp_path: FilePath):
    plant(tmp_path, scenes_orchard=SCENE.replace("\n", "\r\n"))
    document = Document.open(tmp_path)

    document.apply(Set(path=HEALTH, old=80.0, new=1.0))
    document.apply(AddEntity(file=ORCHARD, id="tom", block={"name": "Tom"}, index=0))

    assert document.text(ORCHARD).count("\n") == document.text(ORCHARD).count("\r\n")


def test_entities_without_blocks_of_their_own_are_written_canonically_once_changed(tmp_path: FilePath):
    loose = 'format = 1\nkind = "prefab"\n[entities]\nwasp = { name = "W" } # odd\n'
    plant(tmp_path, prefabs_wasp=loose)
    document = Document.open(tmp_path)
    change = Set(path=Path.entity("prefabs/wasp", "wasp", "name"), old="W", new="Wasp")

    assert document.text("prefabs/wasp") == loose
    document.apply(change)
    assert document.text("prefabs/wasp") == 'format = 1\nkind = "prefab"\n\n[entities.wasp]\nname = "Wasp"\n'
    document.apply(change.inverse())
    assert document.text("prefabs/wasp") == loose


@pytest.mark.parametrize(
    "opaque",
    [
        '[[entities.wall.loot]]\nn = 1 # first\n[[entities.wall.loot]]\nn = { m = "}" }\n',
        "[entities.wall.loot3.deep]\nz = 1 # below what is inline\n",
        "[entities.wall.loot]\n# a\n  x =   1\n[entities.wall.loot.inner]\ny = 07:30:00\n",
        "",
    ],
)
@pytest.mark.parametrize("inline", ["loot2 = { a = 1,   b = 2 } # kept\nloot3.x   = 2\n", ""])
def test_unknown_components_keep_their_bytes_however_they_are_written(tmp_path: FilePath, opaque: str, inline: str):
    text = SCENE.replace('name = "Wall"\n', f'name = "Wall"\n{inline}').replace("# the end\n", opaque)
    document = Document.open(plant(tmp_path, scenes_orchard=text))

    document.apply(Set(path=at("wall", "name"), old="Wall", new="Fence"))
    document.apply(Set(path=at("wall", "hidden"), old=None, new=True))
    document.apply(Set(path=at("wall", "obstacle", "size"), old=[6.0, 2.0, 1.0], new=[1.0, 1.0, 1.0]))

    assert opaque in document.text(ORCHARD)
    assert inline in document.text(ORCHARD)
    document.save()
    assert Document.open(tmp_path).block(ORCHARD, "wall") == document.block(ORCHARD, "wall")


def test_an_entity_that_a_migration_adds_is_written_as_any_other(monkeypatch: pytest.MonkeyPatch):
    def with_camp(_kind: str, data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "format": FORMAT, "entities": {**data["entities"], "camp": {"name": "Camp"}}}

    monkeypatch.setattr(reading, "migrated", with_camp)

    node = reading.read_text("scenes/old", 'format = 0\nkind = "scene"\n\n[entities.rock]\nname = "Rock"\n').node

    assert '[entities.camp]\nname = "Camp"\n' in node.text
    assert '[entities.rock]\nname = "Rock"\n' in node.text
