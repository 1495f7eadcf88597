"""What is remembered of the window between starts: the user's own workspaces and how each workspace was left."""

import logging
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import BaseModel, Field, ValidationError

from editor.core.user_folders import data_folder
from engine.json_file import read_json
from engine.whole_file import write_whole

FORMAT = 6
LONGEST_NAME = 40
_OLD = ", layout "


class Layout(BaseModel):
    """One arrangement: the places of all docks as the window wrote them (base64), and the panels that there were.

    `plan` is the version of the usual arrangement at that time; 0 where that does not matter. `scale` is the text size
    that its sizes were made for, 1 being normal.
    """

    state: str
    panels: list[str] = Field(default_factory=list[str])
    plan: int = 0
    scale: float = 1.0


class OwnWorkspace(BaseModel):
    """A workspace that the user saved under a name; `base` is the one that it was made from."""

    id: str
    name: str
    base: str


class LayoutsFile(BaseModel):
    """The file. `layouts` is how workspaces were left, `saved` how the user's own ones were saved: key -> layout."""

    format: Literal[6] = FORMAT
    last: str = ""
    own: list[OwnWorkspace] = Field(default_factory=list[OwnWorkspace])
    layouts: dict[str, Layout] = Field(default_factory=dict[str, Layout])
    saved: dict[str, Layout] = Field(default_factory=dict[str, Layout])


class Layouts:
    """The file in use. `problem` says what was wrong with it; a file that cannot be read is put aside, never lost."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or data_folder() / "layouts.json"
        self.problem = ""
        self.model = self._read()

    def own(self, id_: str) -> OwnWorkspace | None:
        """One of the user's own workspaces; None for another id."""
        return next((each for each in self.model.own if each.id == id_), None)

    def why_not_named(self, name: str, reserved: tuple[str, ...], besides: str = "") -> str:
        """Why a workspace cannot have a name; empty when it can. `besides` is the one that has it already."""
        wanted = name.strip()
        if not wanted:
            return "A name needs at least one letter."
        if len(wanted) > LONGEST_NAME:
            return f"A name has {LONGEST_NAME} letters at most; this one has {len(wanted)}."
        taken = {each.name.lower() for each in self.model.own if each.id != besides}
        if wanted.lower() in taken or wanted.lower() in {each.lower() for each in reserved}:
            return f"There is a workspace “{wanted}” already."
        return ""

    def add(self, name: str, base: str) -> OwnWorkspace:
        """Add a workspace of the user's own; its id is new and stays through renaming."""
        number = max((int(each.id.rpartition("_")[2]) for each in self.model.own), default=0) + 1
        made = OwnWorkspace(id=f"own_{number}", name=name.strip(), base=base)
        self.model.own.append(made)
        return made

    def remove(self, id_: str) -> "Removed":
        """Take a workspace of the user's own away, with its layouts; `put_back` undoes it."""
        own = self.own(id_)
        assert own is not None
        removed = Removed(own, self.model.own.index(own), _of(self.model.layouts, id_), _of(self.model.saved, id_))
        self.model.own.remove(own)
        for key in (*removed.layouts, *removed.saved):
            self.model.layouts.pop(key, None)
            self.model.saved.pop(key, None)
        return removed

    def put_back(self, removed: "Removed") -> None:
        """Undo `remove`."""
        self.model.own.insert(removed.place, removed.own)
        self.model.layouts |= removed.layouts
        self.model.saved |= removed.saved

    def write(self) -> None:
        """Write the file; where that is refused the next start shows the usual layouts, which is said in the log."""
        try:
            write_whole(self.path, self.model.model_dump_json(indent=1) + "\n")
        except OSError as error:
            logging.getLogger(__name__).warning("%s: layouts cannot be kept: %s", self.path, error.strerror)

    def _read(self) -> LayoutsFile:
        try:
            raw = read_json(self.path)
            return LayoutsFile.model_validate(migrated(raw))
        except FileNotFoundError:
            return LayoutsFile()
        except (OSError, ValueError) as error:
            self.problem = self._put_aside(_first(error))
            return LayoutsFile()

    def _put_aside(self, why: str) -> str:
        aside = self.path.with_suffix(".unreadable.json")
        try:
            self.path.replace(aside)
        except OSError:
            return f"{self.path}: layouts cannot be read: {why}. The usual ones are shown."
        return f"{self.path}: layouts cannot be read: {why}. The usual ones are shown; the file is now {aside.name}."


class Removed:
    """What `Layouts.remove` took away."""

    def __init__(self, own: OwnWorkspace, place: int, layouts: dict[str, Layout], saved: dict[str, Layout]) -> None:
        self.own, self.place, self.layouts, self.saved = own, place, layouts, saved


def key_of(workspace: str, *, compact: bool) -> str:
    """Layouts are kept for wide and narrow windows apart."""
    return f"{workspace} compact" if compact else workspace


def migrated(raw: Any) -> Any:
    """The data in the present format.

    Before format 6 the file was a table of texts: "Author compact, layout 5: console,history" -> state. Of several
    for one workspace the last one counts.
    """
    if not isinstance(raw, dict) or "format" in raw:
        return cast("Any", raw)
    layouts: dict[str, Layout] = {}
    for name, state in cast("dict[str, Any]", raw).items():
        key, is_old, rest = name.partition(_OLD)
        plan, _, panels = rest.partition(": ")
        if not is_old or not plan.isdigit() or not isinstance(state, str):
            raise ValueError(f"“{name}” is no layout")
        layouts[key] = Layout(state=state, panels=panels.split(","), plan=int(plan))
    return LayoutsFile(layouts=layouts).model_dump()


def _of(layouts: dict[str, Layout], id_: str) -> dict[str, Layout]:
    keys = (key_of(id_, compact=False), key_of(id_, compact=True))
    return {key: layouts[key] for key in keys if key in layouts}


def _first(error: Exception) -> str:
    """What is wrong, in one clause without a full stop."""
    if isinstance(error, ValidationError):
        detail = error.errors()[0]
        place = ".".join(str(part) for part in detail["loc"]) or "the file"
        return f"{place}: {detail['msg']}".rstrip(".")
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error).rstrip(".")
