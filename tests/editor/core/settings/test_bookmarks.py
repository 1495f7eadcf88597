"""Bookmarks of the camera stay for the next time, far away as near."""

from pathlib import Path

from editor.core.settings.bookmarks import Bookmarks

FAR = (61_234.125, 212.5, -58_000.75, 3.1, -0.4, 900.0)


def test_a_view_comes_back_from_the_disk_number_for_number(tmp_path: Path) -> None:
    Bookmarks(tmp_path / "kept").put(tmp_path, "march", 2, FAR)
    again = Bookmarks(tmp_path / "kept")
    assert again.get(tmp_path, "march", 2) == FAR
    assert again.get(tmp_path, "march", 1) is None
    assert again.get(tmp_path, "grove", 2) is None
    assert again.get(tmp_path / "other", "march", 2) is None


def test_a_broken_file_holds_no_view_and_can_be_written_over(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    marks = Bookmarks(kept)
    marks.put(tmp_path, "march", 1, FAR)
    (file,) = kept.iterdir()
    for text in (
        "{",
        "[1]",
        '{"march/1": [NaN, 0, 0, 0, 0, 1]}',
        '{"march/1": [0, 0, 0, 0, 0, 1e999]}',
        '{"march/1": [1, 2]}',
        '{"march/1": "x"}',
        '{"march/1": 4}',
    ):
        file.write_text(text)
        assert marks.get(tmp_path, "march", 1) is None
    marks.put(tmp_path, "march", 1, FAR)
    assert marks.get(tmp_path, "march", 1) == FAR
