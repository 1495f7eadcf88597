"""The determinism light: a glyph and a word for whether ticks that came again gave the same bits."""

from editor.ui.api import ToolButton, tr
from panels.physics_profiler.model import Light, PhysicsProfilerModel

GLYPHS = {
    "nothing": ("circle", "icon.secondary"),
    "equal": ("check-circle-fill", "severity.ok"),
    "differs": ("x-circle-fill", "severity.error"),
}


class DeterminismLight(ToolButton):
    """A flat button; when a tick differs, pressing it goes there."""

    def __init__(self, model: PhysicsProfilerModel) -> None:
        super().__init__("circle", tr("Determinism"), size=22, glyph_size=14, colour="icon.secondary")
        self._model = model
        self._shown: tuple[Light, bool] | None = None
        self.clicked.connect(self._go)

    def show_light(self, *, with_words: bool) -> None:
        """Take the state of the model."""
        light = self._model.light()
        if self._shown == (light, with_words):
            return
        self._shown = (light, with_words)
        self.set_glyph(*GLYPHS[light.standing])
        self.set_text(tr(light.text) if with_words else "")
        self.setToolTip(tr("Determinism: {text}. {why}", text=light.text, why=light.why))
        self.setAccessibleName(tr("Determinism: {text}", text=light.text))
        self.setAccessibleDescription(tr(light.why))

    def _go(self) -> None:
        tick = self._model.light().tick
        if tick is None:
            return
        refused = self._model.go_to(tick)
        if refused:
            self._model.editor.status(refused)
