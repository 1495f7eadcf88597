"""An outside agent beside a designer: it looks, is refused by a rule, mends, playtests; two parts are taken."""

import base64
import json
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from engine.balance.kept import KeptResults
from engine.document import Path as DocumentPath
from tests.editor.core.balance.stage import InPlace
from tests.engine.llm.agents.repairing import mended
from tests.engine.llm.agents.sdk_agent import SdkAgent
from tests.stories.driver import LEFT, Designer

MOMENT_MS = 400_000
SEEDS = 2
FILE = "encounters/causeway"
WISH = "two stalkers from behind when the bridge is woven"


def hunk(identifier: str, why: str, *operations: dict[str, Any]) -> dict[str, Any]:
    return {"id": identifier, "why": why, "operations": list(operations)}


AMBUSH = {
    "title": "Ambush at the causeway",
    "summary": "Two stalkers come from behind, after a warning; one who stands there is weaker.",
    "hunks": [
        hunk("trap", "It sets them off.", {
            "do": "add", "file": FILE, "id": "trap", "name": "Trap",
            "components": {"trigger": {"event": "timer", "delay": 2.0}},
        }),
        hunk("pack", "They come from behind.", {
            "do": "add", "file": FILE, "id": "pack_behind", "name": "Pack behind",
            "components": {
                # In the bridge: a rule refuses that, and says which place is the nearest that is free.
                "transform": {"position": [0, 0, 0]},
                "spawn_group": {"prefab": "rift_stalker", "count": 2, "when": "trigger", "trigger": "trap"},
            },
        }),
        hunk("stone", "Cover on the way back.", {
            "do": "add", "file": FILE, "id": "late_stone", "name": "Late stone", "prefab": "thread_stone",
            "components": {"transform": {"position": [8, 0, 12]}},
        }),
    ],
}  # fmt: skip


@pytest.fixture
def at_the_causeway(designer: Designer, veilweaver: Path, tmp_path: Path) -> Designer:
    """Veilweaver at the causeway; playtests are played in this process."""
    designer.open(veilweaver)
    designer.editor.open_scene("causeway", "causeway")
    balance = designer.editor.balance
    balance._workers, balance._kept = InPlace(), KeptResults(tmp_path / "results")
    designer.settle()
    return designer


def came_to(designer: Designer, future: "Future[Any]") -> Any:
    """What a call came to, while the window lives."""
    designer.qtbot.waitUntil(future.done, timeout=MOMENT_MS)
    return future.result()


def pixels(answer: Any) -> np.ndarray[Any, Any]:
    """The picture of an answer, height by width by RGB."""
    (data,) = [base64.b64decode(each.data) for each in answer.content if each.type == "image"]
    image = QImage.fromData(data).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


