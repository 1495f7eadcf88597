"""Journals that nobody wrote: a clear message or a part of the work, never a crash, and the project stays as it is."""

import contextlib
import json
import zlib
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from editor.core.recovery.lost_work import RecoveryError
from engine.document.journal.records import line_of
from tests.laws.journal_sessions import opened, own_folders

fuzz = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HERE = "THE PROJECT"
"""Stands in a journal for the folder of the project that it is offered to."""
SET = {"kind": "set", "path": "scenes/orchard/entities/mira/health/current", "old": 80.0, "new": 5.0}
names = st.sampled_from(
    ["scenes/orchard", "project", "prefabs/odd", "../x", "scenes/../../x", "", "scenes/new", "a/b/c"]
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
values = plain | names | st.just(SET)
commands = st.one_of(
    st.just(SET),
    plain,
    st.fixed_dictionaries({"kind": st.just("write_file"), "file": names, "old": plain, "new": plain}),
    st.fixed_dictionaries({"kind": st.just("remove_entity"), "file": names, "id": st.just("mira"), "index": plain}),
    st.fixed_dictionaries(
        {"kind": st.just("compound"), "title": plain, "commands": st.lists(st.just(SET), max_size=2)}
    ),
)
records = st.one_of(
    st.tuples(
        st.just("done"),
        st.fixed_dictionaries({"say": values, "who": values, "time": values}),
        st.fixed_dictionaries({"command": commands}, optional={"texts": plain | st.dictionaries(names, plain)}),
    ),
    st.tuples(st.just("jumped"), st.fixed_dictionaries({"to": st.integers(-2, 4) | plain}), st.none()),
    st.tuples(st.just("base"), st.fixed_dictionaries({"file": names | plain}), values),
    st.tuples(st.just("saving"), st.fixed_dictionaries({"files": plain | st.dictionaries(names, plain)}), st.none()),
    st.tuples(st.sampled_from(["saved", "unsaved"]), st.just({}), st.none()),
    st.tuples(st.just("disk"), st.fixed_dictionaries({"file": names | plain, "digest": values}), values),
    st.tuples(st.just("owner"), st.fixed_dictionaries({"pid": values, "start": values, "host": values}), st.none()),
    st.tuples(st.text(max_size=6), st.dictionaries(st.sampled_from(["file", "to", "time"]), values), values),
)


def _placed(content: bytes, here: bytes) -> bytes:
    """The same journal for the project of this run; its first line gets its checksum anew."""
    head, end, rest = content.partition(b"\n")
    if HERE.encode() not in head:
        return content
    body = head.partition(b'"record":')[2][:-1].replace(json.dumps(HERE).encode(), here)
    return b'{"crc":"%08x","record":%b}' % (zlib.crc32(body), body) + end + rest


def recovers_or_says_why(content: bytes) -> None:
    """Offer a journal to an editor; whatever comes of it, the project's files stay as they are."""
    with own_folders() as project:
        journal = project.parent / "state" / "astraweave" / "journal" / "000001" / "journal.jsonl"
        journal.parent.mkdir(parents=True)
        here = json.dumps(str(project.resolve())).encode()
        journal.write_bytes(_placed(content, here))
        before = {path: path.read_bytes() for path in project.parent.rglob("*.toml")}
        editor = opened(project)
        try:
            for lost in editor.recovery.pending():
                assert isinstance(lost.sentence, str)
                with contextlib.suppress(RecoveryError):
                    assert editor.recovery.recover(lost).sentence
        finally:
            editor.shut_down()
        assert {path: path.read_bytes() for path in project.parent.rglob("*.toml")} == before


def journal_with(items: list[tuple[str, dict[str, Any], Any]]) -> bytes:
    head = line_of(0, "head", {"project": HERE, "title": "Orchard"})
    lines = [
        line_of(
            number, kind, {key: value for key, value in fields.items() if key not in ("n", "kind")}, json.dumps(data)
        )
        for number, (kind, fields, data) in enumerate(items, 1)
    ]
    return head + b"".join(lines)


@fuzz
@given(st.binary(max_size=200))
@example(b'{"crc":"00000000","record":{}}\n')
@example(b"[" * 100_000 + b"\n")
def test_any_bytes(content: bytes):
    recovers_or_says_why(content)


@fuzz
@given(st.lists(records, max_size=8))
def test_any_records_with_right_checksums(items: list[tuple[str, dict[str, Any], Any]]):
    recovers_or_says_why(journal_with(items))


@fuzz
@given(st.integers(1, 200_000))
@example(150_000)
def test_deep_nesting(depth: int):
    command = '{"command":' + "[" * depth + "]" * depth + "}"
    head = line_of(0, "head", {"project": HERE, "title": "Orchard"})
    recovers_or_says_why(head + line_of(1, "done", {"say": "Deep"}, command))
