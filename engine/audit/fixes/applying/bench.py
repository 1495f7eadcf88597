"""Some files of one crate on the bench: written in one state after another until one compiles, or as they were."""

from collections.abc import Mapping, Sequence
from types import TracebackType

from msgspec.structs import replace

from engine.audit.fixes.applying.draft import Trial, regions_of, texts_with, told
from engine.audit.fixes.applying.records import FileBefore, Record, Records, before, digest_of
from engine.audit.fixes.applying.telling import tell
from engine.audit.fixes.checking.blame import blamed
from engine.audit.fixes.checking.verdict import Check, Complaint, Verdict
from engine.audit.fixes.crate import Crate
from engine.audit.fixes.log.entries import now
from engine.audit.fixes.log.marking import rows_of
from engine.audit.fixes.syntax.source import errors_in


class Bench:
    """Files with their record. Whoever leaves it without `keep` leaves the files as they were, byte for byte."""

    def __init__(self, crate: Crate, records: Records, check: Check, files: Sequence[str]) -> None:
        self.crate = crate
        self.files = {file: records.place(file).read_bytes() for file in files}
        self._records, self._check = records, check
        started = tuple(before(file, data) for file, data in self.files.items())
        self.record = Record(records.next_number(), now(), "begun", started)
        self._is_kept = False

    def __enter__(self) -> "Bench":
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        if not self._is_kept and any(each.written for each in self.record.files):
            self._write(self.files)
            self._records.keep(replace(self.record, state="taken back", files=(), is_logged=True))

    def check(self, texts: Mapping[str, bytes], options: Sequence[str]) -> Verdict:
        """Write the files so and ask the compiler; what no longer parses is told without it."""
        broken = [file for file, text in texts.items() if errors_in(text) > errors_in(self.files[file])]
        if broken:
            return Verdict("failed", f"{', '.join(broken)} would not parse any more")
        self._write(texts)
        # A trial changes one file at least, and a crate has one.
        return self._check(self.crate, self._records.place(next(iter(texts))), self._records.build, options)

    def guilty(self, verdict: Verdict, ready: list[Trial]) -> dict[int, Complaint]:
        """Whom the compiler's errors are about, by their place in the list."""
        texts = {self._records.place(file): text for file, text in texts_with(ready, self.files).items()}
        known = [
            Complaint(each.text, each.rendered, tuple(span for span in each.spans if span.file.resolve() in texts))
            for each in verdict.complaints
        ]
        return blamed(known, regions_of(ready, self._records), texts)

    def keep(self, ready: list[Trial], checked: str) -> int:
        """What is written stays: the record says so, and then the log and the report. The record's number."""
        changed = {each.wish.file for each in ready}
        files = tuple(
            FileBefore(each.file, each.before, each.written[-1:]) for each in self.record.files if each.file in changed
        )
        fixes = tuple(told(each, checked) for each in ready)
        rows = rows_of(self._records.root, fixes, "fixed")
        record = self._records.keep(replace(self.record, state="applied", files=files, fixes=fixes, rows=rows))
        self._is_kept = True
        tell(self._records, record)
        return record.number

    def _write(self, texts: Mapping[str, bytes]) -> None:
        """The record is on the disk, with the digest of what will be written, before a byte of a file changes."""
        written = ((each, digest_of(texts[each.file])) for each in self.record.files)
        files = tuple(FileBefore(each.file, each.before, (*each.written, digest)) for each, digest in written)
        self.record = self._records.keep(replace(self.record, files=files))
        for file, text in texts.items():
            if self._records.place(file).read_bytes() != text:
                self._records.write(file, text)
