"""Meshes of other programs: read through trimesh, brought to metres, and put into the project in one step."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
import trimesh
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.entities.free_spot import APART_M
from editor.core.meshes.importing import read_mesh
from editor.core.meshes.placing import Choices, adjusted, import_command, name_for, size_of, why_not_named
from editor.core.meshes.placing import packed as packed_mesh
from engine.schema.mesh import MeshFileError, Shape
from engine.schema.mesh.container import packed, unpacked
from tests.editor.core.gltf import exported, statue


def read(path: Path) -> Shape:
    """With red for every texture."""
    return read_mesh(path, lambda data: (1.0, 0.0, 0.0) if data else None)


def colours(shape: Shape) -> set[tuple[float, ...]]:
    """The colours of the corners, linear."""
    return {tuple(round(float(each), 2) for each in row) for row in np.unique(shape.colours, axis=0)}


@pytest.mark.parametrize("ending", [".glb", ".gltf"])
def test_parts_are_placed_and_coloured_by_material_and_corners(tmp_path: Path, ending: str) -> None:
    shape = read(exported(statue(), tmp_path / f"statue{ending}"))

    assert shape.triangles == 12 + 80
    np.testing.assert_allclose(shape.low, (2.5, 0.0, -0.5), atol=0.02)
    np.testing.assert_allclose(shape.high, (3.5, 3.0, 0.5), atol=0.03)
    assert colours(shape) == {(0.78, 0.24, 0.16), (0.0, 1.0, 0.0)}


def test_a_texture_counts_as_its_average_colour(tmp_path: Path) -> None:
    path = exported(statue(), tmp_path / "statue.glb")
    description, numbers = unpacked(path.read_bytes())
    description["images"] = [{"uri": "data:image/png;base64,iVBORw0KGgo="}]
    description["textures"] = [{"source": 0}]
    surface = description["materials"][0]["pbrMetallicRoughness"]
    surface["baseColorTexture"] = {"index": 0}
    path.write_bytes(packed(description, bytes(numbers)))

    assert colours(read(path)) == {(0.78, 0.0, 0.0), (0.0, 1.0, 0.0)}


def test_units_up_and_place_are_brought_to_those_of_the_world(tmp_path: Path) -> None:
    shape = read(exported(statue(), tmp_path / "statue.glb"))

    made = adjusted(shape, Choices("statue", unit="Centimetres", scale=200.0, up="z"))

    width, height, depth = size_of(made)
    np.testing.assert_allclose((width, height, depth), (2.0, 2.0, 6.0), atol=0.05)
    np.testing.assert_allclose((made.low[1], made.low[0] + made.high[0]), (0.0, 0.0), atol=1e-5)
    with pytest.raises(MeshFileError, match="it would be 3,000 m large"):
        adjusted(shape, Choices("statue", scale=1000.0))


def outward(shape: Shape) -> float:
    """The least agreement of a face with the normals of its corners: 1 where they look the same way."""
    corners = shape.positions.reshape(-1, 3, 3).astype(np.float64)
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    face /= np.linalg.norm(face, axis=1, keepdims=True)
    return float((np.repeat(face, 3, axis=0) * shape.normals).sum(axis=1).min())


def test_smooth_normals_stay_smooth_flat_ones_flat_and_all_look_outward_whatever_is_up(tmp_path: Path) -> None:
    ball = trimesh.creation.icosphere(1, 1.0)
    smooth, flat = tmp_path / "smooth.glb", tmp_path / "flat.glb"
    smooth.write_bytes(ball.export(file_type="glb", include_normals=True))
    flat.write_bytes(ball.export(file_type="glb", include_normals=False))

    smoothed, flattened = read(smooth), read(flat)

    assert 0.8 < outward(smoothed) < 0.99
    assert outward(flattened) > 0.9999
    turned = adjusted(smoothed, Choices("ball", up="z", grounded=False))
    assert 0.8 < outward(turned) < 0.99
    np.testing.assert_allclose(turned.positions[:, 2], -smoothed.positions[:, 1], atol=1e-6)


def test_an_import_is_one_step_with_an_obstacle_of_its_bounds(editor, tmp_path: Path) -> None:
    start = {file: editor.document.text(file) for file in editor.document.files}
    choices = Choices("statue", placed=True, obstacle=True)
    rock = editor.view.entity("rock").components["transform"].position
    editor.tools.spot = (rock[0], 0.0, rock[2])
    shape = adjusted(read(exported(statue(), tmp_path / "statue.glb")), choices)

    editor.run(import_command(editor, packed_mesh(shape, "statue"), choices))

    assert len(editor.undo.entries) == 1
    (placed,) = (each for each in editor.view.entities if each.id.startswith("statue"))
    assert placed.components["appearance"].mesh == "statue"
    others = [
        each.components["transform"].position for each in editor.view.with_component("transform") if each is not placed
    ]
    x, _, z = placed.components["transform"].position
    assert min(math.hypot(x - each[0], z - each[2]) for each in others) >= APART_M - 1e-6
    np.testing.assert_allclose(placed.components["obstacle"].size, (1.0, 3.0, 1.0), atol=0.05)
    kept = editor.document.text("meshes/statue")
    editor.undo.undo()
    assert {file: editor.document.text(file) for file in editor.document.files} == start
    editor.undo.redo()
    assert editor.document.text("meshes/statue") == kept
    assert why_not_named(editor.document, "statue") == ""
    assert why_not_named(editor.document, "rock").startswith("The engine has a mesh of this name")
    assert name_for(tmp_path / "Old Statue.glb", {"old_statue"}) == "old_statue_2"


def test_a_copy_of_the_project_takes_an_import_along(editor, tmp_path: Path) -> None:
    shape = read(exported(statue(), tmp_path / "statue.glb"))
    editor.run(import_command(editor, packed_mesh(shape, "statue"), Choices("statue")))

    copy = editor.save_copy(tmp_path / "copy")

    editor.save()
    assert (copy / "meshes" / "statue.glb").read_bytes() == (
        editor.document.folder / "meshes" / "statue.glb"
    ).read_bytes()


def hostile(tmp_path: Path, kind: str) -> Path:
    """A file that wants more than it should get."""
    path = exported(statue(), tmp_path / "statue.glb")
    description, numbers = unpacked(path.read_bytes())
    match kind:
        case "truncated":
            path.write_bytes(path.read_bytes()[:-40])
            return path
        case "cyclic":
            description["nodes"][0]["children"] = [0]
        case "huge":
            for accessor in description["accessors"]:
                accessor["count"] = 2**30
        case "elsewhere":
            description["buffers"][0]["uri"] = "https://example.org/numbers.bin"
        case "above":
            description["buffers"][0]["uri"] = "../numbers.bin"
        case "nan":
            spoilt = np.frombuffer(bytes(numbers), np.uint8).copy()
            for accessor in description["accessors"]:
                if accessor["type"] == "VEC3":
                    start = description["bufferViews"][accessor["bufferView"]].get("byteOffset", 0)
                    spoilt[start : start + 4] = np.frombuffer(np.float32(np.nan).tobytes(), np.uint8)
            path.write_bytes(packed(description, spoilt.tobytes()))
            return path
        case "text":
            path = path.with_suffix(".gltf")
            path.write_text(json.dumps({"asset": {"version": "2.0"}, "nodes": "many"}))
            return path
        case _:
            path = path.with_suffix(".obj")
            path.write_text("v 0 0 0")
            return path
    path.write_bytes(packed(description, bytes(numbers)))
    return path


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("truncated", "the file ends after"),
        ("cyclic", "stands under two others, or under itself"),
        ("huge", "triangles, at most 60,000 can be shown"),
        ("elsewhere", "it needs https://example.org/numbers.bin, which lies elsewhere"),
        ("above", "it needs ../numbers.bin, which lies elsewhere"),
        ("nan", "no numbers"),
        ("text", "nodes is no list"),
        ("obj", "statue.obj is no glTF"),
    ],
)
def test_what_must_not_be_read_is_refused_in_words(tmp_path: Path, kind: str, what: str) -> None:
    with pytest.raises(MeshFileError) as refused:
        read(hostile(tmp_path, kind))

    assert what in str(refused.value)
    assert "; expected " in str(refused.value)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.tuples(st.floats(0.0, 1.0), st.integers(0, 255)), min_size=1, max_size=6))
def test_whatever_a_file_holds_it_is_read_or_refused(tmp_path: Path, places: list[tuple[float, int]]) -> None:
    path = tmp_path / "statue.glb"
    raw = bytearray(exported(statue(), path).read_bytes())
    for share, byte in places:
        raw[int(share * (len(raw) - 1))] = byte
    path.write_bytes(bytes(raw))
    try:
        shape = read(path)
    except MeshFileError:
        return
    assert np.isfinite(shape.positions).all()
    assert np.isfinite(shape.normals).all()
