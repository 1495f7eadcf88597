"""Meshes: each builds, is small enough for a software renderer and has a silhouette of its own."""

import numpy as np
import pytest

from engine.present.meshes import MESHES, Mesh


@pytest.mark.parametrize("name", list(MESHES))
def test_a_mesh_is_whole(name: str) -> None:
    mesh = MESHES[name]()

    count = len(mesh.vertices)
    assert count % 3 == 0
    assert mesh.triangle_count <= 1000
    assert mesh.normals.shape == mesh.colours.shape == (count, 3)
    assert mesh.emissive.shape == mesh.tinted.shape == (count,)
    assert all(np.isfinite(part).all() for part in (mesh.vertices, mesh.normals, mesh.colours))
    np.testing.assert_allclose(np.linalg.norm(mesh.normals, axis=1), 1.0, atol=1e-4)


@pytest.mark.parametrize("name", list(MESHES))
def test_a_mesh_is_the_same_each_time(name: str) -> None:
    assert MESHES[name]().vertices.tobytes() == MESHES[name]().vertices.tobytes()


def silhouette(mesh: Mesh) -> tuple[float, float, float]:
    size = mesh.vertices.max(axis=0) - mesh.vertices.min(axis=0)
    return tuple(np.round(size, 1))


def test_everybody_is_told_apart_by_outline() -> None:
    names = ("talren", "aria", "lyra", "kael", "rift_stalker", "sentinel", "soldier", "raider")

    assert len({silhouette(MESHES[name]()) for name in names}) == len(names)


def test_distant_meshes_are_much_cheaper() -> None:
    for name in MESHES:
        spec = MESHES.spec(name)
        if spec.far:
            assert MESHES.spec(spec.far).mesh.triangle_count * 4 <= spec.mesh.triangle_count


def test_an_unknown_name_shows_a_marker() -> None:
    assert MESHES.spec("no such thing").name == "marker"
