"""A file is written whole or not at all, and nothing is left of what failed."""

import pytest

from engine.whole_file import write_whole


def test_folders_are_made_and_the_old_version_is_replaced(tmp_path):
    path = tmp_path / "new" / "run.json"
    write_whole(path, b"one")
    write_whole(path, "zwölf\n")
    assert path.read_bytes() == "zwölf\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_what_fails_leaves_no_draft(tmp_path):
    (tmp_path / "taken" / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "taken", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
