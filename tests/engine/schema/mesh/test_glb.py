"""Meshes as files: what is written reads back the same, and what comes from outside is a shape or a refusal."""

import json
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from engine.schema.mesh import MOST_TRIANGLES, MeshFileError, Shape, glb_of, read_glb
from engine.schema.mesh.container import packed, unpacked
from engine.schema.mesh.shape import shape_of

NUMBERS = st.floats(-100.0, 100.0, width=32)


def box() -> bytes:
    """Two triangles with colours, one of which gives off light."""
    corners = np.array([[0, 0, 0], [2, 0, 0], [0, 1, 0], [0, 0, 0], [0, 1, 0], [0, 0, 3]], dtype=np.float64)
    colours = np.linspace(0.0, 1.0, 18).reshape(6, 3)
    return glb_of(shape_of(corners, None, colours, np.array([0.0, 0.0, 0.0, 2.5, 2.5, 2.5])), "box")


def changed(**parts: Any) -> bytes:
    """The box with other parts of its description; a function gets the part as it is."""
    description, numbers = unpacked(box())
    for key, value in parts.items():
        description[key] = value(description[key]) if callable(value) else value
    return packed(description, bytes(numbers))


def first(**parts: Any) -> Any:
    """Changes the first item of a list."""
    return lambda items: [{**items[0], **parts}, *items[1:]]


@settings(max_examples=40, deadline=None)
@given(
    corners=arrays.arrays(np.float32, st.tuples(st.integers(1, 12), st.just(3), st.just(3)), elements=NUMBERS),
    seed=st.integers(0, 2**16),
)
def test_a_shape_comes_back_as_it_was_written(corners: Any, seed: int) -> None:
    random = np.random.default_rng(seed)
    points = corners.reshape(-1, 3).astype(np.float64)
    try:
        shape = shape_of(points, random.normal(size=points.shape), random.random(points.shape), np.zeros(len(points)))
    except MeshFileError:
        return
    again = read_glb(glb_of(shape, "thing"))

    np.testing.assert_array_equal(again.positions, shape.positions)
    np.testing.assert_allclose(again.normals, shape.normals, atol=1e-6)
    np.testing.assert_allclose(again.colours, shape.colours, atol=1e-5)
    assert glb_of(shape, "thing") == glb_of(shape, "thing")


def test_light_given_off_comes_back() -> None:
    shape = read_glb(box())

    assert sorted(set(shape.emissive.tolist())) == [0.0, 2.5]
    assert (shape.triangles, shape.low, shape.high) == (2, (0.0, 0.0, 0.0), (2.0, 1.0, 3.0))


