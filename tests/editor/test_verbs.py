"""What the program does with its first argument."""

from pathlib import Path

from typer.testing import CliRunner

from editor.cli import application, with_verb


def test_a_projects_folder_in_the_place_of_a_verb_is_opened(tmp_path: Path):
    (tmp_path / "project.toml").write_text("format = 1\n")

    assert with_verb([str(tmp_path), "--play"]) == ["edit", str(tmp_path), "--play"]
    assert with_verb([]) == ["edit"]
    assert with_verb(["bench", str(tmp_path)]) == ["bench", str(tmp_path)]
    assert with_verb([str(tmp_path.parent)]) == [str(tmp_path.parent)]


def test_what_serves_another_verb_alone_is_run_and_not_listed():
    listed = CliRunner().invoke(application(), ["--help"]).output

    assert "screenshots" in listed
    assert "soak-run" not in listed
    assert CliRunner().invoke(application(), ["soak-run", "--help"]).exit_code == 0
