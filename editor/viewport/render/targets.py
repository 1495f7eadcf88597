"""What is drawn into: colour and depth of a frame, the shadow map, a mask; made by size, given back when it changes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render import gl as g
from editor.viewport.render.context import NoOpenGLError
from editor.viewport.render.gl import Calls, pointer


class Target:
    """A frame buffer with an RGBA8 colour texture and, if asked for, 24 bits of depth and 8 of stencil."""

    def __init__(self, gl: Calls, width: int, height: int, *, depth: bool = True, samples: int = 0) -> None:
        """`samples` > 1: multisampled, without a texture."""
        self._gl = gl
        self.width, self.height = width, height
        self.samples = samples
        self.handle = gl.new("Framebuffers")
        self.texture = 0
        self._colour_buffer = 0
        self._depth_buffer = 0
        gl.BindFramebuffer(g.FRAMEBUFFER, self.handle)
        if samples > 1:
            self._colour_buffer = gl.new("Renderbuffers")
            gl.BindRenderbuffer(g.RENDERBUFFER, self._colour_buffer)
            gl.RenderbufferStorageMultisample(g.RENDERBUFFER, samples, g.RGBA8, width, height)
            gl.FramebufferRenderbuffer(g.FRAMEBUFFER, g.COLOR_ATTACHMENT0, g.RENDERBUFFER, self._colour_buffer)
        else:
            self.texture = colour_texture(gl, width, height)
            gl.FramebufferTexture2D(g.FRAMEBUFFER, g.COLOR_ATTACHMENT0, g.TEXTURE_2D, self.texture, 0)
        if depth:
            self._depth_buffer = gl.new("Renderbuffers")
            gl.BindRenderbuffer(g.RENDERBUFFER, self._depth_buffer)
            if samples > 1:
                gl.RenderbufferStorageMultisample(g.RENDERBUFFER, samples, g.DEPTH24_STENCIL8, width, height)
            else:
                gl.RenderbufferStorage(g.RENDERBUFFER, g.DEPTH24_STENCIL8, width, height)
            gl.FramebufferRenderbuffer(g.FRAMEBUFFER, g.DEPTH_STENCIL_ATTACHMENT, g.RENDERBUFFER, self._depth_buffer)
        _require_complete(gl, width, height)

    def bind(self) -> None:
        """Draw into it, over its whole size."""
        self._gl.BindFramebuffer(g.FRAMEBUFFER, self.handle)
        self._gl.Viewport(0, 0, self.width, self.height)

    def read(self, into: NDArray[np.uint8] | None = None) -> NDArray[np.uint8]:
        """The pixels (height, width, 4) u8, row 0 as drawn first; waits for the drawing."""
        pixels = into if into is not None else np.empty((self.height, self.width, 4), dtype=np.uint8)
        self._gl.BindFramebuffer(g.FRAMEBUFFER, self.handle)
        self._gl.ReadPixels(0, 0, self.width, self.height, g.RGBA, g.UNSIGNED_BYTE, pointer(pixels))
        return pixels

    def resolve_to(self, framebuffer: int) -> None:
        """Copy the colours (averaged over the samples) to another frame buffer of the same size."""
        gl = self._gl
        gl.BindFramebuffer(g.READ_FRAMEBUFFER, self.handle)
        gl.BindFramebuffer(g.DRAW_FRAMEBUFFER, framebuffer)
        size = (0, 0, self.width, self.height)
        gl.BlitFramebuffer(*size, *size, g.COLOR_BIT, g.NEAREST)
        gl.BindFramebuffer(g.FRAMEBUFFER, framebuffer)

    def delete(self) -> None:
        """Give everything back."""
        self._gl.delete("Framebuffers", self.handle)
        if self.texture:
            self._gl.delete("Textures", self.texture)
        for buffer in (self._colour_buffer, self._depth_buffer):
            if buffer:
                self._gl.delete("Renderbuffers", buffer)


class DepthTarget:
    """A square depth texture to draw shadows into and to look them up in."""

    def __init__(self, gl: Calls, size: int) -> None:
        self._gl = gl
        self.size = size
        self.texture = gl.new("Textures")
        gl.BindTexture(g.TEXTURE_2D, self.texture)
        gl.TexImage2D(g.TEXTURE_2D, 0, g.DEPTH_COMPONENT24, size, size, 0, g.DEPTH_COMPONENT, g.UNSIGNED_INT, None)
        _filter(gl, g.NEAREST)
        self.handle = gl.new("Framebuffers")
        gl.BindFramebuffer(g.FRAMEBUFFER, self.handle)
        gl.FramebufferTexture2D(g.FRAMEBUFFER, g.DEPTH_ATTACHMENT, g.TEXTURE_2D, self.texture, 0)
        gl.DrawBuffer(0)
        gl.ReadBuffer(0)
        _require_complete(gl, size, size)

    def bind(self) -> None:
        """Draw into it, over its whole size."""
        self._gl.BindFramebuffer(g.FRAMEBUFFER, self.handle)
        self._gl.Viewport(0, 0, self.size, self.size)


def colour_texture(gl: Calls, width: int, height: int) -> int:
    """An empty RGBA8 texture, smooth and clamped at its edges."""
    texture = gl.new("Textures")
    gl.BindTexture(g.TEXTURE_2D, texture)
    gl.TexImage2D(g.TEXTURE_2D, 0, g.RGBA8, width, height, 0, g.RGBA, g.UNSIGNED_BYTE, None)
    _filter(gl, g.LINEAR)
    return texture


def _filter(gl: Calls, kind: int) -> None:
    for name, value in (
        (g.TEXTURE_MIN_FILTER, kind),
        (g.TEXTURE_MAG_FILTER, kind),
        (g.TEXTURE_WRAP_S, g.CLAMP_TO_EDGE),
        (g.TEXTURE_WRAP_T, g.CLAMP_TO_EDGE),
    ):
        gl.TexParameteri(g.TEXTURE_2D, name, value)


def _require_complete(gl: Calls, width: int, height: int) -> None:
    if gl.CheckFramebufferStatus(g.FRAMEBUFFER) != g.FRAMEBUFFER_COMPLETE:
        raise NoOpenGLError(f"The graphics driver cannot draw into a picture of {width} x {height} pixels.")
