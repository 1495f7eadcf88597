"""Reads a mesh that another program exported, through trimesh: any glTF, its textures as one flat colour each."""

from __future__ import annotations

import base64
import binascii
import io
import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from engine.schema.mesh import MeshFileError, Shape
from engine.schema.mesh.container import GLB, Table, listed, table, unpacked, whole
from engine.schema.mesh.faults import check_triangles
from engine.schema.mesh.nodes import placed_meshes
from engine.schema.mesh.reader import material_of
from engine.schema.mesh.shape import shape_of

F64 = NDArray[np.float64]
Colour = tuple[float, float, float]
Average = Callable[[bytes], Colour | None]
"""Gives the average colour (linear, 0..1) of a picture's bytes; None where they are no picture that can be read."""
SUFFIXES = (".glb", ".gltf")
LARGEST_BYTES = 256 * 1024 * 1024


def read_mesh(path: Path, average: Average) -> Shape:
    """The shape of a glTF file as it was exported: y up, in its own units.

    Args:
        path: A .glb, or a .gltf whose other files lie beside it.
        average: What gives a texture's colour.

    Raises:
        MeshFileError: It is no mesh that can be shown; says what is wrong and what was expected.
        OSError: It can't be read.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise MeshFileError(f"{path.name} is no glTF", "a file that ends in .glb or .gltf; export it so")
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise MeshFileError(f"{path.name} has {size / 2**20:.0f} MiB", f"at most {LARGEST_BYTES // 2**20} MiB")
    raw = path.read_bytes()
    is_binary = path.suffix.lower() == ".glb"
    description, numbers = unpacked(raw) if is_binary else (_described(raw), memoryview(b""))
    files = _Beside(path.parent)
    files.check(description)
    _check_bounds(description)
    looks = _Looks(description, numbers, files, average)
    try:
        scene = _loaded(raw, path, files)
        with np.errstate(all="ignore"):
            parts = [_placed(str(node), scene, looks) for node in scene.graph.nodes_geometry]
    except MeshFileError:
        raise
    except Exception as error:
        # What a broken file makes of its way through a large library has no end.
        told = f"{type(error).__name__}: {error}".splitlines()[0][:120]
        raise MeshFileError(f"{path.name} can't be read ({told})", GLB) from error
    found = [part for part in parts if part is not None]
    if not found:
        raise MeshFileError(f"{path.name} holds no triangles", "a mesh with faces")
    check_triangles(sum(len(part[0]) for part in found) // 3)
    joined: list[F64] = [np.concatenate([part[place] for part in found]) for place in range(4)]
    return shape_of(joined[0], joined[1], joined[2], joined[3][:, 0])


class _Beside:
    """The other files of a .gltf: only those in its own folder or below are read. trimesh asks it for them too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def get(self, name: str) -> bytes:
        """The bytes of a file beside."""
        place = (self._folder / unquote(name)).resolve()
        if "://" in name or not place.is_relative_to(self._folder):
            raise MeshFileError(f"it needs {name[:80]}, which lies elsewhere", "all its files in one folder; or a .glb")
        if not place.is_file():
            raise MeshFileError(f"it needs {name[:80]}, which is missing", "all its files in one folder; or a .glb")
        if place.stat().st_size > LARGEST_BYTES:
            raise MeshFileError(f"{name[:80]} is too large", f"at most {LARGEST_BYTES // 2**20} MiB")
        return place.read_bytes()

    def __getitem__(self, name: str) -> bytes:
        return self.get(name)

    def keys(self) -> list[str]:
        """The names that may be asked for."""
        return [each.name for each in self._folder.iterdir() if each.is_file()]

    def namespaced(self, _namespace: str) -> _Beside:
        """The same files."""
        return self

    def check(self, description: Table) -> None:
        """Refuse what needs files that are not there, or not here; a missing picture only loses its colour."""
        for buffer in listed(description, "buffers"):
            uri = table(buffer, "a buffer").get("uri")
            if isinstance(uri, str) and not uri.startswith("data:"):
                self.get(uri)
        for image in listed(description, "images"):
            uri = table(image, "an image").get("uri")
            if isinstance(uri, str) and not uri.startswith("data:") and "://" in uri:
                raise MeshFileError(f"it needs {uri[:80]}, which lies elsewhere", "all its files in one folder")


def _described(raw: bytes) -> Table:
    try:
        return table(json.loads(raw.decode("utf-8")), "its description")
    except (ValueError, RecursionError) as error:
        if isinstance(error, MeshFileError):
            raise
        raise MeshFileError("the file is no JSON", "a .gltf as exporters write it; or a .glb") from error


def _check_bounds(description: Table) -> None:
    """Refuse rings of nodes and counts beyond all bounds before a library that trusts them sees them."""
    accessors, meshes = listed(description, "accessors"), listed(description, "meshes")
    total = 0
    for number, _transform in placed_meshes(description):
        for primitive in listed(table(meshes[number], "a mesh"), "primitives"):
            values = table(table(primitive, "a part of a mesh").get("attributes"), "the attributes of a part")
            index = primitive.get("indices", values.get("POSITION"))
            accessor = table(accessors[whole(index, len(accessors), "the accessor of a part")], "an accessor")
            total += whole(accessor.get("count"), 2**31, "the count of an accessor") // 3
    check_triangles(total)
    for accessor in accessors:
        whole(table(accessor, "an accessor").get("count"), 2**24, "the count of an accessor")


