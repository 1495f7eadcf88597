"""A key in the window: no file, no recording, no crash report and no picture holds it, whatever the server repeats."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QApplication, QLineEdit

from editor.core.play.past.recordings import save_recording
from editor.core.proposals.clients import client_of
from editor.ui.settings.page import SettingsPage
from engine.benchmarks.loopback import Asked, Deed, LoopbackModels
from tests.editor.core.proposals.stage import GOOD, WISH
from tests.editor.ui.conftest import application, make_window  # noqa: F401 - fixtures
from tests.engine.play.playtest.brawl import write_brawl

KEY = "sk-planted-4711-do-not-show"
OTHER = "sk-another-8022-as-long-as!"
MOMENT_MS = 60_000
SPOKEN = GOOD.replace("Two raiders close", f"With {KEY} two raiders close")


def picture_of(page: SettingsPage) -> bytes:
    """The page as a PNG file holds it."""
    page.field.clearFocus()
    QApplication.processEvents()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    page.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_a_planted_key_is_found_nowhere(
    make_window: Callable[..., Any],  # noqa: F811
    tmp_path: Path,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
):
    monkeypatch.setenv("PLANTED", KEY)
    window = make_window(write_brawl(tmp_path))
    editor, proposals, settings = window.editor, window.editor.proposals, window.editor.settings
    editor.open_scene("field", "brawl")
    editor.balance.is_enabled = False
    window.loop.start()
    proposals.make_client = client_of
    deeds = [
        Deed("status", status=401, text=f"Wrong key: {KEY}"),
        *[Deed("garbage", text=KEY)] * 2,  # it is asked once more
        Deed(text=SPOKEN, pieces=40),
    ]
    served: list[Asked] = []

    def deed(asked: Asked) -> Deed:
        served.append(asked)
        return deeds[min(len(served), len(deeds)) - 1]

    server = LoopbackModels(deed)
    proposals.loop.run(server.__aenter__()).result(10)
    for name, value in {
        "client": "openai", "address": f"{server.address}/v1", "model": "tiny", "key_in": "environment",
        "key_name": "PLANTED",
    }.items():  # fmt: skip
        settings.set(f"assistant.{name}", value)
    told: list[str] = []
    # A wrong key, garbage, and an answer that repeats the key, which is accepted
    for number in (1, 2, 3):
        proposals.say(WISH)
        proposals.ask()
        qtbot.waitUntil(lambda n=number: len(served) >= n and not proposals.is_busy, timeout=MOMENT_MS)
        told.append(proposals.error)
    assert any(KEY in value for value in served[0].headers.values()), "it was sent"
    assert "(secret)" in told[0]
    qtbot.waitUntil(lambda: not proposals.why_not_accept(), timeout=MOMENT_MS)
    assert proposals.accept() == ""
    # A run of what came of it is recorded, and the journal, the settings and the project are written
    editor.play.start()
    qtbot.waitUntil(lambda: editor.play.session is not None and editor.play.tick > 5, timeout=MOMENT_MS)
    save_recording(editor, tmp_path / "run.awrec", told.append)
    qtbot.waitUntil(lambda: told[-1] == "" and (tmp_path / "run.awrec").exists(), timeout=MOMENT_MS)
    editor.play.stop()
    editor.save()
    # A failure inside the program is reported, in the midst of what holds the key
    try:
        client = client_of(settings.assistant)
        raise RuntimeError(f"a failure of the test: {client.about()} {vars(client)}")
    except RuntimeError as error:
        window.faults.handle(error)
    # The settings page shows neither this key nor how it differs from another one
    page = SettingsPage(window, settings)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: picture_of(page) == picture_of(page), timeout=MOMENT_MS)
    first = picture_of(page)
    monkeypatch.setenv("PLANTED", OTHER)
    assert len(OTHER) == len(KEY)
    assert picture_of(page) == first
    assert not any(KEY in each.text() for each in page.findChildren(QLineEdit))
    qtbot.waitUntil(lambda: not editor.jobs.running, timeout=MOMENT_MS)
    proposals.loop.run(server.__aexit__()).result(10)

    out, errors = capfd.readouterr()
    assert "a failure of the test" in errors
    log = "\n".join(line.text for line in editor.log.lines)
    said = {"output": out, "errors": errors, "log": log, "told": " ".join(told), "toasts": " ".join(
        toast.accessibleName() for toast in window.toasts.shown
    )}  # fmt: skip
    found = {str(path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    found |= {name: text.encode() for name, text in said.items()} | {"picture": first}
    assert [name for name, data in found.items() if KEY.encode() in data] == []
    kept = [name for name, data in found.items() if b"(secret)" in data]
    assert any("proposals" in name for name in kept), "the proposal itself is kept, without the key"
    assert any(name.endswith("brawl.toml") for name in kept)
    assert any(name.endswith(".awrec") for name in found)
