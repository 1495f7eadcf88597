"""Files as other programs export them, made by trimesh."""

from pathlib import Path
from typing import Any

import numpy as np
import trimesh
from trimesh.transformations import translation_matrix
from trimesh.visual.material import PBRMaterial


def material(name: str, colour: tuple[int, int, int]) -> Any:
    """A material of one base colour, linear 0..255."""
    return PBRMaterial(name=name, baseColorFactor=[*colour, 255])


def statue(height: float = 2.0, colour: tuple[int, int, int] = (200, 60, 40)) -> trimesh.Scene:
    """A block, whose material is its colour, with a ball on it, whose corners are green."""
    scene = trimesh.Scene()
    block = trimesh.creation.box((1.0, height, 1.0))
    block.visual = trimesh.visual.TextureVisuals(material=material("stone", colour))
    ball = trimesh.creation.icosphere(1, 0.5)
    ball.visual = trimesh.visual.ColorVisuals(
        ball, vertex_colors=np.tile(np.array([0, 255, 0, 255], np.uint8), (len(ball.vertices), 1))
    )
    scene.add_geometry(block, transform=translation_matrix((3.0, height / 2.0, 0.0)))
    scene.add_geometry(ball, transform=translation_matrix((3.0, height + 0.5, 0.0)))
    return scene


def exported(scene: trimesh.Scene, path: Path) -> Path:
    """Write a scene as the file's ending says, with all that belongs to it beside."""
    if path.suffix == ".glb":
        path.write_bytes(scene.export(file_type="glb"))
        return path
    for name, data in scene.export(file_type="gltf").items():
        (path if name.endswith(".gltf") else path.with_name(name)).write_bytes(data)
    return path
