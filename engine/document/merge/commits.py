"""The latest commits of a project's folder, to choose a revision from."""

from dataclasses import dataclass
from pathlib import Path

from engine.document.merge.git import run_git

SHORT = 7
_FORMAT = "--format=%H%x00%cs%x00%s"
_FIELDS = 3


@dataclass(frozen=True)
class Commit:
    """A commit: its name in full, the day on which it was made (YYYY-MM-DD), and the first line of its message."""

    name: str
    day: str
    subject: str

    @property
    def short(self) -> str:
        """The beginning of its name, as people call it."""
        return self.name[:SHORT]


def commits_of(folder: Path | str, count: int) -> tuple[Commit, ...]:
    """The latest commits that changed something in the folder, at most so many, the latest first.

    Raises:
        GitError: Git is missing, the folder lies in no repository, or nothing was committed yet.
    """
    told = run_git(
        Path(folder),
        *("-c", "i18n.logOutputEncoding=UTF-8"),
        *("rev-list", f"--max-count={count}", _FORMAT, "HEAD", "--", "."),
    )
    fields = [line.split("\0") for line in told.split("\n")]
    return tuple(Commit(*each) for each in fields if len(each) == _FIELDS)
