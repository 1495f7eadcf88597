"""The chip in the status bar: the win rates of expert, average and novice in short; a click opens the panel."""

from editor.api import Editor
from editor.ui.api import ToolButton, Ui, restyle, tr
from panels.balance.words import percent, sentence

ORDER = ("expert", "average", "novice")


class BalanceChip(ToolButton):
    """Gone where no encounter is open or nothing is known; grey where what is known is out of date."""

    def __init__(self, editor: Editor, ui: Ui) -> None:
        super().__init__("scales", tr("Is it fair?"), size=20, glyph_size=14, colour="icon.secondary")
        self._balance = editor.balance
        self.setObjectName("chip.balance")
        self.clicked.connect(lambda _checked=False: ui.show_panel("balance"))
        links = ((self._balance.changed, self.refresh), (editor.opened, self.refresh))
        for signal, slot in links:
            signal.connect(slot)
        self.destroyed.connect(lambda _=None: [signal.disconnect(slot, missing_ok=True) for signal, slot in links])
        self.refresh()

    def refresh(self) -> None:
        """Show the rates as they are now."""
        balance = self._balance
        shown = balance.shown
        is_failed = balance.standing == "failed"
        self.setVisible(shown is not None or is_failed)
        restyle(self, stale=not is_failed and balance.is_stale)
        if is_failed:
            self.set_glyph("scales", "severity.error")
            self.set_text(tr("n/a"))
            self._say(tr("Is it fair? It can't be played: {why}", why=balance.error))
        elif shown is not None:
            rates = {rate.skill: rate for rate in shown.rates}
            told = [
                percent(each.rate) if each.rate is not None else tr("n/a") for each in map(rates.__getitem__, ORDER)
            ]
            self.set_glyph("scales", "icon.disabled" if balance.is_stale else "icon.secondary")
            self.set_text(f"{' / '.join(told)}{' …' if balance.is_stale else ''}")
            stale = tr("Out of date since an edit.") + "\n" if balance.is_stale else ""
            self._say(stale + "\n".join(sentence(rates[skill]) for skill in ORDER))

    def _say(self, text: str) -> None:
        self.setToolTip(text)
        self.setAccessibleName(tr("Is it fair?"))
        self.setAccessibleDescription(text)
