"""A fix before it is made: what it does, its diff, whom it does not fit, and the words of an expect."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.api import ElidedLabel, LineEdit, column, explain, label, push_button, row, tr
from panels.unwrap_audit.diff_view import DiffView
from panels.unwrap_audit.fixing import Fixing
from panels.unwrap_audit.words import counted, plain_tip

NONE_FITS = "It fits none of the chosen places."


class PreviewPage(QWidget):
    """Apply makes it, Leave changes nothing."""

    def __init__(self, fixing: Fixing) -> None:
        super().__init__()
        self._fixing = fixing
        self.title = ElidedLabel("", "strong")
        self.told = label("", "secondary", wrap=True)
        self.short_told = ElidedLabel("", "caption")
        self.short_told.hide()
        self._is_low = False
        self.refused = label("", "caption", wrap=True)
        self.words = LineEdit()
        self.words.setPlaceholderText(tr("Why it can't fail"))
        self.words.setAccessibleName(tr("Words of the expect"))
        self.words.editingFinished.connect(self._reason)
        self.apply = push_button(tr("Apply"), "primary")
        self.apply.clicked.connect(lambda _checked=False: fixing.apply())
        self.leave = push_button(tr("Leave"))
        self.leave.clicked.connect(lambda _checked=False: fixing.drop())
        self.diff = DiffView(tr("What the fix changes"))
        head = column(
            row((self.title, 1), self.leave, self.apply, gap=4),
            self.told,
            self.short_told,
            self.words,
            self.refused,
            margins=(8, 4, 8, 4),
            gap=4,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self.diff, 1)

    def set_low(self, *, is_low: bool) -> None:
        """What it does in one line where there is little height, so that the diff has the rest."""
        if is_low != self._is_low:
            self._is_low = is_low
            self.refresh()

    def refresh(self) -> None:
        """Show the preview as it is now."""
        preview = self._fixing.preview
        if preview is None:
            return
        self.title.set_whole(tr(preview.title))
        self.told.setText(preview.told)
        self.told.setVisible(bool(preview.told) and not self._is_low)
        self.short_told.set_whole(preview.told)
        self.short_told.setVisible(bool(preview.told) and self._is_low)
        self.words.setVisible(preview.takes_reason)
        if not self.words.hasFocus():
            self.words.setText(preview.reason)
        refused = preview.refused
        first = f"{refused[0][0]}: {refused[0][1]}" if refused else ""
        more = tr(" And {places} more.", places=f"{len(refused) - 1:,}") if len(refused) > 1 else ""
        self.refused.setText(
            f"{tr('Left out')}: {counted(len(refused), tr('place'))}. {first}{more}" if refused else ""
        )
        self.refused.setToolTip(plain_tip("\n".join(f"{place}: {why}" for place, why in refused[:40])))
        self.refused.setVisible(bool(refused))
        self.diff.show_diff(preview.diff)
        explain(self.apply, tr("Write it; what does not compile is taken back"),
                self._fixing.why_not or ("" if preview.wishes else tr(NONE_FITS)))  # fmt: skip

    def _reason(self) -> None:
        preview, words = self._fixing.preview, self.words.text().strip()
        if preview is not None and words != preview.reason:
            self._fixing.reword(words)
