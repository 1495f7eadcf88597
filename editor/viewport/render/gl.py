"""The few OpenGL calls of a frame that vispy's gloo does not make, as plain function pointers."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER, UNIFORM_BUFFER, DRAW_INDIRECT_BUFFER = 0x8892, 0x8893, 0x8A11, 0x8F3F
STATIC_DRAW, STREAM_DRAW = 0x88E4, 0x88E0
FLOAT, UNSIGNED_INT, UNSIGNED_BYTE = 0x1406, 0x1405, 0x1401
TRIANGLES = 0x0004
DEPTH_TEST, BLEND, CULL_FACE, STENCIL_TEST, SCISSOR_TEST = 0x0B71, 0x0BE2, 0x0B44, 0x0B90, 0x0C11
LEQUAL, EQUAL, GREATER = 0x0203, 0x0202, 0x0204
KEEP, INCREMENT = 0x1E00, 0x1E02
SRC_ALPHA, ONE_MINUS_SRC_ALPHA, ONE = 0x0302, 0x0303, 1
CLOCKWISE, COUNTER_CLOCKWISE = 0x0900, 0x0901
COLOR_BIT, DEPTH_BIT, STENCIL_BIT = 0x4000, 0x0100, 0x0400
FRAMEBUFFER, READ_FRAMEBUFFER, DRAW_FRAMEBUFFER, RENDERBUFFER = 0x8D40, 0x8CA8, 0x8CA9, 0x8D41
COLOR_ATTACHMENT0, DEPTH_ATTACHMENT, DEPTH_STENCIL_ATTACHMENT = 0x8CE0, 0x8D00, 0x821A
FRAMEBUFFER_COMPLETE = 0x8CD5
TEXTURE_2D, TEXTURE0 = 0x0DE1, 0x84C0
RGBA32F, R32F, RED, UNPACK_ALIGNMENT, REPEAT, LINEAR_MIPMAP_NEAREST = 0x8814, 0x822E, 0x1903, 0x0CF5, 0x2901, 0x2701
LINEAR_MIPMAP_LINEAR, TEXTURE_MAX_ANISOTROPY = 0x2703, 0x84FE
RGBA, RGBA8, DEPTH24_STENCIL8, DEPTH_COMPONENT, DEPTH_COMPONENT24 = 0x1908, 0x8058, 0x88F0, 0x1902, 0x81A6
TEXTURE_MIN_FILTER, TEXTURE_MAG_FILTER, TEXTURE_WRAP_S, TEXTURE_WRAP_T = 0x2801, 0x2800, 0x2802, 0x2803
NEAREST, LINEAR, CLAMP_TO_EDGE = 0x2600, 0x2601, 0x812F
VERSION, RENDERER = 0x1F02, 0x1F01

_u, _i, _f, _p, _s, _b = (
    ctypes.c_uint,
    ctypes.c_int,
    ctypes.c_float,
    ctypes.c_void_p,
    ctypes.c_ssize_t,
    ctypes.c_ubyte,
)
_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "glActiveTexture": (_u,),
    "glBindBuffer": (_u, _u),
    "glBindBufferBase": (_u, _u, _u),
    "glBindFramebuffer": (_u, _u),
    "glBindRenderbuffer": (_u, _u),
    "glBindTexture": (_u, _u),
    "glBindVertexArray": (_u,),
    "glBlendFunc": (_u, _u),
    "glBlendFuncSeparate": (_u, _u, _u, _u),
    "glBlitFramebuffer": (_i, _i, _i, _i, _i, _i, _i, _i, _u, _u),
    "glBufferData": (_u, _s, _p, _u),
    "glBufferSubData": (_u, _s, _s, _p),
    "glClear": (_u,),
    "glClearColor": (_f, _f, _f, _f),
    "glClearStencil": (_i,),
    "glColorMask": (_b, _b, _b, _b),
    "glDeleteBuffers": (_i, _p),
    "glDeleteFramebuffers": (_i, _p),
    "glDeleteRenderbuffers": (_i, _p),
    "glDeleteTextures": (_i, _p),
    "glDeleteVertexArrays": (_i, _p),
    "glDepthFunc": (_u,),
    "glDepthMask": (_b,),
    "glDepthRange": (ctypes.c_double, ctypes.c_double),
    "glDisable": (_u,),
    "glDrawArrays": (_u, _i, _i),
    "glDrawArraysInstanced": (_u, _i, _i, _i),
    "glDrawBuffer": (_u,),
    "glDrawElements": (_u, _i, _u, _p),
    "glDrawElementsInstanced": (_u, _i, _u, _p, _i),
    "glEnable": (_u,),
    "glEnableVertexAttribArray": (_u,),
    "glFinish": (),
    "glFramebufferRenderbuffer": (_u, _u, _u, _u),
    "glFramebufferTexture2D": (_u, _u, _u, _u, _i),
    "glFrontFace": (_u,),
    "glGenBuffers": (_i, _p),
    "glGenFramebuffers": (_i, _p),
    "glGenRenderbuffers": (_i, _p),
    "glGenTextures": (_i, _p),
    "glGenVertexArrays": (_i, _p),
    "glGenerateMipmap": (_u,),
    "glGetIntegerv": (_u, _p),
    "glMultiDrawElements": (_u, _p, _u, _p, _i),
    "glPixelStorei": (_u, _i),
    "glReadBuffer": (_u,),
    "glReadPixels": (_i, _i, _i, _i, _u, _u, _p),
    "glRenderbufferStorage": (_u, _u, _i, _i),
    "glRenderbufferStorageMultisample": (_u, _i, _u, _i, _i),
    "glScissor": (_i, _i, _i, _i),
    "glStencilFunc": (_u, _i, _u),
    "glStencilOp": (_u, _u, _u),
    "glTexImage2D": (_u, _i, _i, _i, _i, _i, _u, _u, _p),
    "glTexParameteri": (_u, _u, _i),
    "glTexSubImage2D": (_u, _i, _i, _i, _i, _i, _u, _u, _p),
    "glUniform1i": (_i, _i),
    "glUniform4fv": (_i, _i, _p),
    "glUniformBlockBinding": (_u, _u, _u),
    "glUniformMatrix4fv": (_i, _i, _b, _p),
    "glUseProgram": (_u,),
    "glVertexAttribDivisor": (_u, _u),
    "glVertexAttribPointer": (_u, _i, _u, _b, _i, _p),
    "glViewport": (_i, _i, _i, _i),
}
_OPTIONAL: dict[str, tuple[Any, ...]] = {"glMultiDrawArraysIndirect": (_u, _p, _i, _i)}


class Calls:
    """OpenGL functions by their names without the gl prefix: `gl.draw_arrays` is not offered, `gl.DrawArrays` is."""

    MultiDrawArraysIndirect: Callable[..., None] | None = None

    def __init__(self, load: Callable[[str, Any, tuple[Any, ...]], Callable[..., Any]]) -> None:
        """`load(name, result type, argument types)` gives a callable; RuntimeError or AttributeError when absent."""
        for name, arguments in _SIGNATURES.items():
            setattr(self, name.removeprefix("gl"), load(name, None, arguments))
        for name, arguments in _OPTIONAL.items():
            try:
                setattr(self, name.removeprefix("gl"), load(name, None, arguments))
            except (RuntimeError, AttributeError):
                continue
        self.GetUniformLocation = load("glGetUniformLocation", _i, (_u, ctypes.c_char_p))
        self.GetUniformBlockIndex = load("glGetUniformBlockIndex", _u, (_u, ctypes.c_char_p))
        self.CheckFramebufferStatus = load("glCheckFramebufferStatus", _u, (_u,))

    def __getattr__(self, name: str) -> Callable[..., Any]:
        raise AttributeError(f"gl{name} is not among the calls that a frame needs")

    def new(self, kind: str) -> int:
        """A new object: kind is Buffers, Framebuffers, Renderbuffers, Textures or VertexArrays."""
        handle = ctypes.c_uint()
        getattr(self, f"Gen{kind}")(1, ctypes.byref(handle))
        return handle.value

    def delete(self, kind: str, handle: int) -> None:
        """Give an object back."""
        getattr(self, f"Delete{kind}")(1, ctypes.byref(ctypes.c_uint(handle)))

    def integer(self, name: int) -> int:
        """One integer of the context's state."""
        value = ctypes.c_int()
        self.GetIntegerv(name, ctypes.byref(value))
        return value.value


def pointer(array: NDArray[np.generic]) -> int:
    """The address of a contiguous array; the caller keeps the array alive during the call."""
    return array.ctypes.data
