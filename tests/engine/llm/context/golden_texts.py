"""What is sent, word for word; `python -m tests.engine.llm.context.golden_texts` renews it when that has changed."""

from pathlib import Path

from engine.document import Document, view
from engine.document.views.scene_view import SceneView
from engine.llm.client.request import Request
from engine.llm.context.builder import Context, build_context
from engine.llm.context.prompts import prompts
from engine.llm.context.wish import Earlier, Note, Wish, Zone
from engine.resources import samples_folder
from engine.schema.vocabulary import Vocabulary
from engine.world.project import load_game

FOLDER = Path(__file__).parent / "golden"
AMBUSH = "two stalkers ambush the party from behind when the bridge is woven, a novice should win about half the time"


def opened(project: str, scene: str, encounter: str) -> SceneView:
    """A sample's scene with its encounter, trusted."""
    folder = samples_folder() / project
    vocabulary = Vocabulary.builtin()
    if (folder / "game").is_dir():
        vocabulary = vocabulary.extended(load_game(folder))
    return view(Document.open(folder, vocabulary=vocabulary, trusted=True), scene, encounter)


def causeway() -> Context:
    """An ambush at the causeway, with little room."""
    wish = Wish(AMBUSH, ("weave_bridge",), Zone(-1.0, 12.0, 6.0, "South bank"))
    return build_context(wish, opened("veilweaver", "causeway", "causeway"), budget=3000, seed=7)


def field() -> Context:
    """The starter's field, whole, with a note and an earlier proposal."""
    wish = Wish(
        "Raiders attack the camp.",
        notes=(Note("Tone", "No jokes.\nRaiders are <hungry>, not evil."),),
        earlier=(Earlier("A raid", "Three raiders come at the start.", "left: too hard for a novice"),),
    )
    return build_context(wish, opened("starter", "field", "first_fight"))


TEXTS = {"causeway": causeway, "field": field}


def as_text(request: Request) -> str:
    """A question as it can be read."""
    return "".join(f"=== {message.role}\n{message.text}\n" for message in request.messages)


def versions() -> str:
    """Each prompt with its version and what its text comes to."""
    return "".join(f"{each.mark}\n" for each in prompts().values())


def renew() -> None:
    """Write what is sent now."""
    for name, made in TEXTS.items():
        (FOLDER / f"{name}.txt").write_text(as_text(made().request), encoding="utf-8")
    (FOLDER / "versions.txt").write_text(versions(), encoding="utf-8")


if __name__ == "__main__":
    renew()
