"""A repository of git for tests: the orchard in a folder of it, an identity, and no configuration from outside."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.engine.document.orchard import plant


class Repository:
    """A repository with the orchard in `garden/`, committed on the branch main."""

    def __init__(self, root: Path, *, installed: bool = True) -> None:
        from engine.document.merge.install import install

        self.root = root
        self.project = plant(root / "garden")
        self.git("init", "-q", "-b", "main")
        if installed:
            install(self.project)
        self.commit("Plant the orchard")

    def git(self, *arguments: str, ok: bool = True) -> str:
        """What git prints; with `ok` it has to succeed."""
        answer = subprocess.run(
            ["git", *arguments], cwd=self.root, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert not ok or answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout + answer.stderr

    def commit(self, message: str) -> None:
        """Commit everything."""
        self.git("add", "--all")
        self.git("commit", "-q", "-m", message)

    def edit(self, *pairs: tuple[str, str], file: str = "scenes/orchard") -> None:
        """Replace pieces of one file's text and commit."""
        path = self.project / f"{file}.toml"
        text = path.read_text("utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path.write_text(text, "utf-8", newline="")
        self.commit(f"Edit {file}")

    def branch_off(self, name: str, *pairs: tuple[str, str], file: str = "scenes/orchard") -> None:
        """Edit on a branch of its own that starts at main, and come back."""
        self.git("switch", "-q", "-c", name, "main")
        self.edit(*pairs, file=file)
        self.git("switch", "-q", "main")

    def text(self, file: str = "scenes/orchard") -> str:
        """The text of a file as it lies in the working tree."""
        return (self.project / f"{file}.toml").read_text("utf-8")

    def unmerged(self) -> list[str]:
        """The unmerged entries of the index: "stage path"."""
        lines = self.git("ls-files", "--unmerged").splitlines()
        return [line.split(" ", 2)[2].replace("\t", " ") for line in lines]


def fresh_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository under a temporary folder, seen by a git without any other configuration."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    _isolate(monkeypatch, tmp_path / "home")
    root = tmp_path / "work"
    root.mkdir()
    return Repository(root)


def _isolate(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Let git see no configuration but the repository's."""
    home.mkdir()
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Mira")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "mira@example.org")
