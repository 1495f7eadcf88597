"""The single samples of the run that is looked at, read beside the window."""

from collections.abc import Callable
from pathlib import Path

from editor.api import Editor, Job
from engine.benchmarks.history.samples import read_samples


class Samples:
    """Knows the samples of one run at a time; `told` is called when they are there, or why they are not."""

    def __init__(self, editor: Editor, told: Callable[[], None]) -> None:
        self._editor, self._told = editor, told
        self._asked: tuple[Path | None, str] = (None, "")
        self._job: Job | None = None
        self.values: tuple[float, ...] = ()
        self.problem = ""

    def close(self) -> None:
        """Read nothing any more."""
        self._job = None

    def show(self, folder: Path | None, raw: str) -> None:
        """Read the samples that a row names; none where it names none."""
        if (folder, raw) == self._asked:
            return
        self._asked, self._job, self.values, self.problem = (folder, raw), None, (), ""
        if folder is None or not raw:
            self.problem = "The row names no single samples."
            return
        self._job = self._editor.jobs.submit(
            "Reading samples",
            lambda _progress, _cancelled: read_samples(folder, raw),
            self._read,
            quiet=True,
            tells_itself=True,
        )

    def _read(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.state == "done":
            self.values = job.result
        else:
            gone = isinstance(job.error, FileNotFoundError)
            self.problem = "Its samples are gone: they are kept for 30 days." if gone else f"{job.error}"
        self._told()
