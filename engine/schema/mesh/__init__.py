"""Meshes as a project keeps them, meshes/NAME.glb: binary glTF 2.0 with everything inside, read without any library."""

from engine.schema.mesh.faults import MOST_TRIANGLES, MeshFileError
from engine.schema.mesh.reader import read_glb
from engine.schema.mesh.shape import Shape
from engine.schema.mesh.writer import glb_of

__all__ = ["MOST_TRIANGLES", "MeshFileError", "Shape", "glb_of", "read_glb"]