@pytest.mark.compiles
def test_an_agent_proposes_and_the_designer_takes_two_of_three_parts(at_the_causeway: Designer) -> None:
    designer = at_the_causeway
    editor, window = designer.editor, designer.window
    light = window.status.agents
    # Given a change that is not saved, and access that the designer switches on
    editor.run(designer.set("kael", "health.maximum", 111.0))
    documents, files = designer.documents(), designer.files()
    assert not light.isVisible()
    window.ui.run("tools.agent_access")
    dialog = window.agents.dialog
    assert dialog is not None
    QTest.mouseClick(dialog.start, LEFT)
    designer.wait(dialog.connecting.isVisible)
    assert light.isVisible()
    assert light.words.text() == "Agents can connect"
    # When the ready line is copied, it holds what a client needs, and the window shows the token nowhere
    dialog.connecting.client.setCurrentIndex(2)
    QTest.mouseClick(dialog.connecting.copy_text, LEFT)
    entry = json.loads(QGuiApplication.clipboard().text())["mcpServers"]["astraweave"]
    token = entry["headers"]["Authorization"].removeprefix("Bearer ")
    assert token not in designer.words_in(dialog) + dialog.connecting.text.toPlainText()
    agent = SdkAgent(entry["url"], token)
    try:
        came_to(designer, agent.connected)
        scene = json.loads(came_to(designer, agent.read("astraweave://scene")))
        assert scene["encounter"] == FILE, "what is open in the window is what is meant"
        seen = came_to(designer, agent.call("describe", id="kael"))
        assert seen.structured_content["data"]["components"]["health"]["maximum"]["value"] == 111.0
        designer.wait(lambda: light.words.text() == "Agent: ambusher 2.1")
        # When it proposes what a rule refuses, it mends that from the answer alone
        refused = came_to(designer, agent.call("propose", wish=WISH, proposal=AMBUSH))
        told = refused.structured_content
        assert (refused.is_error, told["findings"][0]["rule"]) == (True, "spawn-inside-obstacle")
        identifier = told["proposal"]
        assert editor.proposals.review.kept is None, "what is refused disturbs nobody"
        kept = came_to(designer, agent.call("revise", proposal=identifier, hunks=mended(AMBUSH, told)))
        assert not kept.is_error, kept.content
        # Then it is under review by itself, with its ghosts, and nothing is changed
        designer.wait(lambda: editor.proposals.ghosts is not None and not editor.proposals.is_busy)
        assert any("ambusher 2.1 proposes: Ambush at the causeway" in each for each in designer.toasts())
        labels = {each.text for each in designer.viewport.source.picture().labels}
        assert {"New: Pack behind", "New: Late stone"} <= labels
        # And it plays it, and sees it, as the window does
        heard: list[float] = []
        playing = agent.call("playtest", heard.append, proposal=identifier, seeds=SEEDS, skills=["novice"])
        designer.qtbot.waitUntil(
            lambda: any("ambusher 2.1 plays" in job.title for job in editor.jobs.running) or playing.done(),
            timeout=MOMENT_MS,
        )
        played = came_to(designer, playing)
        assert not played.is_error, played.content
        assert {each["variant"] for each in played.structured_content["results"]} == {"before", "after"}
        assert heard
        here = {"x": 8.0, "z": 10.0, "radius": 8.0, "width": 320, "height": 180}
        without = pixels(came_to(designer, agent.call("screenshot", **here)))
        with_it = pixels(came_to(designer, agent.call("screenshot", proposal=identifier, **here)))
        assert without.shape == with_it.shape == (180, 320, 3)
        assert np.mean(np.any(without != with_it, axis=2)) > 0.005, "the ghost of the stone is in the picture"
        assert (designer.documents(), designer.files()) == (documents, files)
        # When the designer leaves one part out and accepts the others
        window.show_panel("scenario_authoring")
        designer.wait(lambda: designer.panel("scenario_authoring") is not None)
        view = designer.panel("scenario_authoring")
        designer.wait(lambda: [card.hunk.id for card in view.review.cards] == ["trap", "pack", "stone"])
        assert "Sent by ambusher 2.1" in designer.words_in(view.answer)
        designer.picture("agent_1_proposes")
        card = view.review.cards[2]
        view.area.ensureWidgetVisible(card.tick)
        card.tick.click()
        designer.wait(view.accept.accept.isEnabled)
        assert view.accept.accept.text() == "Accept 2 of 3 parts"
        QTest.mouseClick(view.accept.accept, LEFT)
        # Then that is one entry, and it says who proposed it
        entry_of_history = editor.undo.entries[-1]
        assert "(2 of 3 parts)" in entry_of_history.sentence
        said: Any = editor.document.value(DocumentPath.entity(FILE, "pack_behind", "provenance"))
        assert (said["agent"], said["prompt"]) == ("ambusher 2.1", WISH)
        assert editor.view.get("late_stone") is None
        found = came_to(designer, agent.call("query", component="spawn_group", text="Pack behind"))
        assert found.structured_content["rows"][0]["id"] == "pack_behind", "the agent sees what was accepted"
        designer.press("Ctrl+Z")
        assert designer.documents() == documents
        assert designer.files() == files
        # When the light is clicked, the agent is cut off, and its token opens nothing any more
        QTest.mouseClick(light, LEFT)
        assert not light.isVisible()
        assert not dialog.connecting.isVisible()
        assert QGuiApplication.clipboard().text() == ""
        late = agent.call("query")
        designer.qtbot.waitUntil(late.done, timeout=MOMENT_MS)
        assert late.exception() is not None
    finally:
        agent.close()
    QTest.mouseClick(dialog.start, LEFT)
    designer.wait(dialog.connecting.isVisible)
    again = SdkAgent(editor.agents.address, token)
    designer.qtbot.waitUntil(again.connected.done, timeout=MOMENT_MS)
    assert again.connected.exception() is not None
    again.close()
    designer.wait(lambda: "1 request" in dialog.away.text() or "requests" in dialog.away.text())
    dialog.close()
