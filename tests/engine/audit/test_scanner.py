"""Scanners are found by a walk, and no two want the same file."""

from engine.audit.scanner import scanner_of, scanners
from engine.walk import packages_below


def test_a_scanner_bears_the_name_of_its_folder():
    folders = {package.rpartition(".")[2] for package in packages_below("engine.audit")}

    assert scanners().keys() <= folders


def test_no_two_scanners_want_the_same_file():
    suffixes = [suffix for each in scanners().values() for suffix in each.suffixes]

    assert len(suffixes) == len(set(suffixes))
    assert all(scanner_of(f"src/a{suffix}") is not None for suffix in suffixes)


def test_a_file_of_no_known_language_has_no_scanner():
    assert scanner_of("src/notes.md") is None
