"""Kept proposals: files in the project's own state folder, never in the project; listed, opened and compared."""

from __future__ import annotations

import contextlib
import hashlib
import re
import time
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from engine.file_lock import FileLock
from engine.json_file import read_json
from engine.llm.context.wish import LONGEST_WISH
from engine.llm.proposals.drafting import Drafted
from engine.llm.proposals.finding import ProposalFinding
from engine.llm.proposals.operations import as_tuple
from engine.llm.proposals.proposal import Proposal
from engine.llm.proposals.provenance import Origin, now
from engine.llm.proposals.scope import Scope
from engine.user_state import proposals_folder
from engine.whole_file import write_whole

ENDING = ".json"
MOST_KEPT = 200
"""Of one project; the oldest that nobody accepted goes first."""
LARGEST_FILE = 8 * 1024 * 1024
LOCK = ".lock"
LOCKED_S, LOOK_S = 10.0, 0.005
"""So long may others hold the folder, and so often is looked whether they still do [s]."""
_ID = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}\Z")


class KeptProposal(BaseModel):
    """A proposal as it is kept: what was wished, what was answered, by whom, what was found, and what became of it."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    format: Literal[1] = 1
    id: str = Field(pattern=_ID.pattern.replace(r"\Z", "$"))
    when: str
    """When it was made, in UTC."""
    scene: str
    encounter: str | None = None
    prompt: str = Field(max_length=LONGEST_WISH)
    client: str
    model: str = ""
    agent: str = ""
    """The agent that sent it from outside; empty where the editor asked."""
    proposal: Proposal
    rounds: int = 0
    """How often it was mended."""
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost: float | None = None
    """US dollars; None where nobody measured it."""
    findings: Annotated[tuple[dict[str, Any], ...], BeforeValidator(as_tuple)] = ()
    report: dict[str, Any] | None = None
    """The last playtest of it, with the hunks that were played."""
    accepted: Annotated[tuple[str, ...] | None, BeforeValidator(as_tuple)] = None
    """Ids of the hunks that are accepted; None where none is: undo takes them out again."""

    @classmethod
    def made(
        cls,
        proposal: Proposal,
        prompt: str,
        scope: Scope,
        *,
        client: str,
        model: str = "",
        agent: str = "",
        findings: Iterable[ProposalFinding] = (),
    ) -> KeptProposal:
        """A proposal of this moment, from wherever it came; nothing is written yet."""
        when = now()
        return cls(
            id=new_id(proposal, prompt, when),
            when=when,
            scene=scope.scene,
            encounter=scope.encounter,
            prompt=prompt,
            client=client,
            model=model,
            agent=agent,
            proposal=proposal,
            findings=tuple(each.data() for each in findings),
        )

    @classmethod
    def drafted(cls, drafted: Drafted, prompt: str, scope: Scope) -> KeptProposal | None:
        """What a model drafted; None where no answer of it could be read."""
        if drafted.proposal is None:
            return None
        findings = drafted.best.findings
        kept = cls.made(
            drafted.proposal, prompt, scope, client=drafted.about.name, model=drafted.model, findings=findings
        )
        used = drafted.usage
        return kept.model_copy(
            update={
                "rounds": len(drafted.rounds) - 1,
                "input_tokens": used.input_tokens,
                "output_tokens": used.output_tokens,
                "cost": used.cost,
            }
        )

    def with_report(self, report: dict[str, Any]) -> KeptProposal:
        """The same with what a playtest of it found."""
        return self.model_copy(update={"report": report})

    def taken(self, hunks: Iterable[str]) -> KeptProposal:
        """The same with these hunks accepted, beside those that were accepted before."""
        return self._with_accepted({*(self.accepted or ()), *hunks})

    def taken_back(self, hunks: Iterable[str]) -> KeptProposal:
        """The same with the acceptance of these hunks undone."""
        return self._with_accepted({*(self.accepted or ())} - {*hunks})

    def _with_accepted(self, hunks: set[str]) -> KeptProposal:
        order = [hunk.id for hunk in self.proposal.hunks]
        accepted = (*(each for each in order if each in hunks), *sorted(hunks - {*order}))
        return self.model_copy(update={"accepted": accepted or None})

    @property
    def scope(self) -> Scope:
        """What it is about."""
        return Scope(self.scene, self.encounter)

    def origin(self) -> Origin:
        """What is noted on entities when it is accepted now."""
        words = report_words(self.report) if self.report is not None else ""
        return Origin(self.id, self.prompt, self.client, self.model, self.agent, now(), _seed_words(self.report), words)


@dataclass(frozen=True)
class Unreadable:
    """A file that is no kept proposal, and why."""

    path: Path
    reason: str


def new_id(proposal: Proposal, prompt: str, when: str) -> str:
    """The id of a proposal that was made at a moment, as `now` tells it: its name sorts by time."""
    digest = hashlib.blake2b(f"{proposal.digest}\0{prompt}\0{when}".encode(), digest_size=4).hexdigest()
    return f"{when[:10].replace('-', '')}-{when[11:19].replace(':', '')}-{digest}"


class KeptProposals:
    """The kept proposals of one project. Several processes may use one folder at once; a file appears whole or not.

    What is said of a proposal that is there already is written into its file as it is then: the editor, the command
    line and agents may each know an older state of it.
    """

    def __init__(self, folder: Path, *, most: int = MOST_KEPT) -> None:
        self.folder = folder
        self._most = most

    @classmethod
    def of(cls, project: Path) -> KeptProposals:
        """Those of a project's folder."""
        return cls(proposals_folder(project))

    def write(self, kept: KeptProposal) -> Path:
        """Keep a proposal, in place of an earlier state of it. OSError when it can't be written."""
        path = self._path(kept.id)
        with self._alone():
            self._put(kept)
            self._make_room(kept.id)
        return path

    def replace(self, kept: KeptProposal) -> bool:
        """Keep a proposal that was revised; False, and nothing is written, where somebody has accepted it meanwhile."""
        with self._alone():
            there = self._read(self._path(kept.id))
            if isinstance(there, KeptProposal) and there.accepted is not None:
                return False
            self._put(kept)
            self._make_room(kept.id)
        return True

    def note_report(self, kept: KeptProposal, report: dict[str, Any]) -> bool:
        """Keep what a playtest found; False, and nothing is written, where the proposal was revised or forgotten."""
        with self._alone():
            there = self._read(self._path(kept.id))
            if not isinstance(there, KeptProposal) or there.proposal != kept.proposal:
                return False
            self._put(there.with_report(report))
        return True

    def note_taken(self, kept: KeptProposal, hunks: Iterable[str]) -> KeptProposal:
        """Keep which hunks were accepted, and give what is kept then.

        Where the proposal was revised or forgotten meanwhile, it is kept as it was accepted: the project names it.
        """
        with self._alone():
            there = self._read(self._path(kept.id))
            is_same = isinstance(there, KeptProposal) and there.proposal == kept.proposal
            taken = (there if isinstance(there, KeptProposal) and is_same else kept).taken(hunks)
            self._put(taken)
        return taken

    def note_taken_back(self, kept: KeptProposal, hunks: Iterable[str]) -> None:
        """Keep that the acceptance of these hunks was undone; nothing happens where the proposal was forgotten."""
        with self._alone():
            there = self._read(self._path(kept.id))
            if isinstance(there, KeptProposal):
                self._put(there.taken_back(hunks))

    def take_over(self, others: Iterable[KeptProposal]) -> None:
        """Keep those of another project too, as of the one that this is a copy of; what is here stays as it is."""
        with self._alone():
            for each in others:
                if not self._path(each.id).exists():
                    self._put(each)

    def read(self, identifier: str) -> KeptProposal:
        """A kept proposal by its id.

        Raises:
            LookupError: There is none, or its file is damaged.
        """
        found = self._read(self._path(identifier))
        if isinstance(found, Unreadable):
            raise LookupError(f'the proposal "{identifier}" can\'t be read: {found.reason}')
        return found

    def listed(self) -> tuple[KeptProposal, ...]:
        """All that can be read, newest first."""
        return tuple(each for each in self._all() if isinstance(each, KeptProposal))

    def unreadable(self) -> tuple[Unreadable, ...]:
        """Files that are none; they are left alone."""
        return tuple(each for each in self._all() if isinstance(each, Unreadable))

    def remove(self, identifier: str) -> None:
        """Forget a proposal; nothing happens where there is none."""
        with contextlib.suppress(FileNotFoundError):
            self._path(identifier).unlink()

    @contextlib.contextmanager
    def _alone(self) -> Generator[None]:
        """While nobody else writes. OSError where others do not come to an end."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock, patience = FileLock(self.folder / LOCK), time.monotonic() + LOCKED_S
        while not lock.acquire():
            if time.monotonic() > patience:
                raise TimeoutError(f"{self.folder} is held by another program for more than {LOCKED_S:.0f} s")
            time.sleep(LOOK_S)
        try:
            yield
        finally:
            lock.release(remove=True)

    def _put(self, kept: KeptProposal) -> None:
        write_whole(self._path(kept.id), kept.model_dump_json(indent=1) + "\n")

    def _all(self) -> list[KeptProposal | Unreadable]:
        return [self._read(path) for path in self._paths()]

    def _paths(self) -> list[Path]:
        try:
            names = [path.name for path in self.folder.iterdir() if path.suffix == ENDING]
        except OSError:
            return []
        return [self.folder / name for name in sorted(names, reverse=True) if not name.startswith(".")]

    def _path(self, identifier: str) -> Path:
        if not _ID.match(identifier):
            raise LookupError(f'"{identifier}" is no id of a proposal; expected one such as 20261127-120000-0a1b2c3d')
        return self.folder / f"{identifier}{ENDING}"

    def _read(self, path: Path) -> KeptProposal | Unreadable:
        try:
            found = KeptProposal.model_validate(read_json(path, LARGEST_FILE))
        except OSError as error:
            return Unreadable(path, error.strerror or "it can't be opened")
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            return Unreadable(path, f"{'.'.join(map(str, first['loc']))}: {first['msg']}".lstrip(": "))
        except ValueError as error:
            return Unreadable(path, str(error))
        return found if found.id == path.stem else Unreadable(path, f'it says that its id is "{found.id}"')

    def _make_room(self, newest: str) -> None:
        paths = self._paths()
        if len(paths) <= self._most:
            return
        found = [self._read(path) for path in reversed(paths)]
        old = [each for each in found if isinstance(each, KeptProposal) and each.id != newest]
        # Those whose marks stand in the project go last.
        for each in sorted(old, key=lambda one: one.accepted is not None)[: len(paths) - self._most]:
            self.remove(each.id)


def report_words(report: dict[str, Any]) -> str:
    """A report in a line: "novice 41 % to 55 % of 64 won, average ..."."""
    rates: dict[tuple[str, str], Any] = {(each["variant"], each["skill"]): each for each in report["results"]}
    skills = dict.fromkeys(skill for _, skill in rates)
    told = [
        f"{skill} {_percent(rates.get(('before', skill)))} to {_percent(after)} of {after['runs']} won"
        for skill in skills
        if (after := rates.get(("after", skill))) is not None
    ]
    return ", ".join(told)


def _percent(result: dict[str, Any] | None) -> str:
    rate = result["win_rate"] if result is not None else None
    return "n/a" if rate is None else f"{100 * rate:.0f} %"


def _seed_words(report: dict[str, Any] | None) -> str:
    if report is None:
        return ""
    seeds = report["request"]["seeds"]
    return f"{seeds['first']} to {seeds['first'] + seeds['count'] - 1}"
