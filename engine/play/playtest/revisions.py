"""An encounter as a git revision has it, to be played beside the one that is open."""

from engine.document import Document
from engine.document.merge.git import texts_at
from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.request import Stage


def stage_at(stage: Stage, revision: str) -> Stage:
    """The same encounter with the files of a revision; its Python is that of the working tree.

    Raises:
        GitError: Git is missing, or knows no such revision.
        PlaytestError: The revision has no such encounter.
    """
    folder = stage.snapshot.folder
    texts = texts_at(folder, revision)
    for file in (f"encounters/{stage.encounter}", f"scenes/{stage.scene}", "project"):
        if file not in texts:
            raise PlaytestError(
                f"{revision} has no {file}.toml of {folder}; expected a revision that has the encounter."
            )
    document = Document.from_texts(texts, folder=folder, vocabulary=stage.snapshot.vocabulary, trusted=stage.trusted)
    return Stage(document.snapshot(), stage.scene, stage.encounter, stage.game, stage.trusted)
