"""What is said about changes made outside: titles of history entries, notices and findings, in the user's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.document import Command, Compound, Finding, Path, Set, WriteFile
from engine.document.path import Namer
from engine.document.wording import counted
from engine.schema.file_bytes import named_on_disk

TAKE_IN = "files.take_in"
BROKEN, VANISHED, OPEN, OFFERED, UNMERGED = (
    "outside-broken",
    "outside-vanished",
    "conflicts-open",
    "outside-changed",
    "git-unmerged",
)
DOORS = {
    OPEN: ("conflicts.show", "Show conflicts"),
    UNMERGED: ("conflicts.show", "Show conflicts"),
    OFFERED: (TAKE_IN, "Take in"),
}


@dataclass(frozen=True)
class Notice:
    """Something to tell the user, with perhaps one thing to do about it: an action by its id, or a panel to show."""

    title: str
    text: str = ""
    kind: Literal["ok", "info", "warning", "error"] = "ok"
    button: str = ""
    action: str = ""
    panel: str = ""


def named(files: Sequence[str]) -> str:
    """One file by its name, several by their number."""
    return named_on_disk(files[0]) if len(files) == 1 else counted(len(files), "file")


def steps(changes: Sequence[Command]) -> list[Command]:
    """The single changes that compounds consist of."""
    flat: list[Command] = []
    for change in changes:
        flat += steps(change.commands) if isinstance(change, Compound) else [change]
    return flat


def summary(changes: Sequence[Command], names: Namer) -> str:
    """What changed, short: "Kael's health, 2 more"; "" when nothing but comments and spacing did."""
    flat = steps(changes)
    if not flat:
        return ""
    first = flat[0]
    if isinstance(first, Set) and len(first.path.inner) > 1:
        head = first.path.told(names(first.path.file, first.path.entity_id))
    else:
        head = first.sentence(names)
    return head if len(flat) == 1 else f"{head}, {len(flat) - 1} more"


def taken_in_title(files: Sequence[str], new: Sequence[str], changes: Sequence[Command]) -> str:
    """The history's sentence for what was taken in as it is."""
    if len(new) == len(files):
        return f"Take in {named(files)}, new on disk"
    number = len(steps(changes))
    what = counted(number, "change") if number else "comments and spacing"
    return f"Take in {named(files)} as changed on disk ({what})"


def taken_in(files: Sequence[str], new: Sequence[str], changes: Sequence[Command], names: Namer) -> Notice:
    """The notice for what was taken in as it is."""
    if len(new) == len(files):
        return Notice(f"{named(files)} appeared on the disk", "It belongs to the project now.")
    what = summary(changes, names) or "Comments and spacing only"
    return Notice(f"{named(files)} changed on disk", f"{what}. Taken in; Ctrl+Z takes it back.")


def merged_title(files: Sequence[str], changes: Sequence[Command], settled: int, origin: str) -> str:
    """The history's sentence for a merge."""
    number = counted(len(steps(changes)), "change")
    solved = f"{counted(settled, 'conflict')} resolved" if settled else ""
    if origin == "git":
        return f"Resolve {named(files)} as merged by git ({solved or 'nothing was open'})"
    if origin == "recovery":
        return f"Merge what was recovered of {named(files)} ({solved or number})"
    told = f"{number}, {solved}" if solved else number
    return f"Merge {named(files)} as changed on disk ({told})"


def merged(files: Sequence[str], changes: Sequence[Command], names: Namer) -> Notice:
    """The notice for a merge that had no conflict."""
    number = len(steps(changes))
    what = summary(changes, names) or "comments and spacing only"
    made = f"{counted(number, 'change')} made outside" if number else named(files)
    return Notice(f"Merged {made} with yours", f"{named(files)}: {what}. Ctrl+Z takes it back.")


def conflicts_found(files: Sequence[str], number: int, origin: str) -> Notice:
    """The notice for a merge that needs the user."""
    title = {
        "disk": f"{named(files)} changed on disk and here",
        "git": f"Git left a merge open in {named(files)}",
        "recovery": f"{named(files)} changed since it was lost",
    }[origin]
    text = f"{_are(number, 'conflict')} open. Choose which side holds; nothing is lost meanwhile."
    return Notice(title, text, "warning", "Resolve", panel="conflicts")


def conflict_finding(files: Sequence[str], number: int, origin: str) -> Finding:
    """The line of Problems that leads to the conflicts."""
    where = Path(files[0]) if files else None
    if origin == "git":
        wait = f"{_are(number, 'conflict')} open" if number else "nothing is open, but git waits for the result"
        return Finding(UNMERGED, "warning", f"Two versions of {named(files)} were merged by git; {wait}.", where)
    wait = f"{_are(number, 'conflict')} open" if number else "all conflicts are resolved; apply the merge"
    if origin == "recovery":
        return Finding(OPEN, "warning", f"What was recovered of {named(files)} meets a newer version; {wait}.", where)
    text = f"{named(files)} changed on disk while you changed it here; {wait}. Saving waits for it."
    return Finding(OPEN, "warning", text, where)


def offer(files: Sequence[str], changes: Sequence[Command], names: Namer) -> Notice:
    """The notice that asks whether to take changes in."""
    what = summary(changes, names) or "Comments and spacing only"
    return Notice(f"{named(files)} changed on disk", f"{what}.", "info", "Take in", action=TAKE_IN)


def offer_finding(files: Sequence[str], changes: Sequence[Command], names: Namer) -> Finding:
    """The line of Problems that stays until the changes are taken in."""
    what = summary(changes, names) or "comments and spacing only"
    text = f"{named(files)} changed on disk: {what}. It is not taken in yet."
    return Finding(OFFERED, "warning", text, Path(files[0]))


def broken(file: str, problem: str) -> Notice:
    """The notice for a file of the document that can't be read any more."""
    text = f"{problem} What is open here stays as it was."
    return Notice(f"{named_on_disk(file)} can't be read", text, "warning", "Show problems", panel="problems")


def broken_finding(file: str, problem: str, is_known: bool) -> Finding:
    """A file on disk that can't be used as it is."""
    kept = "What is open here stays as it was" if is_known else "The file was left as it is"
    text = f"{problem} {kept}; it is taken in when the file is whole again."
    return Finding(BROKEN, "error", text, Path(file))


def vanished(files: Sequence[str]) -> Notice:
    """The notice for files that are gone."""
    what = "It is still here and is" if len(files) == 1 else "They are still here and are"
    text = f"{what} written again on save."
    return Notice(f"{named(files)} vanished from the disk", text, "warning", "Show problems", panel="problems")


def vanished_finding(file: str, text: str) -> Finding:
    """A file that is gone from the disk; its deletion here is offered."""
    says = f"{named_on_disk(file)} vanished from the disk; it is still here and is written again on save."
    fix = () if file == "project" else (WriteFile(file=file, old=text, new=None),)
    return Finding(VANISHED, "warning", says, Path(file), None, fix, "Delete it here too" if fix else "")


def folder_vanished(folder: str) -> Notice:
    """The notice for a project whose folder is gone."""
    return Notice(
        "The project's folder vanished",
        f"{folder}: scenes, prefabs and encounters are still here, and saving writes them again; "
        "its code and other files are not.",
        "error",
    )


def folder_finding(folder: str) -> Finding:
    """The line of Problems for it."""
    text = (
        f"The folder {folder} vanished from the disk; its scenes, prefabs and encounters are still here, and saving "
        "writes them again. Its code and other files are not."
    )
    return Finding(VANISHED, "error", text)


def _are(number: int, thing: str) -> str:
    return f"{counted(number, thing)} {'is' if number == 1 else 'are'}"
