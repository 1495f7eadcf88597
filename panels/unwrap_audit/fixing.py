"""Fixes of findings: what may be done and why not, shown as a diff before, applied and undone beside the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor.api import Editor, Job, Signal
from engine.audit.fixes.no_call import NO_METHOD, is_no_call
from engine.audit.site import Finding

if TYPE_CHECKING:
    from engine.audit.fixes.applying.records import Record
    from engine.audit.fixes.applying.wish import Outcome, Wish
    from engine.audit.fixes.log.entries import Entry
    from engine.audit.fixes.offer import Offer

FIXED_KINDS, SUFFIX = ("unwrap", "expect"), ".rs"
LANGUAGES = {".py": "Python", ".pyi": "Python"}
NOTHING_CHOSEN = "Choose an unwrap or expect of Rust first."
NO_RUST = "No fix for {language}: all six patterns write Rust."
NO_UNWRAP = "No fix for {kind}: the patterns do without an unwrap or an expect."
IS_FIXED = "It is fixed already."
BUSY = "A fix is being made."
TRACES = ("UNWRAP_REMEDIATION_LOG.md", ".astraweave-audit")
"""Where one of these is, something was fixed."""
NOT_COMPILED = "not compiled"
"""How the check of a fix begins that no compiler has seen."""
LONGEST = 180
"""Letters of a notice."""
ANY = ""
"""No pattern by name: the first one that compiles."""


@dataclass(frozen=True)
class Way:
    """A pattern as a menu offers it; `why_not` is empty where it may be applied, `reason` says why it fits."""

    name: str
    title: str
    reason: str
    why_not: str


@dataclass(frozen=True)
class Preview:
    """What a fix would change: a unified diff, and for whom it is not offered, each with the reason."""

    pattern: str
    title: str
    told: str
    diff: str
    wishes: "tuple[Wish, ...]"
    refused: tuple[tuple[str, str], ...]
    takes_reason: bool
    reason: str = ""


@dataclass(frozen=True)
class Made:
    """What became of the last fix or undo, as a notice says it."""

    title: str
    text: str
    is_good: bool
    has_changed: bool = False
    """Whether files are others now."""
    can_undo: bool = False


def is_fixable(finding: Finding) -> bool:
    """Whether fixes are for findings of this kind at all."""
    is_call = finding.kind in FIXED_KINDS and not is_no_call(finding.code)
    return is_call and finding.file.endswith(SUFFIX) and finding.status != "fixed"


def why_no_fix(finding: Finding) -> str:
    """Why no pattern is for a finding of this kind, as a sentence; "" where there may be one."""
    if finding.status == "fixed":
        return IS_FIXED
    if not finding.file.endswith(SUFFIX):
        suffix = Path(finding.file).suffix
        return NO_RUST.format(language=LANGUAGES.get(suffix, suffix))
    if finding.kind in FIXED_KINDS and is_no_call(finding.code):
        return NO_METHOD
    return "" if is_fixable(finding) else NO_UNWRAP.format(kind=finding.kind.replace("_", " "))


class Fixing:
    """`changed` fires when ways, the preview or what goes on are others; `made` when something was done to files."""

    changed = Signal()
    made = Signal(Made)

    def __init__(self, editor: Editor, folder: Callable[[], Path | None]) -> None:
        self._editor, self._folder = editor, folder
        self.ways: tuple[Way, ...] = ()
        """The ways to fix the chosen finding, by rank; none before they are known."""
        self.preview: Preview | None = None
        self.job: Job | None = None
        """The fix or undo that goes on."""
        self.log: tuple[Entry, ...] = ()
        """What the folder's remediation log tells, in its order."""
        self.undoable: frozenset[int] = frozenset()
        """Numbers of the fixes that stand."""
        self._asked: object = None
        self._of: Finding | None = None
        self._wanted: tuple[Finding, ...] = ()

    def close(self) -> None:
        """Give up what goes on."""
        if self.job is not None:
            self.job.cancel()
        self._asked = None
        for signal in (self.changed, self.made):
            signal.disconnect()

    @property
    def why_not(self) -> str:
        """Why nothing can be fixed or undone now; "" when it can."""
        return BUSY if self.job is not None else ""

    @property
    def why_no_undo(self) -> str:
        """Why there is nothing to undo; "" where there is."""
        return "" if self.undoable else "No fix of this folder stands."

    def look_at_folder(self) -> None:
        """Another folder is looked at: read its log."""
        self._asked, self._of, self.ways, self.preview = None, None, (), None
        self.log, self.undoable = (), frozenset()
        self._read_log()
        self.changed.emit()

    def look(self, finding: Finding | None) -> None:
        """Find the ways to fix a finding, beside the window."""
        if finding == self._of:
            return
        self._of, self.ways, self.preview = finding, (), None
        folder = self._folder()
        if finding is not None and folder is not None and is_fixable(finding):
            self._ask(lambda: _ways(folder, finding), self._take_ways)
        self.changed.emit()

    def ask(self, findings: Sequence[Finding], pattern: str, reason: str = "") -> None:
        """Make a preview of a fix of some findings."""
        folder, wanted = self._folder(), tuple(each for each in findings if is_fixable(each))
        if folder is not None and wanted:
            self._wanted = wanted
            self._ask(lambda: _preview(folder, wanted, pattern, reason), self._take_preview)

    def reword(self, reason: str) -> None:
        """Make the same preview with other words of an expect."""
        if self.preview is not None:
            self.ask(self._wanted, self.preview.pattern, reason)

    def drop(self) -> None:
        """Leave the preview, with nothing changed."""
        self._asked, self.preview = None, None
        self.changed.emit()

    def apply(self) -> None:
        """Make the fix of the preview; what does not compile is taken back."""
        folder, preview = self._folder(), self.preview
        if folder is None or preview is None or not preview.wishes or self.job is not None:
            return

        def work(progress: Callable[..., None], cancelled: Callable[[], bool]) -> "list[Outcome]":
            from engine.audit.fixes.applying.fixer import Fixer

            def told(done: int, whole: int) -> bool:
                progress(done / max(whole, 1), f"{done:,} of {whole:,}")
                return not cancelled()

            return Fixer(folder).fix(preview.wishes, told)

        self.preview = None
        self.job = self._editor.jobs.submit("Fixing", work, self._fixed, tells_itself=True)
        self.changed.emit()

    def undo(self, number: int = 0) -> None:
        """Give files the bytes back that they had before a fix, by default the last one that stands."""
        folder = self._folder()
        if folder is None or self.job is not None:
            return

        def work(_progress: Callable[..., None], _cancelled: Callable[[], bool]) -> "Record":
            from engine.audit.fixes.applying.fixer import Fixer

            return Fixer(folder).undo(number)

        self.preview = None
        self.job = self._editor.jobs.submit("Undoing a fix", work, self._undone, tells_itself=True)
        self.changed.emit()

    # --- inside --------------------------------------------------------------------------------------------------

    def _ask(self, work: Callable[[], object], take: Callable[[object], None]) -> None:
        """Work beside the window; only the answer to the last question counts."""
        self._asked = question = object()

        def done(job: Job) -> None:
            if self._asked is question:
                self._asked = None
                if job.state == "failed":
                    self.made.emit(Made("The fix can't be looked at", str(job.error), is_good=False))
                elif job.state == "done":
                    take(job.result)
                    self.changed.emit()

        self._editor.jobs.submit("Looking at fixes", lambda _p, _c: work(), done, quiet=True, tells_itself=True)

    def _read_log(self) -> None:
        folder = self._folder()
        if folder is None or not any((folder / name).exists() for name in TRACES):
            return

        def done(job: Job) -> None:
            if job.state == "done" and folder == self._folder():
                self.log, self.undoable = job.result
                self.changed.emit()

        self._editor.jobs.submit("Reading the log", lambda _p, _c: _log_of(folder), done, quiet=True, tells_itself=True)

    def _take_ways(self, ways: object) -> None:
        self.ways = ways  # type: ignore[assignment]

    def _take_preview(self, preview: object) -> None:
        self.preview = preview  # type: ignore[assignment]

    def _ended(self) -> None:
        self.job, self._of, self.ways = None, None, ()
        self._read_log()

    def _fixed(self, job: Job) -> None:
        self._ended()
        if job.state == "failed":
            self.made.emit(Made("Nothing was fixed", str(job.error), is_good=False))
        else:
            self.made.emit(_made(job.result or []))
        self.changed.emit()

    def _undone(self, job: Job) -> None:
        self._ended()
        if job.state == "failed":
            self.made.emit(Made("Nothing was undone", str(job.error), is_good=False))
        elif job.result is not None:
            files = ", ".join(each.file for each in job.result.files_left)
            self.made.emit(
                Made(f"Fix {job.result.number} is undone", f"As it was before: {files}", is_good=True, has_changed=True)
            )
        self.changed.emit()


