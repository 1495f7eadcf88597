"""What can be done with an asset, as the lines of its menu; what can't be done now says why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from editor.core.project import scene_files
from editor.tr import tr
from editor.ui.dialogs.name_question import NameQuestion, variant_question
from editor.ui.dialogs.question import Answer, Question
from editor.ui.kit.popup import SEPARATOR, Entry
from editor.ui.rooms.assets.catalogue import Asset
from editor.ui.rooms.assets.model import AssetsModel


def entries(model: AssetsModel, asset: Asset, owner: QWidget) -> list[Entry]:
    """The lines of an asset's menu."""
    window, why = owner.window(), model.why_locked
    if asset.is_missing:
        return [(tr("Use the default"), lambda: model.repair(asset, None), why)] if asset.kind == "mesh" else []
    found: list[Entry] = []
    if asset.kind in ("prefab", "mesh"):
        found.append((tr("Add to the scene"), lambda: model.put(asset), why))
    if asset.kind == "prefab":
        found.append((tr("Edit prefab"), lambda: model.edit(asset.id), why))
    if asset.kind in ("scene", "encounter", "decision"):
        found.append((tr("Open"), lambda: model.take(asset), why))
    if asset.kind == "prefab":
        found.append((tr("Make variant…"), lambda: _make_variant(model, asset, window), why))
        found.append((tr("Select what is made of it"), lambda: model.select_uses(asset.id), ""))
    if asset.kind == "mesh" and asset.file:
        found.append((tr("Replace by a file…"), lambda: model.editor.meshes.replacing.emit(asset.id), why))
    file, deleted = model.why_not_file(asset), model.why_not_deleted(asset)
    if found:
        found.append(SEPARATOR)
    found.append((tr("Rename file…"), lambda: _rename(model, asset, window), file))
    if asset.kind != "decision":
        found.append((tr("Duplicate…"), lambda: _duplicate(model, asset, window), file))
    found.append((tr("Delete…"), lambda: _delete(model, asset, window), deleted))
    return found


def ask(model: AssetsModel, asset: Asset, what: str, owner: QWidget) -> None:
    """Do what a key asks of an asset, "rename" or "delete"; the status bar says why it can't be done."""
    why = model.why_not_file(asset) if what == "rename" else model.why_not_deleted(asset)
    if why:
        model.editor.status(why)
    elif what == "rename":
        _rename(model, asset, owner.window())
    else:
        _delete(model, asset, owner.window())


def _make_variant(model: AssetsModel, asset: Asset, window: QWidget) -> None:
    name = variant_question(window, asset.name, model.why_not_named).asked()
    if name:
        model.make_variant(asset.id, name)


def _rename(model: AssetsModel, asset: Asset, window: QWidget) -> None:
    question = NameQuestion(
        window,
        tr("Rename {name}", name=asset.id),
        tr("Whatever names it follows."),
        asset.id,
        tr("Rename"),
        lambda name: model.why_not_renamed(asset, name.strip()),
        "pencil-line",
    )
    name = question.asked()
    if name:
        model.rename(asset, name)


def _duplicate(model: AssetsModel, asset: Asset, window: QWidget) -> None:
    question = NameQuestion(
        window,
        tr("Duplicate {name}", name=asset.name),
        tr("Everything in it is copied."),
        tr("{name} 2", name=asset.name),
        tr("Duplicate"),
        lambda title: "" if title.strip() else tr("A title needs at least one letter."),
        "copy-simple",
    )
    title = question.asked()
    if title:
        model.duplicate(asset, title)


def _delete(model: AssetsModel, asset: Asset, window: QWidget) -> None:
    document = model.editor.document
    sentences = [*scene_files.consequences(document, asset.file), tr("You can undo this.")]
    question = Question(
        window,
        tr("Delete {name}?", name=asset.name),
        " ".join(sentences),
        [Answer("cancel", tr("Cancel")), Answer("delete", tr("Delete"), "primary")],
        glyph="trash",
        colour="severity.warning",
    )
    if question.ask() == "delete":
        scene_files.delete(model.editor, asset.file)
