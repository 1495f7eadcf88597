"""The light in the status bar while agents can connect: who is active, and one click that cuts all of them off.

Where access has ended by itself it says so, and a click shows the way back.
"""

from collections.abc import Callable

from editor.core.editor import Editor
from editor.tr import tr
from editor.ui.agents.names import names_words
from editor.ui.kit.box import row, vertical_line
from editor.ui.kit.clickable import Clickable
from editor.ui.kit.labels import icon_label, label

ACCESS, CUT_OFF = "tools.agent_access", "tools.cut_agents_off"
LONGEST = 32
"""Letters of a name; the tooltip says all of it."""


class AgentsLight(Clickable):
    """Gone while agents can't connect, unless nobody has asked for that."""

    def __init__(self, editor: Editor, run: Callable[[str], None]) -> None:
        self._editor = editor
        self._glyph = icon_label("broadcast", "severity.ok", 14)
        self.words = label("", "caption")
        parts = row(vertical_line(), self._glyph, self.words, gap=6)
        super().__init__([parts], lambda: run(CUT_OFF if editor.agents.is_on else ACCESS))
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands."""
        agents = self._editor.agents
        self.setVisible(agents.is_on or agents.standing == "ended")
        if agents.standing == "ended":
            self._glyph.show_glyph("warning-fill", "severity.warning")
            self._say(tr("Agent access has ended"), tr("{what} Click to start it again", what=tr(agents.error)))
            return
        active = agents.active
        self._glyph.show_glyph("chat-teardrop-dots-fill" if active else "broadcast", "severity.ok")
        names = names_words(active)
        short = names if len(names) <= LONGEST else f"{names[: LONGEST - 1]}…"
        words = tr("Agent: {names}", names=short) if active else tr("Agents can connect")
        if agents.standing == "starting":
            words = tr("Starting agent access…")
        what = (
            tr("{names} works with this project", names=names) if active else tr("Agents can connect to this project")
        )
        self._say(words, tr("{what}. Click to cut them off", what=what))

    def _say(self, words: str, tip: str) -> None:
        if words != self.words.text():
            self.words.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(tip)
