"""Earlier versions of the open project: when each was made, how it differs from now, and the way back to it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QDialog, QStackedWidget, QVBoxLayout, QWidget

from editor.core.editor import Editor
from editor.core.jobs import Job
from editor.core.recovery.autosave import Version
from editor.core.recovery.version_diff import Difference, difference
from editor.core.workbench import EditRefusedError
from editor.tr import tr
from editor.ui.dialogs.screen_fit import resize_within
from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import explain, push_button
from editor.ui.kit.empty import EmptyState
from editor.ui.kit.labels import icon_label, label
from editor.ui.kit.views import Table
from editor.ui.rooms.table import Cell, Column, RowsModel
from editor.ui.texts.when import clock_text, when_text
from editor.ui.theme.look import look
from engine.document import CommandError, Document
from engine.document.path import words

KINDS = {"autosave": ("copy-simple", "Automatic copy"), "backup": ("floppy-disk", "Before a save")}


class VersionsDialog(QDialog):
    """Versions on the left, what going back would change on the right; `restored` is the version that was taken."""

    def __init__(self, parent: QWidget | None, editor: Editor) -> None:
        super().__init__(parent)
        assert editor.document is not None
        document = editor.document
        self._editor, self._document = editor, document
        self._job: Job | None = None
        self.difference: Difference | None = None
        self.restored: Version | None = None
        self.setWindowTitle(tr("Earlier versions of {title}", title=editor.title))
        columns = (Column(tr("Version")), Column(tr("When")), Column(tr("Files")))
        self.versions = RowsModel(columns, lambda version: _version_cells(version, file_words(document, version.files)))
        self.versions.show(sorted(editor.autosave.versions(self._document.folder), key=lambda each: -each.time))
        self.table = self._table((0, 84, 110), self.versions, tr("Earlier versions, the newest first"))
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.changes = RowsModel((Column(tr("Going back would")),), lambda text: (Cell(text, tip=text),))
        self.list = self._table((0,), self.changes, tr("What going back would change"))
        self.note = EmptyState("hourglass", tr("Comparing"), tr("What differs from now is listed here."))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.note)
        self.more = label("", "secondary")
        self.back = push_button(tr("Go back to this version"), "primary")
        self.back.clicked.connect(self._restore)
        close = push_button(tr("Close"))
        close.clicked.connect(self.reject)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        box = QVBoxLayout(self)
        box.addWidget(self._head())
        if self.versions.rows():
            box.addWidget(row((self.table, 4), (column((self.pages, 1), self.more, gap=4), 5), gap=12), 1)
        else:
            box.addWidget(self._nothing(), 1)
        box.addWidget(self.problem)
        box.addWidget(row(None, close, self.back, gap=8))
        look.follow(self, VersionsDialog._fit)
        self._tell()
        if self.versions.rows():
            self.table.setCurrentIndex(self.versions.index(0, 0))
            self.table.setFocus()

    def done(self, result: int) -> None:
        """Compare no further once it is closed."""
        if self._job is not None:
            self._job.cancel()
            # One that has ended already still has its news to tell, to a dialog that is gone by then.
            self._job = None
        super().done(result)

    def _head(self) -> QWidget:
        minutes = self._editor.settings.files.autosave_minutes
        copies = (
            tr("While there are unsaved changes, a copy is made every {count} min.", count=minutes)
            if minutes
            else tr("No automatic copies are made; Settings, Files turns them on.")
        )
        said = column(
            label(self.windowTitle(), "title"),
            label(tr("{copies} What a save replaces is kept once.", copies=copies), "secondary", wrap=True),
            gap=4,
        )
        return row(column(icon_label("clock-counter-clockwise", "icon.primary", 24), None), (said, 1), gap=12)

    def _nothing(self) -> QWidget:
        self.back.hide()
        return EmptyState(
            "clock-counter-clockwise",
            tr("No earlier versions yet"),
            tr("Automatic copies of unsaved work and the version before each save will be here, with a way back."),
        )

    @staticmethod
    def _table(widths: tuple[int, ...], rows: RowsModel, name: str) -> Table:
        table = Table(widths)
        table.setModel(rows)
        table.setAccessibleName(name)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        return table

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        """Compare the chosen version with now, in the background."""
        version = self.versions.item(index)
        if self._job is not None:
            self._job.cancel()
        self.difference = None
        self._tell()
        if version is None:
            return
        snapshot = self._document.snapshot()
        self._job = self._editor.jobs.submit(
            "Compare versions",
            lambda _progress, cancelled: difference(snapshot, version, cancelled),
            self._compared,
            quiet=True,
        )

    def _compared(self, job: Job) -> None:
        if job is not self._job or job.state == "cancelled":
            return
        problem = f"{job.error}" if job.error is not None else ""
        self.difference = job.result if job.state == "done" else Difference(problem=problem)
        self._tell()

    def _tell(self) -> None:
        """Show what is known of the chosen version."""
        found = self.difference
        why = ""
        if found is None:
            self._note("hourglass", tr("Comparing"), tr("What differs from now is listed here."))
            why = tr("It is being compared with now.")
        elif found.problem:
            self._note("warning-fill", tr("This version cannot be read"), found.problem, "severity.warning")
            why = tr("This version cannot be read.")
        elif found.is_none:
            self._note("equals", tr("Nothing differs"), tr("The project is as it was then."))
            why = tr("The project is as it was then.")
        if self._editor.play.is_active:
            why = tr("Stop playing first.")
        sentences = found.sentences if found is not None else ()
        self.changes.show(list(sentences))
        self.pages.setCurrentWidget(self.list if sentences else self.note)
        more = found.more if found is not None else 0
        self.more.setText(tr("and {count} more", count=f"{more:,}") if more else "")
        explain(self.back, tr("Bring these files back to that version; it can be undone"), why)

    def _note(self, glyph: str, title: str, text: str, colour: str = "icon.disabled") -> None:
        self.note.glyph.show_glyph(glyph, colour)
        self.note.say(title, text)

    def _restore(self) -> None:
        version = self.versions.item(self.table.currentIndex())
        try:
            command = self._editor.autosave.restore_command(version)
            if command is not None:
                self._editor.run(command)
        except (OSError, ValueError, CommandError, EditRefusedError) as error:
            self.problem.setText(tr("Nothing was changed: {what}", what=error))
            self.problem.show()
            return
        self.restored = version
        self.accept()

    def _fit(self) -> None:
        self.layout().setContentsMargins(*[look.px(16)] * 4)
        self.layout().setSpacing(look.px(12))
        resize_within(self, look.px(860), look.px(460))


def _version_cells(version: Version, files: str) -> tuple[Cell, Cell, Cell]:
    glyph, title = KINDS[version.kind]
    when = when_text(version.time)
    return (
        Cell(tr(title), glyph, "icon.secondary", tip=str(version.path)),
        Cell(when, colour="text.secondary", tip=clock_text(version.time)),
        Cell(files, colour="text.secondary", tip=", ".join(version.files)),
    )


def file_words(document: Document, files: Sequence[str]) -> str:
    """Files as people call them: their titles, and how many tiles of ground."""
    tiles = sum(file.startswith("terrain/") for file in files)
    nodes = ((file, document.files.get(file)) for file in files if not file.startswith("terrain/"))
    titles = [(node.title if node is not None else "") or words(file.rpartition("/")[2]) for file, node in nodes]
    if tiles:
        titles.append(tr("1 tile of ground") if tiles == 1 else tr("{count} tiles of ground", count=f"{tiles:,}"))
    return ", ".join(titles)
