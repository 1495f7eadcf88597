"""The page of versions: the open one against an earlier one that is chosen, in a sentence for each skill."""

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from editor.ui.api import column, label, row, scrolled, tr
from panels.balance.versions import Versions


class VersionsPage(QWidget):
    """Nothing to be asked for: what was played is kept."""

    def __init__(self, versions: Versions) -> None:
        super().__init__()
        self._versions = versions
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Earlier version"))
        self.choice.currentIndexChanged.connect(self._choose)
        self.told = label("", wrap=True)
        self.rests_on = label("", "caption", wrap=True)
        self._head = row(label(tr("The open version against"), "secondary"), self.choice, None, gap=6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        page = column(self._head, self.told, self.rests_on, None, margins=(8, 4, 8, 8), gap=8, name="panel")
        box.addWidget(scrolled(page))

    def refresh(self) -> None:
        """Show the versions as they are now."""
        versions = self._versions
        earlier, chosen = versions.earlier, versions.chosen
        names = [each.name for each in earlier]
        if names != [self.choice.itemText(place) for place in range(self.choice.count())]:
            self.choice.blockSignals(True)
            self.choice.clear()
            for each in earlier:
                self.choice.addItem(each.name, each.measured.content)
            self.choice.blockSignals(False)
        if chosen is not None:
            self.choice.blockSignals(True)
            self.choice.setCurrentIndex(names.index(chosen.name))
            self.choice.blockSignals(False)
        self._head.setVisible(bool(earlier))
        self.told.setText("\n".join(versions.told))
        self.rests_on.setText(versions.rests_on)
        self.rests_on.setVisible(bool(versions.rests_on))

    def _choose(self, place: int) -> None:
        self._versions.choose(str(self.choice.itemData(place)))
        self.refresh()