def test_transforms_are_multiplied_out_and_a_mirrored_part_keeps_its_outside() -> None:
    plain = read_glb(box())
    nodes = [
        {"children": [1], "translation": [0.0, 5.0, 0.0]},
        {"mesh": 0, "scale": [-1.0, 2.0, 1.0], "rotation": [0.0, 0.0, 0.0, 1.0]},
    ]
    placed = read_glb(changed(nodes=nodes))

    assert (placed.low, placed.high) == ((-2.0, 5.0, 0.0), (0.0, 7.0, 3.0))
    corners = placed.positions.reshape(-1, 3, 3)
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert ((face * placed.normals[::3]).sum(axis=1) > 0.0).all()
    assert plain.triangles == placed.triangles


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "has only 0 bytes"),
        (b"#!/bin/sh\n" * 9, "does not begin with glTF"),
        (box()[:200], "the file ends after 200 of"),
        (struct.pack("<III", 0x46546C67, 1, 40) + b" " * 28, "glTF 1"),
        (changed(nodes=[{"mesh": 0, "children": [0]}]), "under itself"),
        (changed(nodes=[{"mesh": 0, "children": [7]}]), "a child is 7"),
        (changed(nodes=[{"mesh": 0, "matrix": [1.0] * 15 + [float("nan")]}]), "no numbers"),
        (changed(nodes=[{"mesh": 0, "matrix": [1] * 15 + ["x"]}]), "a matrix of a node is not 16 numbers"),
        (changed(nodes=[{"mesh": 0, "matrix": [10**400] * 16}]), "expected"),
        (changed(nodes=[{"mesh": 0, "scale": [1e9, 1e9, 1e9]}]), "m away from the origin"),
        (changed(nodes=[{"mesh": 0, "scale": [0.0, 0.0, 0.0]}]), "no triangles"),
        (changed(nodes=[]), "a node of the scene is 0"),
        (changed(buffers=[{"byteLength": 1, "uri": "https://example.org/a.bin"}]), "another file (https://example.org"),
        (changed(buffers=[{"byteLength": 1, "uri": "../../../etc/passwd"}]), "another file (../../../etc/passwd"),
        (changed(accessors=first(count=2**40)), "rows, at most 180,000"),
        (changed(accessors=first(count=-1)), "has -1 rows"),
        (changed(accessors=first(count=150_000)), "the file ends before the last"),
        (changed(accessors=first(sparse={})), "stored sparsely"),
        (changed(accessors=first(type="MAT4")), "a type that it can't have"),
        (changed(bufferViews=first(byteLength=2**30)), "a view ends at byte"),
        (changed(bufferViews=first(byteOffset=True)), "the start of a view is True"),
        (changed(extensionsRequired=["KHR_draco_mesh_compression"]), "needs KHR_draco_mesh_compression"),
        (changed(meshes=first(primitives=[{"attributes": {"POSITION": 0}, "mode": 5}])), "a strip or a fan"),
        (changed(meshes=first(primitives=[{"attributes": {"POSITION": 99}}])), "the accessor of POSITION is 99"),
        (changed(materials="steel"), "materials is no list"),
    ],
)  # fmt: skip
def test_what_comes_from_outside_is_refused_in_words(raw: bytes, what: str) -> None:
    with pytest.raises(MeshFileError) as refused:
        read_glb(raw)

    assert what in str(refused.value)
    assert "; expected " in str(refused.value)


def test_corners_that_are_no_numbers_are_refused() -> None:
    description, numbers = unpacked(box())
    spoilt = bytearray(numbers)
    spoilt[0:4] = struct.pack("<f", float("nan"))

    with pytest.raises(MeshFileError, match="POSITION holds values that are no numbers"):
        read_glb(packed(description, bytes(spoilt)))


def test_one_triangle_too_many_is_refused_with_the_number() -> None:
    corners = np.random.default_rng(1).random((3 * (MOST_TRIANGLES + 1), 3))

    with pytest.raises(MeshFileError, match="the mesh has 60,001 triangles, at most 60,000 can be shown"):
        shape_of(corners, None, corners, np.zeros(len(corners)))


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_spoilt_byte_leads_to_anything_but_a_shape_or_a_refusal(data: st.DataObject) -> None:
    raw = bytearray(box())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        shape = read_glb(bytes(raw[: data.draw(st.integers(0, len(raw)))] if data.draw(st.booleans()) else raw))
    except MeshFileError:
        return
    assert isinstance(shape, Shape)
    assert np.isfinite(shape.positions).all()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(key=st.sampled_from(sorted(json.loads(json.dumps(unpacked(box())[0])))), inner=st.booleans(), value=JSON,
       name=st.sampled_from(("mesh", "children", "attributes", "primitives", "count", "bufferView", "componentType",
                             "byteOffset", "byteStride", "buffer", "nodes", "pbrMetallicRoughness", "extensions",
                             "emissiveFactor", "matrix", "rotation", "normalized")))  # fmt: skip
def test_no_strange_description_leads_to_anything_but_a_shape_or_a_refusal(
    key: str, inner: bool, value: Any, name: str
) -> None:
    description, numbers = unpacked(box())
    if inner and isinstance(description[key], list) and isinstance(description[key][0], dict):
        description[key][0][name] = value
    else:
        description[key] = value
    try:
        read_glb(packed(description, bytes(numbers)))
    except MeshFileError:
        return
