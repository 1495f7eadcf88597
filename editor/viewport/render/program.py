"""Shader programs from resources/shaders, compiled by gloo and driven by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from editor.viewport.render.context import Context
from editor.viewport.render.gl import TEXTURE0, TEXTURE_2D, pointer
from editor.viewport.render.shader_files import SHADERS

FRAME_BINDING = 0
JOINTS_UNIT = 7
"""Texture unit that the joints of poses are bound to, beyond those of any program's own samplers."""


def shader_source(name: str, defines: Sequence[str] = (), folder: Path | None = None) -> str:
    """The text of one shader with its includes put in and `defines` set. FileNotFoundError names what is missing."""
    return SHADERS.source(name, defines, folder)


class Program:
    """A linked program: `use()` binds it and its textures; uniforms outside the frame's block are set by name."""

    def __init__(
        self, context: Context, vertex: str, fragment: str, defines: Sequence[str] = (), textures: Sequence[str] = ()
    ) -> None:
        """`textures` names the samplers in the order of the handles that `use` gets."""
        self._context, self._gl = context, context.gl
        self._names, self._defines, self._textures = (vertex, fragment), tuple(defines), tuple(textures)
        self._revision = SHADERS.revision
        self._sources = self._read()
        self._make(self._sources)

    def _read(self) -> tuple[str, str]:
        vertex, fragment = self._names
        return shader_source(vertex, self._defines), shader_source(fragment, self._defines)

    def _make(self, sources: tuple[str, str]) -> None:
        from vispy import gloo

        source = gloo.Program(*sources)
        self.handle = self._context.handle(source)
        self._keep_alive = source
        block = self._gl.GetUniformBlockIndex(self.handle, b"Frame")
        if block != 0xFFFFFFFF:
            self._gl.UniformBlockBinding(self.handle, block, FRAME_BINDING)
        self._locations: dict[str, int] = {}
        self._gl.UseProgram(self.handle)
        for unit, name in enumerate(self._textures):
            self._gl.Uniform1i(self._location(name), unit)
        joints = self._location("joints")
        if joints >= 0:
            self._gl.Uniform1i(joints, JOINTS_UNIT)

    def _follow(self) -> None:
        """Take over what has become of the files; what can't be made is noted, and the program stays as it is."""
        self._revision = SHADERS.revision
        key = "+".join((*self._names, *self._defines))
        sources = ("", "")
        try:
            sources = self._read()
            if sources != self._sources:
                self._make(sources)
                self._sources = sources
            SHADERS.problems.pop(key, None)
        except (OSError, RuntimeError) as error:
            SHADERS.refuse(key, self._names, sources, error)

    def use(self, textures: Mapping[str, int] | None = None) -> None:
        """Make it the current program, with its samplers bound to these texture handles."""
        if self._revision != SHADERS.revision:
            self._follow()
        self._gl.UseProgram(self.handle)
        if textures:
            for unit, name in enumerate(self._textures):
                self._gl.ActiveTexture(TEXTURE0 + unit)
                self._gl.BindTexture(TEXTURE_2D, textures[name])

    def set_vector(self, name: str, *values: float) -> None:
        """Set a vec4 of the current program."""
        vector = np.array(values, dtype=np.float32)
        self._gl.Uniform4fv(self._location(name), 1, pointer(vector))

    def set_matrix(self, name: str, matrix: np.ndarray) -> None:
        """Set a mat4 (rows as written on paper) of the current program."""
        columns = np.ascontiguousarray(matrix.T, dtype=np.float32)
        self._gl.UniformMatrix4fv(self._location(name), 1, 0, pointer(columns))

    def _location(self, name: str) -> int:
        if name not in self._locations:
            self._locations[name] = self._gl.GetUniformLocation(self.handle, name.encode())
        return self._locations[name]
