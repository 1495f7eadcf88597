"""Records of a journal: lines that say how far they can be trusted."""

from pathlib import Path

import pytest

from engine.document.journal import records
from engine.document.journal.records import line_of, read_records


def written(tmp_path: Path, *lines: bytes) -> Path:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"".join(lines))
    return path


def test_what_was_written_is_read(tmp_path: Path):
    path = written(tmp_path, line_of(0, "head", {"title": "Grüße"}), line_of(1, "base", {"file": "a"}, '"text\\n"'))

    found = read_records(path)

    assert [(record.kind, record.fields.get("title"), record.data()) for record in found.items] == [
        ("head", "Grüße", None),
        ("base", None, "text\n"),
    ]
    assert found.damage == ""
    assert found.good_bytes == path.stat().st_size


def test_a_text_that_looks_like_the_data_is_none(tmp_path: Path):
    path = written(tmp_path, line_of(0, "done", {"say": 'a","data":"b'}, "7"))

    (record,) = read_records(path).items

    assert record.fields["say"] == 'a","data":"b'
    assert record.data() == 7


@pytest.mark.parametrize(
    ("second", "damage"),
    [
        (line_of(1, "done", {})[:-2], "a record does not fit its checksum"),
        (line_of(2, "done", {}), "a record is missing"),
        (line_of(0, "done", {}), "a record is missing"),
        (line_of(1, "done", {}).replace(b"done", b"dome"), "a record does not fit its checksum"),
        (b"{}\n", "a line is no record"),
    ],
)
def test_reading_ends_at_the_first_damage(tmp_path: Path, second: bytes, damage: str):
    first = line_of(0, "head", {})

    found = read_records(written(tmp_path, first, second, line_of(2, "done", {})))

    assert found.damage == damage
    assert len(found.items) == 1
    assert found.good_bytes == len(first)


def test_a_last_record_that_was_cut_does_not_count(tmp_path: Path):
    first = line_of(0, "head", {})

    found = read_records(written(tmp_path, first, line_of(1, "done", {})[:-1]))

    assert found.damage == "the last record was not written to its end"
    assert found.good_bytes == len(first)


def test_a_record_that_no_reader_would_take_is_not_written(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(records, "LARGEST_RECORD", 100)

    with pytest.raises(ValueError, match="too large for the journal"):
        line_of(0, "base", {}, '"' + "x" * 100 + '"')


def test_a_journal_is_read_up_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(records, "LARGEST_JOURNAL", 200)
    path = written(tmp_path, *(line_of(number, "done", {}) for number in range(9)))

    found = read_records(path)

    assert "larger than" in found.damage
    assert 0 < len(found.items) < 9
