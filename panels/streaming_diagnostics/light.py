"""The light of the panel: whether streaming keeps up, at a glance."""

from editor.ui.api import ToolButton, tr
from panels.streaming_diagnostics.standing import GLYPHS, Standing


class StandingLight(ToolButton):
    """A flat button; `show_standing` gives it glyph and words, pressing it shows the page that tells more."""

    def __init__(self) -> None:
        super().__init__("circle", tr("Streaming"), size=22, glyph_size=14, colour="icon.secondary")
        self.shown: tuple[Standing, bool] | None = None

    def show_standing(self, standing: Standing, *, with_words: bool) -> None:
        """Take another standing."""
        if self.shown == (standing, with_words):
            return
        self.shown = (standing, with_words)
        self.set_glyph(*GLYPHS[standing.mood])
        self.set_text(tr(standing.text) if with_words else "")
        self.setToolTip(tr("Streaming: {text}. {why}", text=standing.text, why=standing.why))
        self.setAccessibleName(tr("Streaming: {text}", text=standing.text))
        self.setAccessibleDescription(tr(standing.why))
