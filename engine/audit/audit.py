"""The audit of one folder: all findings, and again after an edit in a moment."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import basename, splitext

import msgspec

from engine.audit.fingerprints import base_of, fingerprint, numbered
from engine.audit.scanner import Scanner, Tree, scanners
from engine.audit.site import Finding, Place, Scan
from engine.audit.tree.kept_scans import KeptScans, Known, content_key, keep, read_kept, versions
from engine.audit.tree.listing import Listing, Stamp, listing_of, package_above
from engine.audit.tree.workers import Cancelled, Job, scan_files
from engine.audit.triage.judging import Judge
from engine.audit.triage.rules import Rules, rules_of

SETTLED_NS = 2_000_000_000
"""A file that was changed so shortly before it was read could change again under the same time stamp."""


def _nobody(_done: int, _all: int) -> None:
    """Progress that nobody watches."""


def _never() -> bool:
    """A scan that is always wanted."""
    return False


@dataclass(frozen=True)
class Audited:
    """What an audit found: findings in the order of files and bytes.

    `unparsed` says of files why they were not understood, or not all of them; `orphans` are files that nothing builds.
    `rescanned` files were read anew, the others were known.
    """

    root: Path
    findings: tuple[Finding, ...] = ()
    files: int = 0
    lines: int = 0
    unparsed: Mapping[str, str] = field(default_factory=dict[str, str])
    orphans: tuple[str, ...] = ()
    rescanned: int = 0


@dataclass
class _Judged:
    """The findings of one file, and what they were made of."""

    scan: Scan
    place: Place
    numbers: tuple[int, ...]
    findings: tuple[Finding, ...]


class Audit:
    """A folder that is audited again and again; it keeps what it knows, here and for the next time.

    Not for use by two threads at once.
    """

    def __init__(self, path: Path, *, processes: int = 0, keeps: bool = True) -> None:
        """`processes` 0 is one for each core; without `keeps` nothing is read or kept between audits.

        `path` is a folder or one file. Where it lies in a package, the whole package is read to know what builds it.
        """
        path = path.resolve()
        self.root = path if path.is_dir() else path.parent
        """What names of files are relative to."""
        self._base = package_above(self.root)
        prefix = self.root.relative_to(self._base).as_posix()
        self._prefix = "" if prefix == "." else f"{prefix}/"
        self._only = "" if path.is_dir() else path.name
        self._processes = processes
        self._keeps = keeps
        self._kept: KeptScans | None = None
        self._manifests: dict[str, tuple[Stamp, bytes]] = {}
        self._bases: dict[str, tuple[str, ...]] = {}
        self._judged: dict[str, _Judged] = {}
        self._rules: Rules | None = None
        self._is_unkept = False

    def keep(self) -> None:
        """Write what is known where the next audit of the folder finds it, in this process or another."""
        if self._keeps and self._is_unkept and self._kept is not None:
            keep(self._base, self._kept)
        self._is_unkept = False

    def scan(
        self, progress: Callable[[int, int], None] = _nobody, is_cancelled: Callable[[], bool] = _never
    ) -> Audited:
        """Audit the folder as it is now. `progress` hears bytes that are scanned, and of how many.

        Raises Cancelled, OSError when the folder can't be read, and RulesError for its audit.toml.
        """
        audited = self._audited(progress, is_cancelled)
        if not self._prefix and not self._only:
            return audited
        cut = len(self._prefix)
        return Audited(
            self.root,
            tuple(
                msgspec.structs.replace(each, file=each.file[cut:])
                for each in audited.findings
                if self._is_wanted(each.file)
            ),
            *self._counts(),
            {file[cut:]: reason for file, reason in audited.unparsed.items() if self._is_wanted(file)},
            tuple(file[cut:] for file in audited.orphans if self._is_wanted(file)),
            audited.rescanned,
        )

    def _is_wanted(self, file: str) -> bool:
        return file == self._prefix + self._only if self._only else file.startswith(self._prefix)

    def _counts(self) -> tuple[int, int]:
        """Files and lines of what is audited, without the rest of its package."""
        lines = [each.scan.lines for file, each in self._judged.items() if self._is_wanted(file)]
        return len(lines), sum(lines)

    def _audited(self, progress: Callable[[int, int], None], is_cancelled: Callable[[], bool]) -> Audited:
        rules = rules_of(self._base)
        if rules != self._rules:
            self._judged.clear()
        self._rules = rules
        listing = listing_of(self._base, rules.skip or ())
        unparsed = dict(listing.refused)
        rescanned = self._read(listing, unparsed, progress, is_cancelled)
        kept = self._kept
        assert kept is not None
        scans = {name: kept.scans[kept.files[name].content] for name in listing.files if name in kept.files}
        places = self._places(scans, listing)
        findings = self._findings(scans, places, Judge(rules))
        unparsed.update({name: scan.unparsed for name, scan in scans.items() if scan.unparsed})
        return Audited(
            self._base,
            findings,
            len(scans),
            sum(scan.lines for scan in scans.values()),
            dict(sorted(unparsed.items())),
            tuple(name for name in scans if places[name].is_orphan),
            rescanned,
        )

    def _read(
        self,
        listing: Listing,
        unparsed: dict[str, str],
        progress: Callable[[int, int], None],
        is_cancelled: Callable[[], bool],
    ) -> int:
        """Bring `_kept` up to date; how many files had to be scanned."""
        before = self._kept if self._kept is not None else (read_kept(self._base) if self._keeps else KeptScans())
        seen = time.time_ns()
        files: dict[str, Known] = {}
        doubtful: list[tuple[str, int]] = []
        for name, stamp in listing.files.items():
            known = before.files.get(name)
            is_same = known is not None and (known.modified, known.size, known.inode) == (
                stamp.modified,
                stamp.size,
                stamp.inode,
            )
            if known is not None and is_same and stamp.modified < before.seen - SETTLED_NS:
                files[name] = known
            else:
                doubtful.append((name, stamp.size))
        scans = dict(before.scans)
        changed = [each for each in doubtful if not self._is_known(each[0], listing, before, scans, files)]
        job = Job(self._base, changed)
        size, done = job.size, 0
        sizes = dict(changed)
        progress(0, size)
        for batch in scan_files(job, is_cancelled, self._processes):
            for read in batch:
                done += sizes[read.name]
                if read.scan is None:
                    unparsed[read.name] = read.problem
                    continue
                scans[read.content] = read.scan
                stamp = listing.files[read.name]
                files[read.name] = Known(stamp.modified, stamp.size, stamp.inode, read.content)
            progress(done, size)
        contents = {known.content for known in files.values()}
        after = KeptScans(versions(), seen, files, {key: scan for key, scan in scans.items() if key in contents})
        self._is_unkept |= bool(changed) or files != before.files
        is_first = self._kept is None
        self._kept = after
        # To write all of it would take longer than to scan a file that was edited.
        if is_first:
            self.keep()
        return len(changed)

    def _is_known(
        self, name: str, listing: Listing, before: KeptScans, scans: dict[str, Scan], files: dict[str, Known]
    ) -> bool:
        """Whether a file holds what another, or it itself, held before; then it is taken as such."""
        if not before.scans:
            return False
        try:
            content = content_key((self._base / name).read_bytes(), splitext(name)[1])
        except OSError:
            return False
        if content not in scans:
            return False
        stamp = listing.files[name]
        files[name] = Known(stamp.modified, stamp.size, stamp.inode, content)
        return True

    def _places(self, scans: dict[str, Scan], listing: Listing) -> dict[str, Place]:
        found: dict[str, Place] = {}
        self._manifests = {name: self._manifest(name, stamp) for name, stamp in listing.manifests.items()}
        for scanner in scanners().values():
            own = {name: scan for name, scan in scans.items() if splitext(name)[1] in scanner.suffixes}
            if own:
                found |= scanner.place(Tree(own, self._manifests_of(scanner)))
        return found

    def _manifest(self, name: str, stamp: Stamp) -> tuple[Stamp, bytes]:
        known = self._manifests.get(name)
        if known is not None and known[0] == stamp and stamp.modified < time.time_ns() - SETTLED_NS:
            return known
        try:
            return stamp, (self._base / name).read_bytes()
        except OSError:
            return stamp, b""

    def _manifests_of(self, scanner: Scanner) -> dict[str, bytes]:
        wanted = scanner.manifests
        return {name: data for name, (_, data) in self._manifests.items() if basename(name) in wanted}

    def _findings(self, scans: dict[str, Scan], places: dict[str, Place], judge: Judge) -> tuple[Finding, ...]:
        kept = self._kept
        assert kept is not None
        known = self._bases
        self._bases = {
            key: known.get(key) or tuple(base_of(site) for site in scan.sites)
            for key, scan in ((kept.files[name].content, scan) for name, scan in scans.items())
        }
        bases = [self._bases[kept.files[name].content] for name in scans]
        judged: dict[str, _Judged] = {}
        for (name, scan), own, numbers in zip(scans.items(), bases, numbered(bases), strict=True):
            before = self._judged.get(name)
            place = places[name]
            if before is not None and before.scan is scan and before.place == place and before.numbers == numbers:
                judged[name] = before
                continue
            findings = tuple(
                _finding(name, scan, at, place, judge, fingerprint(base, number))
                for at, (base, number) in enumerate(zip(own, numbers, strict=True))
            )
            judged[name] = _Judged(scan, place, numbers, findings)
        self._judged = judged
        return tuple(finding for each in judged.values() for finding in each.findings)


def _finding(name: str, scan: Scan, at: int, place: Place, judge: Judge, mark: str) -> Finding:
    site = scan.sites[at]
    judged = judge.judge(name, site, place)
    return Finding(
        file=name,
        line=site.line,
        column=site.column,
        crate=place.crate,
        kind=site.kind,
        context=judged.context,
        priority=judged.priority,
        code=site.code,
        reason=judged.reason,
        fingerprint=mark,
        start=site.start,
        end=site.end,
        item=site.item,
    )


__all__ = ["Audit", "Audited", "Cancelled"]
