"""A question with a field for a name, which says at once why a name can't be used."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.tr import tr
from editor.ui.dialogs.question import Answer, Question
from editor.ui.kit.labels import label
from editor.ui.kit.line_edit import LineEdit

_TRIES = 100


class NameQuestion(Question):
    """`asked()` gives the name, or nothing when the user cancels."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        name: str,
        do: str,
        why_not: Callable[[str], str],
        glyph: str = "puzzle-piece",
    ) -> None:
        answers = [Answer("cancel", tr("Cancel")), Answer("do", do, "primary")]
        super().__init__(parent, title, text, answers, glyph=glyph, colour="icon.primary")
        self._why_not = why_not
        name = free_name(name, why_not)
        self.field = LineEdit(name)
        self.field.setAccessibleName(tr("Name"))
        self.field.textChanged.connect(self._check)
        self.why = label("", "error", wrap=True)
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(1, self.field)
        box.insertWidget(2, self.why)
        self.field.selectAll()
        self.field.setFocus()
        self._check(name)

    def asked(self) -> str:
        """Ask, and give the name; empty when it was cancelled or can't be used."""
        name = self.field.text() if self.ask() == "do" else ""
        return "" if self._why_not(name) else name.strip()

    def _check(self, name: str) -> None:
        why = self._why_not(name)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.buttons["do"].setEnabled(not why)
        # A sentence of two lines must not push the others together.
        box = self.layout()
        assert box is not None
        box.activate()
        high = box.totalHeightForWidth(self.width()) if box.hasHeightForWidth() else box.totalSizeHint().height()
        if self.height() < high:
            self.resize(self.width(), high)


def free_name(name: str, why_not: Callable[[str], str]) -> str:
    """A name to begin with that can be used, where the wanted one is taken: "Rift Stalker 2"."""
    numbered = (f"{name} {number}" for number in range(2, _TRIES))
    return next((each for each in (name, *numbered) if not why_not(each)), name)


def variant_question(parent: QWidget | None, title: str, why_not: Callable[[str], str]) -> NameQuestion:
    """What a variant of a prefab is to be called."""
    return NameQuestion(
        parent,
        tr("Make a variant of {name}", name=title),
        tr("A variant follows {name} in everything that it does not say itself.", name=title),
        tr("{name} variant", name=title),
        tr("Make variant"),
        why_not,
    )


def prefab_question(parent: QWidget | None, name: str, why_not: Callable[[str], str]) -> NameQuestion:
    """What a prefab that is made from an entity is to be called."""
    return NameQuestion(
        parent,
        tr("Save {name} as a prefab", name=name),
        tr("{name} becomes its first instance and keeps its name, its tags and its place.", name=name),
        name,
        tr("Save as prefab"),
        why_not,
    )
