"""Changes made outside: the way to the conflicts, taking changes in, and setting up merges in git."""

from pathlib import Path

from editor.core.actions.registry import Action
from editor.tr import tr
from editor.ui.dialogs.question import Answer, Question
from editor.ui.shell.shell import Shell
from engine.document.merge.git import GitError
from engine.document.merge.install import install


def actions(window: Shell) -> list[Action]:
    """The actions about what other programs, and other people, do to the project's files."""
    outside = window.editor.outside
    return [
        Action(
            "conflicts.show", "Show conflicts", lambda: window.show_panel("conflicts"), "", "has_conflicts",
            "git-merge", "File/4", description="Resolve side by side what changed here and elsewhere.",
        ),
        Action(
            "files.take_in", "Take in changes made outside", outside.take_in, "", "has_offer", "file-arrow-down",
            "File/4", description="Merge what other programs wrote with what is open here.",
        ),
        Action(
            "files.look", "Look for changes on disk", outside.ask, "", "has_project", "arrows-clockwise",
            "File/4",            description="It is done by itself where the disk tells of changes.",
        ),
        Action(
            "files.recover", "Recover unsaved work…", window.flow.recovery.ask, "", "has_project and not active",
            "clock-counter-clockwise", "File/2",
            description="Look at what earlier sessions of this project did not save.",
        ),
        Action(
            "files.set_up_git", "Set up merging in git…", lambda: set_up_git(window), "", "has_project", "git-branch",
            "File/4",            description="Let git merge this project's files entity by entity.",
        ),
    ]  # fmt: skip


def set_up_git(window: Shell) -> None:
    """Ask, write the driver's two lines, and tell what was written."""
    document = window.editor.document
    assert document is not None
    text = tr(
        "Git will merge scenes, prefabs and encounters of {folder} entity by entity, and leave what clashes to the "
        "Conflicts room. This writes .gitattributes, which is meant to be committed, and the driver's name into the "
        "repository's own configuration.",
        folder=document.folder,
    )
    answers = [Answer("cancel", tr("Cancel")), Answer("set_up", tr("Set up"), "primary")]
    question = Question(window, tr("Set up merging in git?"), text, answers, glyph="git-merge", colour="icon.primary")
    if question.ask() != "set_up":
        return
    try:
        told = written(document.folder)
    except (GitError, OSError) as error:
        window.ui.toast(tr("Merging in git is not set up"), str(error), "error", about="merging")
        return
    window.ui.toast(tr("Git merges this project by entity"), told, about="merging")


def written(folder: Path) -> str:
    """Set it up, and say what was written."""
    done = install(folder)
    if not done.changed:
        return tr("It was set up already.")
    return tr(
        "Wrote {file}, which is meant to be committed, and the driver into the repository's own configuration.",
        file=done.attributes,
    )