def _loaded(raw: bytes, path: Path, files: _Beside) -> Any:
    # After the first frame, and only here: it takes most of a second.
    import trimesh

    logging.getLogger("trimesh").setLevel(logging.ERROR)
    load: Any = trimesh.load_scene  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    kind = path.suffix.lower().removeprefix(".")
    return load(io.BytesIO(raw), file_type=kind, resolver=files, process=False, merge_primitives=False)


class _Looks:
    """The colour and the light of each material, textures averaged, by its name."""

    def __init__(self, description: Table, numbers: memoryview, files: _Beside, average: Average) -> None:
        self._description, self._numbers, self._files, self._average = description, numbers, files, average
        self._pictures: dict[int, Colour | None] = {}
        materials = listed(description, "materials")
        self.named: dict[str, tuple[F64, float]] = {}
        for number, each in enumerate(materials):
            material = table(each, "a material")
            colour, light = material_of({"material": number}, materials)
            self.named[str(material.get("name", f"material_{number}"))] = (colour * self._texture(material), light)

    def of(self, geometry: Any) -> tuple[F64, float]:
        """Colour (3,) linear and light of a part; white where it says nothing."""
        material = getattr(geometry.visual, "material", None)
        if material is None:
            return np.ones(3), 0.0
        known = self.named.get(str(getattr(material, "name", "")))
        if known is not None:
            return known
        if len(self.named) == 1:
            return next(iter(self.named.values()))
        return np.asarray(material.main_color, dtype=np.float64)[:3] / 255.0, 0.0

    def _texture(self, material: Table) -> F64:
        surface = table(material.get("pbrMetallicRoughness", {}), "a surface")
        if "baseColorTexture" not in surface:
            return np.ones(3)
        textures, images = listed(self._description, "textures"), listed(self._description, "images")
        index = table(surface["baseColorTexture"], "a texture").get("index")
        texture = table(textures[whole(index, len(textures), "the texture of a material")], "a texture")
        if "source" not in texture:
            return np.ones(3)
        number = whole(texture["source"], len(images), "the image of a texture")
        if number not in self._pictures:
            data = self._bytes(table(images[number], "an image"))
            self._pictures[number] = self._average(data) if data else None
        return np.array(self._pictures[number] or (1.0, 1.0, 1.0))

    def _bytes(self, image: Mapping[str, Any]) -> bytes:
        uri = image.get("uri")
        try:
            if isinstance(uri, str):
                if uri.startswith("data:"):
                    return base64.b64decode(uri.partition(",")[2], validate=True)
                return self._files.get(uri)
        except (MeshFileError, OSError, binascii.Error, ValueError):
            return b""
        views = listed(self._description, "bufferViews")
        view = table(views[whole(image.get("bufferView"), len(views), "the view of an image")], "a view")
        start = whole(view.get("byteOffset", 0), 2**31, "the start of a view")
        return bytes(self._numbers[start : start + whole(view.get("byteLength"), 2**31, "the length of a view")])


def _placed(node: str, scene: Any, looks: _Looks) -> tuple[F64, F64, F64, F64] | None:
    """Corners, normals, colours (n, 3) and light (n, 1) of one placed part; None for points and lines."""
    transform, name = scene.graph[node]
    geometry = scene.geometry[name]
    faces = getattr(geometry, "faces", None)
    if faces is None or not len(faces):
        return None
    order = np.asarray(faces, dtype=np.int64)
    if int(order.min()) < 0 or int(order.max()) >= len(geometry.vertices):
        raise MeshFileError(f"a triangle names corner {int(order.max()):,}", f"one of {len(geometry.vertices):,}")
    matrix = np.asarray(transform, dtype=np.float64)
    linear = matrix[:3, :3]
    if float(np.linalg.det(linear)) < 0.0:
        order = order[:, ::-1]
    flat = order.reshape(-1)
    points = np.asarray(geometry.vertices, dtype=np.float64)[flat] @ linear.T + matrix[:3, 3]
    colour, light = looks.of(geometry)
    shades = np.broadcast_to(colour, points.shape) * _corner_colours(geometry, flat)
    if not np.isfinite(points).all():
        raise MeshFileError("the mesh holds corners that are no numbers", "finite numbers; export the mesh again")
    return points, _normals(geometry, flat, linear), np.nan_to_num(shades), np.full((len(points), 1), light)


def _normals(geometry: Any, flat: NDArray[np.int64], linear: F64) -> F64:
    """Normals as the file has them; zeros where it has none, which stand for those of the faces."""
    # trimesh would make smooth ones for a file without any, and glTF says that those are flat.
    if "vertex_normals" not in geometry._cache:
        return np.zeros((len(flat), 3))
    try:
        turn = np.linalg.inv(linear)
    except np.linalg.LinAlgError:
        turn = np.identity(3)
    return np.nan_to_num(np.asarray(geometry.vertex_normals, dtype=np.float64)[flat] @ turn)


def _corner_colours(geometry: Any, flat: NDArray[np.int64]) -> F64:
    """Colours (n, 3) linear of the corners, as far as the file gives them to corners; white elsewhere."""
    visual = geometry.visual
    given = getattr(visual, "vertex_attributes", {}).get("color") if visual.kind == "texture" else None
    if visual.kind == "vertex":
        given = visual.vertex_colors
    if given is None or len(given) != len(geometry.vertices):
        return np.ones((len(flat), 3))
    colours = np.asarray(given)
    scale = float(np.iinfo(colours.dtype).max) if colours.dtype.kind == "u" else 1.0
    return colours[flat, :3].astype(np.float64) / scale
