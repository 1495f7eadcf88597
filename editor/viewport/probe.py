"""Asks whether a picture can be drawn on this machine: `python -m editor.viewport.probe` prints one JSON object."""

import json
import sys


def answer() -> dict[str, object]:
    """Whether OpenGL is there, and what draws or what is missing: {"ok": bool, "text": str}."""
    from editor.viewport.render.context import NoOpenGLError, offscreen_context

    try:
        context = offscreen_context()
    except NoOpenGLError as error:
        return {"ok": False, "text": str(error)}
    kind = "in software" if context.is_software else "on the graphics card"
    found = {"ok": True, "text": f"{context.renderer}, OpenGL {context.version}, {kind}"}
    context.close()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answer()) + "\n")
