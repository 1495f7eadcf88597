"""Somebody else's project: its code is off, what that means can be read, and trusting it loses nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from editor.ui.kit.buttons import ToolButton
from editor.ui.project.trust_dialog import TrustDialog
from editor.ui.settings.page import SettingsPage

CODE = '''"""Echoes."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Echo(Component, id="echo"):
    """How loud it answers."""

    loudness: float = prop(1.0, ge=0.0, doc="How loud.")
'''
BLOCK = "[entities.well.echo]\nloudness = 2.5 # louder than it looks\n"


@pytest.fixture
def strange(starter: Path) -> Path:
    """A project that came with code."""
    (starter / "game").mkdir()
    (starter / "game" / "__init__.py").write_text('"""Its own."""\n', encoding="utf-8")
    (starter / "game" / "echo.py").write_text(CODE, encoding="utf-8")
    scene = starter / "scenes" / "field.toml"
    scene.write_text(f'{scene.read_text()}\n[entities.well]\nname = "Well"\n{BLOCK}', encoding="utf-8")
    return starter


def test_the_question_names_the_code_and_the_safe_answer_is_the_default(designer, strange):
    text = designer.answer("closed", lambda: designer.window.open_folder(strange))

    for words in ("2 Python files of its own", "changed last, just now", "whatever you can", "Open without code"):
        assert words in text
    assert not designer.editor.document.trusted
    designer.wait(designer.window.status._code.isVisible)


def test_what_is_off_can_be_read_and_trusting_keeps_every_change(designer, strange):
    designer.open(strange, trusted=False)
    designer.choose("Entity", "Add a prefab", "Hero")
    before = designer.documents()
    designer.select("well")
    inspector = designer.panel("inspector")
    designer.wait(lambda: "read-only and saved byte for byte" in designer.words_in(inspector))
    assert BLOCK.strip() in designer.words_in(inspector)
    (section,) = [widget for widget in inspector._shown if not widget.section.facts.is_known]
    entries = inspector.menus.section(section.section)
    assert all(
        why == "Only the project's code knows it; trust the project first." for title, _run, why in entries if title
    )
    designer.picture("trust_inspector")
    read = []

    def trust(dialog: TrustDialog) -> None:
        read.append(designer.words_in(dialog))
        assert dialog.closed == {"echo": 1}
        designer.picture_of(dialog, "trust_dialog")
        QTest.mouseClick(dialog.trust, Qt.MouseButton.LeftButton)

    designer.in_dialog(TrustDialog, trust, lambda: designer.window.ui.run("project.trust"))

    assert "2 Python files" in read[0]
    assert designer.editor.document.trusted
    assert designer.documents() == before
    assert designer.editor.undo.entries
    assert designer.value("well", "echo.loudness") == 2.5
    designer.wait(lambda: not designer.window.status._code.isVisible())
    designer.type_in_inspector("echo.loudness", "3")
    assert designer.written("well", "echo.loudness") == 3.0
    assert str(strange.resolve()) in designer.editor.settings.files.trusted_folders


def test_enter_keeps_the_code_off(designer, strange):
    designer.open(strange, trusted=False)

    designer.in_dialog(
        TrustDialog,
        lambda dialog: QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return),
        lambda: QTest.mouseClick(designer.window.status._code, Qt.MouseButton.LeftButton),
    )

    assert not designer.editor.document.trusted


def test_trust_can_be_taken_back_in_the_settings(designer, strange):
    settings = designer.editor.settings
    settings.set("files.trusted_folders", ["/somewhere/else", str(strange.resolve())])
    page = SettingsPage(designer.window, settings)
    page.show()
    remove = next(
        button for button in page.findChildren(ToolButton) if button.accessibleName() == f"Remove {strange.resolve()}"
    )
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    page.close()

    assert settings.files.trusted_folders == ["/somewhere/else"]


def test_what_cannot_be_played_without_its_code_says_so_and_leads_to_trusting_it(designer, veilweaver):
    designer.open(veilweaver, trusted=False)
    designer.window.ui.run("play.start")
    designer.wait(lambda: any("needs the project's own code" in toast for toast in designer.toasts()))
    toasts = designer.window.toasts.shown
    way = [each for toast in toasts for each in toast.findChildren(QPushButton) if each.text() == "Look at the code…"]

    designer.in_dialog(
        TrustDialog,
        lambda dialog: QTest.mouseClick(dialog.trust, Qt.MouseButton.LeftButton),
        lambda: QTest.mouseClick(way[0], Qt.MouseButton.LeftButton),
    )

    assert designer.editor.document.trusted
