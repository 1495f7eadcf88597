"""Meshes that a project keeps itself: read from its files, drawn by their names, the newest version everywhere."""

from pathlib import Path

import numpy as np
import pytest

from engine.document import Document, WriteFile, view
from engine.present.meshes import MESHES
from engine.present.meshes.project import lend_meshes, show_meshes
from engine.rules import check
from engine.schema.file_bytes import text_of
from engine.schema.mesh import glb_of
from engine.schema.mesh.shape import shape_of

PROJECT = 'format = 1\nkind = "project"\nmain_scene = "field"\n'
SCENE = """format = 1
kind = "scene"

[entities.stone]
[entities.stone.transform]
[entities.stone.appearance]
mesh = "statue"
"""


def statue(height: float) -> str:
    """The text of a mesh: one upright triangle."""
    corners = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, height, 0.0]])
    shape = shape_of(corners, None, np.full((3, 3), 0.5), np.zeros(3))
    return text_of("meshes/statue", glb_of(shape, "statue"))


@pytest.fixture
def document(tmp_path: Path) -> Document:
    (tmp_path / "scenes").mkdir()
    (tmp_path / "project.toml").write_text(PROJECT)
    (tmp_path / "scenes" / "field.toml").write_text(SCENE)
    return Document.open(tmp_path)


def missing(document: Document) -> list[str]:
    scene = view(document, "field")
    found = check(scene, scene.vocabulary)
    return [each.text for each in found if each.rule == "missing-reference"]


def test_a_mesh_enters_the_document_is_saved_and_read_again_with_the_same_bytes(document: Document) -> None:
    assert 'names "statue"' in missing(document)[0]
    document.apply(WriteFile(file="meshes/statue", old=None, new=statue(2.0)))

    assert not missing(document)
    (written,) = document.save()
    assert written == document.folder.resolve() / "meshes" / "statue.glb"
    again = Document.open(document.folder)
    assert again.text("meshes/statue") == statue(2.0)
    assert not again.unsaved()


def test_undoing_an_import_after_a_save_keeps_the_bytes_beside(document: Document) -> None:
    write = WriteFile(file="meshes/statue", old=None, new=statue(2.0))
    document.apply(write)
    document.save()
    raw = (document.folder / "meshes" / "statue.glb").read_bytes()

    document.apply(write.inverse())
    document.save()

    assert not (document.folder / "meshes" / "statue.glb").exists()
    assert (document.folder / "meshes" / "statue.glb.bak").read_bytes() == raw
    document.apply(write)
    document.save()
    assert (document.folder / "meshes" / "statue.glb").read_bytes() == raw


def test_the_newest_state_is_drawn_and_an_older_one_changes_nothing(document: Document) -> None:
    document.apply(WriteFile(file="meshes/statue", old=None, new=statue(2.0)))
    old = document.snapshot()
    show_meshes(old)
    spec, revision = MESHES.spec("statue"), MESHES.revision
    assert spec.mesh.height == 2.0

    document.apply(WriteFile(file="meshes/statue", old=statue(2.0), new=statue(3.0)))
    show_meshes(document.snapshot())
    assert MESHES.spec("statue").mesh.height == 3.0
    assert MESHES.revision > revision
    lend_meshes(old)
    assert MESHES.spec("statue").mesh.height == 3.0

    document.apply(WriteFile(file="meshes/statue", old=statue(3.0), new=None))
    show_meshes(document.snapshot())
    assert MESHES.spec("statue").name == "marker"
    assert "statue" not in MESHES


def test_a_broken_mesh_is_told_and_left_alone(document: Document) -> None:
    (document.folder / "meshes").mkdir()
    (document.folder / "meshes" / "statue.glb").write_bytes(b"glTF but not really")

    again = Document.open(document.folder)

    (told,) = [each.text for each in again.load_findings]
    assert told.startswith("meshes/statue.glb: the file has only 19 bytes; expected a binary glTF 2.0 file")
    assert "meshes/statue" not in again.files


def test_a_mesh_that_the_engine_hides_is_told_and_renamed(document: Document) -> None:
    document.apply(WriteFile(file="meshes/rock", old=None, new=statue(2.0)))
    scene = view(document, "field")
    (finding,) = [each for each in check(scene, scene.vocabulary) if each.rule == "mesh-of-the-engine"]

    assert finding.fix_title == "Rename it to own_rock"
    for command in finding.fix:
        document.apply(command)
    assert {file for file in document.files if file.startswith("meshes/")} == {"meshes/own_rock"}
