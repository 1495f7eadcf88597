"""Gives files their bytes back: of a fix that is undone, and of one that a crash left half made."""

from dataclasses import dataclass

from msgspec.structs import replace

from engine.audit.fixes.applying.records import FileBefore, FixError, Record, Records, digest_of
from engine.audit.fixes.applying.telling import tell


@dataclass(frozen=True)
class Recovered:
    """What was found half made: a record, and files of it that somebody has changed since and that are left alone."""

    record: Record
    left_alone: tuple[str, ...]


def undo(records: Records, number: int = 0) -> Record:
    """Undo a record, by default the last one that stands: its files get the bytes that they had.

    FixError where there is none, or where a file is not as the fix left it; then no file is touched.
    """
    with records.held():
        recover(records)
        standing = [each for each in records.all() if each.state == "applied"]
        record = next((each for each in reversed(standing) if number in (0, each.number)), None)
        if record is None:
            there = ", ".join(str(each.number) for each in standing) or "none"
            what = f"fix {number} does not stand" if number else "nothing stands that could be undone"
            raise FixError(f"{records.root}: {what}; of this tree these can be undone: {there}.")
        for each in record.files:
            _refuse_changed(records, record, each, standing)
        for each in record.files:
            records.write(each.file, each.data)
        undone = records.keep(replace(record, state="undone", is_logged=False))
        return tell(records, undone)


def recover(records: Records) -> list[Recovered]:
    """Take back what a process began and did not end, and tell the log what it has not been told; call it held."""
    found: list[Recovered] = []
    for record in records.all():
        if record.state == "begun":
            changed = tuple(each.file for each in record.files if not _give_back(records, each))
            records.keep(replace(record, state="taken back", is_logged=True))
            found.append(Recovered(record, changed))
        elif record.state in ("applied", "undone") and not record.is_logged:
            tell(records, record)
    return found


def _give_back(records: Records, each: FileBefore) -> bool:
    path = records.place(each.file)
    now = path.read_bytes() if path.is_file() else None
    if now is not None and digest_of(now) in each.written:
        records.write(each.file, each.data)
        return True
    return now == each.data


def _refuse_changed(records: Records, record: Record, each: FileBefore, standing: list[Record]) -> None:
    path = records.place(each.file)
    now = digest_of(path.read_bytes()) if path.is_file() else ""
    if each.written and now == each.written[-1]:
        return
    later = [
        other.number
        for other in standing
        if other.number > record.number and any(file.file == each.file for file in other.files)
    ]
    if later:
        after = ", ".join(str(number) for number in reversed(later))
        raise FixError(f"{each.file} was fixed again after fix {record.number}; undo {after} first.")
    raise FixError(
        f"{each.file} is not as fix {record.number} left it: somebody has changed it since, and undoing would throw "
        "that away. Take your change back, or repair the place by hand."
    )
