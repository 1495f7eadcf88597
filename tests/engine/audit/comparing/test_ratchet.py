"""The ratchet of a crate may only fall."""

import pytest

from engine.audit.comparing.ratchet import (
    RatchetError,
    counts_of,
    read_ratchet,
    steps,
    tightened,
    write_ratchet,
)
from engine.audit.site import Finding


def finding(crate: str, priority: str, status: str = "open") -> Finding:
    return Finding("a.rs", 1, 1, crate, "unwrap", "production", priority, "x", "", "0", 0, 1, "", status)


def test_open_findings_of_production_are_counted_by_crate():
    found = [
        finding("b", "P0"),
        finding("b", "P0"),
        finding("a", "P2"),
        finding("a", "P3"),
        finding("a", "P0", "fixed"),
    ]

    assert counts_of(found) == {"a": {"P2": 1}, "b": {"P0": 2}}


def test_what_rose_is_worse_and_what_fell_is_written_down():
    allowed = {"a": {"P0": 2, "P1": 1}, "gone": {"P2": 4}}
    found = {"a": {"P0": 1, "P1": 3}, "new": {"P2": 1}}

    assert [str(each) for each in steps(allowed, found) if each.is_worse] == [
        "a: 3 of P1, 1 allowed",
        "new: 1 of P2, 0 allowed",
    ]
    assert tightened(allowed, found) == {"a": {"P0": 1, "P1": 1}}


def test_a_ratchet_is_read_as_it_was_written(tmp_path):
    counts = {"weave.nav": {"P0": 1, "P2": 7}, "": {"P1": 2}, "a-b": {"P1": 3}}

    write_ratchet(tmp_path / "ratchet.toml", counts)

    assert read_ratchet(tmp_path / "ratchet.toml") == counts


@pytest.mark.parametrize("text", ["[a", "a = 1", "[a]\nP0 = -1", "[a]\nP3 = 1", "[a]\nP0 = true"])
def test_anything_else_is_refused_with_the_name_of_the_file(tmp_path, text: str):
    path = tmp_path / "ratchet.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(RatchetError, match=r"ratchet\.toml"):
        read_ratchet(path)
