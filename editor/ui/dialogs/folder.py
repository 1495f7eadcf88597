"""Asks for a folder that need not exist yet: choosing among existing ones would mean making it elsewhere first."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from editor.tr import tr


def new_folder_dialog(
    window: QWidget | None, title: str = "", accept: str = "", name: str = "", start: Path | None = None
) -> QFileDialog:
    """A dialog for a new or empty folder; `name` is the folder's name as proposed, `start` where it begins."""
    dialog = QFileDialog(window, title or tr("Where shall the new project lie?"), str(start or Path.home()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setNameFilter(tr("Project folders (*)"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, tr("Project name"))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, accept or tr("Make project"))
    if name:
        dialog.selectFile(name)
    return dialog


def ask_folder(window: QWidget | None, title: str, accept: str, name: str, start: Path | None = None) -> Path | None:
    """Ask for a new or empty folder; None when the user would rather not."""
    dialog = new_folder_dialog(window, title, accept, name, start)
    try:
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None
    finally:
        dialog.deleteLater()
