"""Pictures for agents, drawn by the window's own renderer beside what it shows: the same ground, light and ghosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.viewport.render.options import RenderOptions
from editor.viewport.render.png import png_bytes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from editor.core.agents.errands import Errands
    from editor.viewport.widget import ViewportWidget
    from engine.llm.agents.desk import Shot


class WindowShots:
    """Called in a thread beside the window: only the drawing itself happens in the window's thread."""

    def __init__(self, viewport: ViewportWidget) -> None:
        self._viewport = viewport

    def __call__(self, shot: Shot, errands: Errands) -> bytes:
        """The picture as PNG.

        Raises:
            CallRefusedError: The window can't draw at the moment.
            ErrandsClosedError: The window closes.
        """
        # Imported late: nothing of it is needed before the first agent comes.
        from editor.viewport.picture.shots import CHANGED, camera_of, picture_of
        from engine.llm.agents.reply import refuse

        viewport = self._viewport
        size = (shot.width, shot.height)

        def as_it_is() -> NDArray[np.uint8] | None:
            """What the person looks at: with the ghosts that are under review, or of the game that plays."""
            shown = viewport.source.picture()
            return viewport.canvas.drawn_beside(shown, viewport.camera(), RenderOptions(grid=False), size)

        def is_here() -> bool:
            editor, view = viewport.editor, shot.view
            here = editor.view if editor.has_scene else None
            return here is not None and (view.scene_file, view.encounter_file) == (here.scene_file, here.encounter_file)

        if shot.x is None and not shot.ghosts | shot.changed and errands.ask(is_here):
            pixels = errands.ask(as_it_is)
        else:
            ground = errands.ask(lambda: viewport.source.ground if is_here() else None)
            picture, camera = picture_of(shot, ground), camera_of(shot)
            options = RenderOptions(grid=False, selected=shot.changed, selected_colour=CHANGED)

            def aimed() -> NDArray[np.uint8] | None:
                laid = viewport.source.laid_under(picture, shot.view)
                return viewport.canvas.drawn_beside(laid, camera, options, size)

            pixels = errands.ask(aimed)
        if pixels is None:
            raise refuse("a renderer", "the viewport can't draw at the moment", expected="a window that is shown")
        return png_bytes(pixels)
