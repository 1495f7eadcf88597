"""The source of a finding: where its bytes are in the text, and what is said when the file is another one by now."""

import pytest

from panels.unwrap_audit.source import CHANGED, source_of
from panels.unwrap_audit.source_view import SourceView
from panels.unwrap_audit.syntax import tokens_of
from tests.panels.unwrap_audit.findings import CODE, SOURCE, finding, written


def test_the_place_is_marked_after_letters_of_several_bytes_and_units(qtbot, tmp_path):
    place = written(tmp_path)
    view = SourceView()
    qtbot.addWidget(view)

    view.show_source(source_of(place.folder, finding()), "src/lib.rs")

    assert view.marked == CODE
    assert view.textCursor().blockNumber() + 1 == finding().line


def test_lines_that_end_as_on_windows_move_nothing(qtbot, tmp_path):
    place = written(tmp_path)
    raw = SOURCE.replace("\n", "\r\n").encode()
    place.file.write_bytes(raw)
    start = raw.index(CODE.encode())
    view = SourceView()
    qtbot.addWidget(view)

    view.show_source(source_of(place.folder, finding(start=start, end=start + len(CODE))), "src/lib.rs")

    assert view.marked == CODE


def test_a_file_that_has_changed_is_shown_with_a_warning(tmp_path):
    place = written(tmp_path)
    place.file.write_text("// new\n" + SOURCE, encoding="utf-8")

    source = source_of(place.folder, finding())

    assert source.has_text
    assert source.problem == CHANGED


def test_a_file_that_is_gone_is_told_by_its_name(tmp_path):
    source = source_of(tmp_path, finding())

    assert not source.has_text
    assert source.problem.startswith("src/lib.rs can't be read: No such file")


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("a.rs", "// fn\nlet c = 'x';", [("// fn", "comment"), ("let", "keyword"), ("'x'", "string")]),
        ("a.rs", "fn f<'a>() {}", [("fn", "keyword"), ("'a", "name")]),
        ("a.rs", 'r#"a"b"# /* x\n y */', [('r#"a"b"#', "string"), ("/* x\n y */", "comment")]),
        ("a.rs", '"a\\"b" 1..2', [('"a\\"b"', "string"), ("1", "number"), ("2", "number")]),
        ("a.py", '"""a\nb""" # c', [('"""a\nb"""', "string"), ("# c", "comment")]),
        ("a.py", "return f'{x}'", [("return", "keyword"), ("f'{x}'", "string")]),
        ("a.txt", "fn f() {}", []),
    ],
)
def test_words_of_a_language_are_told_apart(file, text, words):
    assert [(text[each.start : each.end], each.kind) for each in tokens_of(text, file)] == words
