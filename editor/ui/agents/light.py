"""The light in the status bar while agents can connect: who is active, and one click that cuts all of them off."""

from collections.abc import Callable

from editor.core.editor import Editor
from editor.tr import tr
from editor.ui.kit.box import row, vertical_line
from editor.ui.kit.clickable import Clickable
from editor.ui.kit.labels import icon_label, label

CUT_OFF = "tools.cut_agents_off"
LONGEST = 32
"""Letters of a name; the tooltip says all of it."""


class AgentsLight(Clickable):
    """Gone while agents can't connect."""

    def __init__(self, editor: Editor, run: Callable[[str], None]) -> None:
        self._editor = editor
        self._glyph = icon_label("broadcast", "severity.ok", 14)
        self.words = label("", "caption")
        super().__init__([row(vertical_line(), self._glyph, self.words, gap=6)], lambda: run(CUT_OFF))
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands."""
        agents = self._editor.agents
        active = agents.active
        self._glyph.show_glyph("chat-teardrop-dots-fill" if active else "broadcast", "severity.ok")
        names = ", ".join(active)
        short = names if len(names) <= LONGEST else f"{names[: LONGEST - 1]}…"
        words = tr("Agent: {names}", names=short) if active else tr("Agents can connect")
        if agents.standing == "starting":
            words = tr("Starting agent access…")
        if words != self.words.text():
            self.words.setText(words)
        self.setAccessibleName(words)
        what = (
            tr("{names} works with this project", names=names) if active else tr("Agents can connect to this project")
        )
        self.setToolTip(tr("{what}. Click to cut them off", what=what))
        self.setVisible(agents.is_on)
