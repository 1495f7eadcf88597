"""The top level of the tree is fixed: everything has its folder."""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    *("engine", "editor", "panels", "resources", "projects", "tests", "docs"),
    *("pyproject.toml", "requirements.lock", "Makefile", "build.spec"),
    *("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"),
    *(".ci", ".github", ".gitignore", ".gitattributes", ".pre-commit-config.yaml", ".python-version", ".editorconfig"),
}


def tracked_files() -> list[str]:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout")
    return listing.stdout.split("\n")[:-1]


def test_nothing_stands_beside_the_known_folders():
    strays = {name.split("/")[0] for name in tracked_files()} - TOP

    assert not strays, f"give these a place in one of the folders: {sorted(strays)}"


def test_the_lock_records_no_download_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert "://" not in lock
    assert "--hash=sha256:" in lock


def test_what_npm_fetches_is_named_by_its_hash_and_no_address():
    text = (ROOT / "resources" / "site" / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: each for name, each in json.loads(text)["packages"].items() if name}

    assert "://" not in text
    assert "node_modules/uplot" in packages
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())


def test_every_folder_of_code_is_a_package():
    """The frozen program finds modules by walking packages; a folder without `__init__.py` would be left out of it."""
    bare = {
        str(path.parent.relative_to(ROOT))
        for folder in ("engine", "editor", "panels")
        for path in (ROOT / folder).rglob("*.py")
        if not (path.parent / "__init__.py").exists()
    }

    assert not bare
