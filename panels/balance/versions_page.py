"""The page of versions: the open one against an earlier one or a commit, in a sentence for each skill."""

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from editor.ui.api import ChoiceBox, column, explain, label, push_button, row, scrolled, tool_button, tr
from panels.balance.matters_page import progress_bar, show_progress
from panels.balance.versions import Versions

LEAST_LETTERS = 6


class VersionsPage(QWidget):
    """What was played in this session is kept; a commit is played when it is asked for."""

    def __init__(self, versions: Versions) -> None:
        super().__init__()
        self._versions = versions
        self.choice = _box(tr("Earlier version"))
        self.choice.currentIndexChanged.connect(self._choose)
        self.commits = _box(tr("Commit"))
        self.commits.currentIndexChanged.connect(lambda _place: self.refresh())
        self.play = push_button(tr("Compare"), glyph="git-branch")
        self.play.clicked.connect(lambda _checked=False: self._play())
        self.progress = progress_bar(tr("Progress of playing a commit"))
        self.cancel = tool_button("x", tr("Give it up"), size=22, glyph_size=14)
        self.cancel.clicked.connect(versions.revisions.cancel)
        self.told = label("", wrap=True)
        self.state = label("", "secondary", wrap=True)
        self.rests_on = label("", "caption", wrap=True)
        self._head = row(label(tr("The open version against"), "secondary"), (self.choice, 1), gap=6)
        self._git = row(
            label(tr("A commit"), "secondary"), (self.commits, 1), self.play, self.progress, self.cancel, gap=6
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        said = (self._head, self._git, self.state, self.told, self.rests_on)
        page = column(*said, None, margins=(8, 4, 8, 8), gap=8, name="panel")
        box.addWidget(scrolled(page))

    def refresh(self) -> None:
        """Show the versions as they are now."""
        versions = self._versions
        versions.look()
        earlier, chosen = versions.earlier, versions.chosen
        _fill(self.choice, [(each.name, each.key) for each in earlier])
        if chosen is not None:
            self.choice.blockSignals(True)
            self.choice.setCurrentIndex([each.key for each in earlier].index(chosen.key))
            self.choice.blockSignals(False)
            self.choice.setToolTip(self.choice.currentText())
        self._head.setVisible(bool(earlier))
        self.told.setText("\n".join(versions.told))
        self.rests_on.setText(versions.rests_on)
        self.rests_on.setVisible(bool(versions.rests_on))
        self._show_commits()

    def _show_commits(self) -> None:
        versions, question = self._versions, self._versions.revisions
        _fill(self.commits, [(f"{each.short} {each.subject}, {each.day}", each.name) for each in versions.commits])
        self._git.setVisible(bool(versions.commits))
        self.play.setVisible(not question.is_running)
        self.cancel.setVisible(question.is_running)
        why = "" if question.is_running else question.why_not()
        explain(self.play, tr("Play the files of this commit with the same seeds"), why)
        show_progress(self.progress, question.job)
        told = question.job.text if question.job is not None else ""
        self.state.setText(tr("It could not be played: {error}", error=question.error) if question.error else told)
        self.state.setVisible(bool(self.state.text()))

    def _choose(self, place: int) -> None:
        self._versions.choose(str(self.choice.itemData(place)))
        self.refresh()

    def _play(self) -> None:
        place = self.commits.currentIndex()
        if 0 <= place < len(self._versions.commits):
            self._versions.play(self._versions.commits[place])
            self.refresh()


def _box(name: str) -> QComboBox:
    """A choice whose longest line may be cut, so that it never makes the panel wider; its tooltip has the whole."""
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(LEAST_LETTERS)
    box.currentTextChanged.connect(box.setToolTip)
    return box


def _fill(box: QComboBox, lines: list[tuple[str, str]]) -> None:
    """Show other lines, (text, key) each; what was chosen stays chosen where it is still there."""
    if lines == [(box.itemText(place), box.itemData(place)) for place in range(box.count())]:
        return
    was = box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, key in lines:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(was)) if lines else -1)
    box.setToolTip(box.currentText())
    box.blockSignals(False)
