"""View: panels, workspaces, theme, text size, palette, settings, pictures."""

import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from editor.core.actions.registry import Action
from editor.core.proposals.key_ring import KeyRing
from editor.core.terrain.typed_place import FARTHEST_M, parse_place
from editor.tr import tr
from editor.ui.dialogs.name_question import NameQuestion
from editor.ui.settings.key_dialog import KeyDialog
from editor.ui.settings.page import NO_GAMEPAD, Door, SettingsPage
from editor.ui.shell.shell import Shell

THEMES = (("dark", "Dark", "moon"), ("light", "Light", "sun"), ("high_contrast", "High contrast", "circle-half"))
TEXT_SIZES = (100, 125, 150, 175, 200)


def actions(window: Shell) -> list[Action]:
    """The actions of the View menu."""
    settings = window.editor.settings
    panels = [
        Action(
            f"view.panel_{spec.id}", f"Panels: {spec.title}", partial(window.toggle_panel, spec.id), "", "has_project",
            spec.icon, "View/1", description=spec.question, checked=partial(window.docks.is_open, spec.id),
        )
        for spec in window.specs
    ]  # fmt: skip
    themes = [
        Action(
            f"view.theme_{theme}", f"Theme: {title}", partial(settings.set, "appearance.theme", theme), "", "", glyph,
            "View/3", description="Dress the window in these colours.",
            checked=lambda theme=theme: settings.appearance.theme == theme,
        )
        for theme, title, glyph in THEMES
    ]  # fmt: skip
    sizes = [
        Action(
            f"view.text_{size}", f"Text size: {size} %", partial(settings.set, "appearance.text_scale", size), "", "",
            "text-aa", "View/3", description="Show text and controls at this size.",
            checked=lambda size=size: settings.appearance.text_scale == size,
        )
        for size in TEXT_SIZES
    ]  # fmt: skip

    def scale(step: int) -> None:
        wanted = settings.appearance.text_scale + step
        settings.set("appearance.text_scale", min(max(wanted, TEXT_SIZES[0]), TEXT_SIZES[-1]))

    return [
        Action(
            "view.palette", "Commands…", window.open_palette, "Ctrl+Shift+P", "", "magnifying-glass", "View/0",
            description="Find and run anything by a few letters of its name.",
        ),
        Action(
            "view.go_to_entity", "Go to entity…", lambda: window.open_palette("@"), "Ctrl+P", "has_scene", "crosshair",
            "View/0", description="Find an entity by its name.",
        ),
        Action(
            "view.go_to_place", "Go to place…", lambda: go_to_place(window), "Ctrl+J", "has_scene", "map-pin",
            "View/0", description="Look at a place of the world by its x and z in metres.",
        ),
        *panels,
        *themes,
        *sizes,
        Action(
            "view.larger_text", "Larger text", lambda: scale(25), "Ctrl++", "", "text-aa", "View/3",
            description="Make text and controls larger by a quarter.",
        ),
        Action(
            "view.smaller_text", "Smaller text", lambda: scale(-25), "Ctrl+-", "", "text-aa", "View/3",
            description="Make text and controls smaller by a quarter.",
        ),
        Action(
            "view.picture", "Take a picture of the scene…", lambda: take_picture(window), "F12", "has_scene", "camera",
            "View/5", description="Save what the viewport shows as a PNG file.",
        ),
        Action(
            "app.settings", "Settings", lambda: open_settings(window), "Ctrl+,", "", "gear",
            "Edit/5", description="Look, editing, play, sound, viewport and files; every change is in force at once.",
        ),
    ]  # fmt: skip


def open_settings(window: Shell, found: str = "") -> None:
    """Show every setting, with what is known of the machine; `found` are words to be searched for at first."""
    editor = window.editor
    ring, assistant = KeyRing(editor.jobs, editor.settings), editor.settings.assistant
    key = Door(
        tr("Store a key…"),
        tr("Put a key into the system's key-ring, see whether one lies there, or take it out again."),
        lambda page: KeyDialog(page, ring, assistant.key_name or assistant.client).exec(),
        ("assistant.key_in", "assistant.key_name"),
    )
    notes = {"sound": editor.sound_device, "play": NO_GAMEPAD}
    page = SettingsPage(window, editor.settings, notes, {"assistant": key})
    page.field.setText(found)
    page.exec()


def go_to_place(window: Shell) -> None:
    """Ask for a place and look at the ground there."""
    editor = window.editor
    terrain = editor.view.header.terrain
    half_m = FARTHEST_M if getattr(terrain, "kind", "patch") == "endless" else terrain.size_m / 2.0

    def why_not(text: str) -> str:
        try:
            parse_place(text, half_m)
        except ValueError as problem:
            return str(problem)
        return ""

    x, _y, z = editor.tools.spot
    question = NameQuestion(
        window,
        tr("Go to place"),
        tr("x and z in metres from the origin, at most {far} m.", far=f"{half_m:,.0f}"),
        f"{x:g}, {z:g}",
        tr("Go there"),
        why_not,
        glyph="map-pin",
    )
    question.field.setAccessibleName(tr("x and z in metres"))
    text = question.asked()
    if text:
        editor.tools.go_to(*parse_place(text, half_m))


def take_picture(window: Shell) -> None:
    """Ask for a file and save the viewport's picture there."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    name = f"{window.editor.scene}_{time.strftime('%Y%m%d_%H%M%S')}.png"
    chosen, _kind = QFileDialog.getSaveFileName(
        window, tr("Save the picture"), str(Path(pictures) / name), "PNG (*.png)"
    )
    if chosen:
        window.save_picture(Path(chosen))
