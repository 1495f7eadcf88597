"""Where OpenGL comes from: a context without a window (EGL), or the one that is current in a widget."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from typing import Any

from editor.viewport.render.gl import RENDERER, VERSION, Calls


class NoOpenGLError(RuntimeError):
    """OpenGL is missing or too old; the message says what, why and what to do."""


SOFTWARE = ("llvmpipe", "softpipe", "swiftshader")
FRAMEBUFFER, FRAMEBUFFER_BINDING = 0x8D40, 0x8CA6
_REMEDY = (
    "Install the Mesa drivers (Debian: libgl1-mesa-dri, libegl1) or update the graphics driver, then open it again."
)


class Context:
    """A current OpenGL context: `gl` its calls, `handle(thing)` the name of a gloo texture, buffer or program."""

    def __init__(self, canvas: Any) -> None:
        from vispy.gloo.gl import gl2
        from vispy.gloo.gl._constants import GL_FALSE  # noqa: F401  (proves that this is vispy's own table)

        self._canvas = canvas
        self.gl = Calls(gl2._get_gl_func)
        from vispy import gloo

        self.version = str(gloo.gl.glGetParameter(VERSION))
        self.renderer = str(gloo.gl.glGetParameter(RENDERER))
        self.is_software = any(name in self.renderer.lower() for name in SOFTWARE)
        if _number(self.version) < (3, 3):
            raise NoOpenGLError(f"The viewport needs OpenGL 3.3; {self.renderer} offers {self.version}. {_REMEDY}")

    def handle(self, thing: Any) -> int:
        """The OpenGL name of a gloo object, made now if it was not yet.

        Where one is made while a picture is drawn, as a program for what is shown for the first time, the rest of the
        picture must still reach its target: making it binds the window's own.
        """
        context = self._canvas.context
        target = self.gl.integer(FRAMEBUFFER_BINDING)
        context.glir.associate(thing.glir)
        try:
            context.flush_commands()
        finally:
            if self.gl.integer(FRAMEBUFFER_BINDING) != target:
                self.gl.BindFramebuffer(FRAMEBUFFER, target)
        return int(context.shared.parser.get_object(thing.id).handle)

    def make_current(self) -> None:
        """Let the following calls go to this context."""
        self._canvas.set_current()

    def close(self) -> None:
        """Give the context back, and with it everything that was made in it."""
        self._canvas.close()
        if not isinstance(self._canvas, _Foreign):
            _destroy(self._canvas)


class _Foreign:
    """A canvas for vispy over a context that somebody else has made current."""

    def __init__(self) -> None:
        from vispy.gloo.context import FakeCanvas, set_current_canvas

        self._fake = FakeCanvas()
        self._set = set_current_canvas
        self._set(self._fake)

    @property
    def context(self) -> Any:
        return self._fake.context

    def set_current(self) -> None:
        self._set(self._fake)

    def close(self) -> None:
        from vispy.gloo.context import forget_canvas

        forget_canvas(self._fake)


def offscreen_context() -> Context:
    """A context of its own that needs no window. Raises NoOpenGLError."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("EGL_PLATFORM", "surfaceless")
    try:
        import vispy
        from vispy import app

        logging.getLogger("vispy").setLevel(logging.ERROR)
        with _quiet():
            vispy.use(app="egl", gl="gl2")
            canvas = app.Canvas(size=(16, 16), show=False, keys=None)
            canvas.set_current()
        return Context(canvas)
    except NoOpenGLError:
        raise
    except Exception as error:
        raise NoOpenGLError(f"The viewport found no OpenGL without a window: {error}. {_REMEDY}") from error


def current_context() -> Context:
    """The context that is current on this thread (a widget's). Raises NoOpenGLError."""
    try:
        from vispy import gloo

        logging.getLogger("vispy").setLevel(logging.ERROR)
        gloo.gl.use_gl("gl2")
        return Context(_Foreign())
    except NoOpenGLError:
        raise
    except Exception as error:
        raise NoOpenGLError(f"The viewport could not use the window's OpenGL: {error}. {_REMEDY}") from error


def _destroy(canvas: Any) -> None:
    """Free an offscreen context: vispy gives back its surface alone, and some 40 MB of pictures and buffers stay."""
    backend = canvas._backend
    native = getattr(backend, "_native_context", None)
    if native is None:
        return
    from vispy.app.backends import _egl
    from vispy.ext import egl

    egl.eglMakeCurrent(_egl._EGL_DISPLAY, None, None, None)
    egl._lib.eglDestroyContext(_egl._EGL_DISPLAY, native)
    backend._native_context = None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Vispy tells on its logger what it then also raises."""
    logger = logging.getLogger("vispy")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _number(version: str) -> tuple[int, int]:
    major, _, rest = version.partition(".")
    digits = "".join(character for character in major if character.isdigit())
    minor = rest[:1]
    return (int(digits or 0), int(minor) if minor.isdigit() else 0)