def _log_of(folder: Path) -> "tuple[tuple[Entry, ...], frozenset[int]]":
    from engine.audit.fixes.applying.records import Records
    from engine.audit.fixes.log.entries import read_log

    standing = frozenset(each.number for each in Records(folder).all() if each.state == "applied")
    return tuple(read_log(folder)), standing


def _offers(folder: Path, finding: Finding, reason: str) -> "tuple[bytes, list[Offer]]":
    from engine.audit.fixes.crate import crate_of
    from engine.audit.fixes.offer import offers_at

    path = folder / finding.file
    text = path.read_bytes()
    return text, offers_at(text, finding.start, finding.end, crate_of(path), reason)


def _ways(folder: Path, finding: Finding) -> tuple[Way, ...]:
    _text, offers = _offers(folder, finding, "")
    ways: list[Way] = []
    for each in offers:
        # A better reason than the one that stands there may still be given.
        is_open = each.is_offered or each.pattern.name == "expect"
        ways.append(Way(each.pattern.name, each.pattern.title, each.reason, "" if is_open else each.reason))
    return tuple(ways)


def _preview(folder: Path, findings: Sequence[Finding], pattern: str, reason: str) -> Preview:
    from engine.audit.fixes.applying.wish import Wish
    from engine.audit.fixes.edit import edited, preview
    from engine.audit.fixes.pattern import patterns

    diffs: list[str] = []
    wishes: list[Wish] = []
    refused: list[tuple[str, str]] = []
    title, told = patterns()[pattern].title if pattern else "", ""
    for each in findings:
        text, offers = _offers(folder, each, reason)
        asked = [offer for offer in offers if pattern in (ANY, offer.pattern.name)]
        offered = next((offer for offer in asked if offer.is_offered), None)
        if offered is None:
            why = asked[0].reason if asked else "The file has changed since it was scanned."
            refused.append((f"{each.file}:{each.line}", why))
            continue
        first = offered.variants[0]
        others = sum(len(offer.variants) for offer in asked) - 1
        told = f"{offered.reason} So {first.words}."
        if others:
            told += f" Where that does not compile, {'another way is' if others == 1 else 'other ways are'} tried."
        title = offered.pattern.title
        diffs.append(preview(each.file, text, edited(text, first.edits)))
        wishes.append(
            Wish(
                each.file, each.start, each.end, pattern, reason, each.fingerprint, each.crate, each.priority, each.item
            )
        )
    if len(findings) > 1:
        title = patterns()[pattern].title if pattern else "The first pattern that compiles"
        told = f"{len(wishes):,} of {len(findings):,} can be fixed so."
    return Preview(pattern, title, told, "".join(diffs), tuple(wishes), tuple(refused), pattern == "expect", reason)


def _made(outcomes: "Sequence[Outcome]") -> Made:
    fixed = [each for each in outcomes if each.is_fixed]
    failed = [each for each in outcomes if not each.is_fixed]
    unproven = next((each.checked for each in fixed if each.checked.startswith(NOT_COMPILED)), "")
    how = f"{unproven[:1].upper()}{unproven[1:]}" if unproven else f"Checked: {fixed[0].checked}." if fixed else ""
    why = f"{failed[0].wish.file}: {failed[0].told}" if failed else ""
    title = f"{len(fixed):,} of {len(outcomes):,} fixed" if len(outcomes) > 1 else "Fixed" if fixed else "Not fixed"
    told = " ".join(filter(None, (_cut(how), _cut(why))))
    is_good = not failed and not unproven
    return Made(title, told, is_good=is_good, has_changed=bool(fixed), can_undo=bool(fixed))


def _cut(text: str) -> str:
    """The beginning of what a compiler said: the log has all of it."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
