"""Chooses the presenter: the window's OpenGL on a graphics card, read-back everywhere else."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext
from PySide6.QtWidgets import QWidget

from editor.viewport.presenters.host import Host
from editor.viewport.presenters.message import MessageCanvas
from editor.viewport.presenters.read_back import ReadBackCanvas
from editor.viewport.render.context import SOFTWARE, NoOpenGLError

GL_RENDERER = 0x1F01
WITHOUT_OPENGL = {"offscreen", "minimal", "vnc", "linuxfb"}


def make_canvas(host: Host, parent: QWidget, wanted: str = "auto") -> QWidget:
    """A canvas of the wanted kind ("auto", "gl", "egl"), or what else works, or a message that says why none does."""
    order = [wanted] if wanted in {"gl", "egl"} else [best_kind()]
    order += [kind for kind in ("egl", "gl") if kind not in order]
    reasons: list[str] = []
    for kind in order:
        if kind == "gl" and not window_renderer():
            reasons.append("The window system offers no OpenGL.")
            continue
        try:
            if kind == "egl":
                return ReadBackCanvas(host, parent)
            from editor.viewport.presenters.window_gl import WindowGlCanvas

            return WindowGlCanvas(host, parent)
        except NoOpenGLError as error:
            reasons.append(str(error))
    return MessageCanvas(" ".join(reasons), parent)


def best_kind() -> str:
    """The window's OpenGL where it runs on a graphics card, else read-back: in software it would redraw all docks."""
    renderer = window_renderer().lower()
    return "gl" if renderer and not any(name in renderer for name in SOFTWARE) else "egl"


def window_renderer() -> str:
    """What draws for the window system; empty when it has no OpenGL."""
    if QGuiApplication.platformName() in WITHOUT_OPENGL:
        return ""
    context = QOpenGLContext()
    surface = QOffscreenSurface()
    surface.create()
    if not context.create() or not context.makeCurrent(surface):
        return ""
    try:
        return str(context.functions().glGetString(GL_RENDERER) or "")
    finally:
        # An EGL context cannot become current on this thread while this one is.
        context.doneCurrent()
