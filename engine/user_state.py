"""Where the program keeps what it may lose without harm to a project: journals, copies, locks, proposals."""

import hashlib
from pathlib import Path

from platformdirs import user_state_path

APPLICATION = "astraweave"


def state_folder() -> Path:
    """The folder of journals, automatic copies, locks and proposals; not made here."""
    return user_state_path(APPLICATION, appauthor=False)


def project_key(folder: Path) -> str:
    """A file name that stands for a project's folder."""
    place = str(folder.resolve())
    return hashlib.blake2b(place.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def proposals_folder(project: Path) -> Path:
    """Where the proposals of a project are kept: beside its other state, never in the project itself."""
    return state_folder() / "proposals" / project_key(project)
