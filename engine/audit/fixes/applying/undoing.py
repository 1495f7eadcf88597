"""Gives files their bytes back: of a fix that is undone, and of one that a crash left half made or half undone."""

from dataclasses import dataclass

from msgspec.structs import replace

from engine.audit.fixes.applying.records import FileBefore, FixError, Record, Records, digest_of
from engine.audit.fixes.applying.telling import tell


@dataclass(frozen=True)
class Recovered:
    """What was found half made or half undone: a record as it was found, and files that are left alone.

    Those somebody has changed since.
    """

    record: Record
    left_alone: tuple[str, ...]


def undo(records: Records, number: int = 0) -> Record:
    """Undo a record, by default the last one that stands: its files get the bytes that they had.

    An undoing that a crash cut short is what is meant first. FixError where there is none, or where a file is neither
    as the fix left it nor as it was before; then no file is touched.
    """
    with records.held():
        for ended in recover(records):
            if ended.record.state == "undoing" and number in (0, ended.record.number):
                return _ended(ended)
        standing = [each for each in records.all() if each.state == "applied"]
        record = next((each for each in reversed(standing) if number in (0, each.number)), None)
        if record is None:
            there = ", ".join(str(each.number) for each in standing) or "none"
            what = f"fix {number} does not stand" if number else "nothing stands that could be undone"
            raise FixError(f"{records.root}: {what}; of this tree these can be undone: {there}.")
        for each in record.files_left:
            _refuse_changed(records, record, each, standing)
        # From here on the next process goes on with it, wherever this one dies.
        return _ended(_end(records, records.keep(replace(record, state="undoing", is_logged=False))))


def recover(records: Records) -> list[Recovered]:
    """Take back what a process began, end what it began to undo, and tell the log what it has not been told.

    Call it held.
    """
    found: list[Recovered] = []
    for record in records.all():
        if record.state == "undoing":
            found.append(_end(records, record))
        elif record.state == "begun":
            changed = tuple(each.file for each in record.files if not _give_back(records, each))
            found.append(Recovered(record, changed))
            records.keep(replace(record, state="taken back", is_logged=True))
        elif record.state in ("applied", "undone") and not record.is_logged:
            tell(records, record)
    return found


def _end(records: Records, record: Record) -> Recovered:
    """End an undoing. Where a file is left alone, the fix stands in it still, and it alone is left to be undone."""
    changed = tuple(each.file for each in record.files_left if not _give_back(records, each))
    undone = tuple(each.file for each in record.files if each.file not in changed)
    now = replace(record, state="applied", undone_files=undone) if changed else replace(record, state="undone")
    tell(records, records.keep(replace(now, is_logged=False)))
    return Recovered(record, changed)


def _ended(found: Recovered) -> Record:
    record = found.record
    if found.left_alone:
        others = "; the other files are as before the fix" if len(found.left_alone) < len(record.files) else ""
        raise FixError(
            f"{', '.join(found.left_alone)}: changed since the undoing of fix {record.number} began, and left as "
            f"is{others}. The fix stands there still: take your change back and undo it again, or repair the "
            "place by hand."
        )
    return replace(record, state="undone")


def _give_back(records: Records, each: FileBefore) -> bool:
    path = records.place(each.file)
    now = path.read_bytes() if path.is_file() else None
    if now is not None and digest_of(now) in each.written:
        records.write(each.file, each.data)
        return True
    return now == each.data


def _refuse_changed(records: Records, record: Record, each: FileBefore, standing: list[Record]) -> None:
    path = records.place(each.file)
    now = path.read_bytes() if path.is_file() else None
    if now is not None and (now == each.data or (each.written and digest_of(now) == each.written[-1])):
        return
    later = [
        other.number
        for other in standing
        if other.number > record.number and any(file.file == each.file for file in other.files_left)
    ]
    if later:
        after = ", ".join(str(number) for number in reversed(later))
        raise FixError(f"{each.file} was fixed again after fix {record.number}; undo {after} first.")
    raise FixError(
        f"{each.file} is not as fix {record.number} left it: somebody has changed it since, and undoing would throw "
        "that away. Take your change back, or repair the place by hand."
    )
