"""What the program does with its first argument."""

from pathlib import Path

from editor.cli import with_verb


def test_a_projects_folder_in_the_place_of_a_verb_is_opened(tmp_path: Path):
    (tmp_path / "project.toml").write_text("format = 1\n")

    assert with_verb([str(tmp_path), "--play"]) == ["edit", str(tmp_path), "--play"]
    assert with_verb([]) == ["edit"]
    assert with_verb(["bench", str(tmp_path)]) == ["bench", str(tmp_path)]
    assert with_verb([str(tmp_path.parent)]) == [str(tmp_path.parent)]
