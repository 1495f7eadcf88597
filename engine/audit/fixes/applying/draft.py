"""Several fixes of one crate as they would be written: what each file becomes, and which bytes are whose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.audit.fixes.applying.records import Fixed, Records
from engine.audit.fixes.applying.wish import Attempt, Wish
from engine.audit.fixes.checking.blame import Region, moved
from engine.audit.fixes.edit import Edit, do_overlap, edited
from engine.audit.fixes.syntax.call import UnwrapCall
from engine.audit.fixes.syntax.surroundings import surroundings_of


@dataclass
class Trial:
    """A wish on its way: the call in the file as it was, what is left to try, and the last error."""

    wish: Wish
    call: UnwrapCall
    left: list[Attempt]
    error: str = ""

    @property
    def now(self) -> Attempt:
        """What is tried now."""
        return self.left[0]


def fitting(trials: list[Trial]) -> tuple[list[Trial], list[Trial]]:
    """Those whose edits can be made together, the first come first, and those that must wait."""
    taken: list[Trial] = []
    waiting: list[Trial] = []
    for trial in trials:
        edits = trial.now.variant.edits
        in_way = [each for each in taken if each.wish.file == trial.wish.file]
        clashes = any(do_overlap(edits, each.now.variant.edits) or _is_split(edits, each) for each in in_way)
        (waiting if clashes else taken).append(trial)
    return taken, waiting


def _is_split(edits: tuple[Edit, ...], other: Trial) -> bool:
    """Whether one fix lies between the edits of the other: each was offered for the file without the other."""
    theirs = other.now.variant.edits
    ours_from, ours_to = min(e.start for e in edits), max(e.end for e in edits)
    from_, to = min(e.start for e in theirs), max(e.end for e in theirs)
    return ours_from < to and from_ < ours_to and len(edits) + len(theirs) > 2


def texts_with(trials: list[Trial], before: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file of `before` with the edits of these trials."""
    return {file: edited(data, _edits(trials, file)) for file, data in before.items()}


def regions_of(trials: list[Trial], records: Records) -> dict[int, Region]:
    """The bytes of the edited files that each trial wrote, by its place in the list."""
    found: dict[int, Region] = {}
    for number, trial in enumerate(trials):
        edits, own = _edits(trials, trial.wish.file), trial.now.variant.edits
        body = surroundings_of(trial.call).body
        start, end = min(e.start for e in own), max(*(e.end for e in own), trial.call.end)
        around = (start, end) if body is None else (body.start_byte, body.end_byte)
        found[number] = Region(
            records.place(trial.wish.file),
            moved(min(start, trial.call.start), edits, behind_inserts=False),
            moved(end, edits, behind_inserts=True),
            moved(around[0], edits, behind_inserts=False),
            moved(around[1], edits, behind_inserts=True),
        )
    return found


def carried(trial: Trial, done: list[Trial]) -> Wish:
    """The wish of a trial for the file in which others are done: its bytes have moved."""
    edits = _edits(done, trial.wish.file)
    start = moved(trial.wish.start, edits, behind_inserts=False)
    return replace(trial.wish, start=start, end=moved(trial.wish.end, edits, behind_inserts=True))


def told(trial: Trial, checked: str) -> Fixed:
    """A fix for the record and the log: whole lines before and after."""
    text, edits = trial.call.source.text, trial.now.variant.edits
    first = text.rfind(b"\n", 0, min(e.start for e in edits)) + 1
    last = text.find(b"\n", max(e.end for e in edits))
    last = len(text) if last < 0 else last
    inside = [Edit(e.start - first, e.end - first, e.new) for e in edits]
    wish, offer = trial.wish, trial.now.offer
    around = surroundings_of(trial.call)
    return Fixed(
        wish.file,
        trial.call.line,
        wish.crate,
        wish.priority,
        wish.fingerprint,
        wish.item or around.title,
        offer.pattern.name,
        f"{offer.reason} So {trial.now.variant.words}.",
        checked,
        text[first:last].decode("utf-8", "replace"),
        edited(text[first:last], inside).decode("utf-8", "replace"),
    )


def _edits(trials: list[Trial], file: str) -> list[Edit]:
    return [edit for trial in trials if trial.wish.file == file for edit in trial.now.variant.edits]
