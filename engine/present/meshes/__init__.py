"""The meshes of the engine, found by walking this folder: one family of things a file."""

import importlib
import pkgutil

from engine.present.meshes.builder import Mesh, MeshBuilder, shaded
from engine.present.meshes.registry import MeshRegistry, MeshSpec, mesh

for _module in pkgutil.iter_modules(__path__):
    if _module.name not in {"builder", "project", "registry", "shapes"}:
        importlib.import_module(f"{__name__}.{_module.name}")

MESHES = MeshRegistry()

__all__ = ["MESHES", "Mesh", "MeshBuilder", "MeshSpec", "mesh", "shaded"]
