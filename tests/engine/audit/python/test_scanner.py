"""The scanner of Python: what a site says, what a file that can't be read says, and what counts as documented."""

from textwrap import dedent

import pytest

from engine.audit.python.scanner import SCANNER
from engine.audit.scanner import Tree, scanners


def sites(text: str):
    return SCANNER.scan(dedent(text).lstrip("\n").encode()).sites


def only(text: str):
    (site,) = sites(text)
    return site


def test_the_scanner_is_found_by_the_walk():
    assert scanners()["python"] is SCANNER


def test_a_site_says_where_it_is_in_characters_and_in_bytes():
    text = 'import re\n\n\ndef name(text):\n    return "ä" + re.match("ö", text).group()\n'

    site = only(text)

    assert (site.kind, site.line, site.column) == ("optional", 5, 18)
    assert text.encode()[site.start : site.end].decode() == 're.match("ö", text).group'
    assert site.item == site.function == "name"
    assert "the pattern may not match" in site.words


def test_a_function_that_only_others_of_the_file_call_is_an_inner_one():
    text = """
        import re
        def given(x):
            return _last(x)
        def _last(x):
            return re.match("a", x).end()
        def first(x):
            def word(y):
                return re.match("a", y).end()
            return word(x) + re.match("a", x).end()
        re.match("a", "b").end()
    """

    assert [(each.function, "inner" in each.marks) for each in sites(text)] == [
        ("_last", True),
        ("word", True),
        ("first", False),
        ("", False),
    ]
    assert all("public" in each.marks for each in sites(text))


def test_formatting_changes_no_subject():
    one = only("import re\ndef f(x):\n    return re.match('a', x).group()\n")
    other = only('import re\ndef f(x):\n    return re.match(\n        "a",\n        x,\n    ).group()\n')

    assert one.subject == other.subject


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"def f(:\n", "line 1: invalid syntax"),
        (b"x = 1\nif x:\n", "line 2"),
        (b"\xff\n", "line "),
        (b"a\0b", "null bytes"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data, words):
    scan = SCANNER.scan(data)

    assert words in scan.unparsed
    assert scan.sites == ()


def test_an_empty_file_has_nothing_in_it():
    assert SCANNER.scan(b"") == SCANNER.scan(b"\n").__class__(lines=0)


@pytest.mark.parametrize(
    "comment",
    [
        "return next(iter(rows))  # every caller has checked that there are rows",
        "# Every caller has checked that there are rows.\n    return next(iter(rows))",
        "return next(iter(rows))  # noqa: B010 - every caller has checked that",
    ],
)
def test_a_comment_beside_it_that_says_why_counts_as_a_reason(comment):
    assert "reasoned" in only(f"def f(rows):\n    {comment}\n").marks


@pytest.mark.parametrize("comment", ["# noqa: B010", "# TODO", "# pragma: no cover", "# fmt: skip"])
def test_what_a_comment_tells_tools_is_no_reason(comment):
    assert "reasoned" not in only(f"def f(rows):\n    return next(iter(rows))  {comment}\n").marks


def test_an_error_that_the_docstring_promises_is_a_reason():
    text = '''
    def first(rows):
        """The first row; StopIteration where there is none."""
        return next(iter(rows))
    '''

    assert "reasoned" in only(text).marks


def test_a_private_function_is_on_the_path_of_the_public_one_that_calls_it():
    text = """
    def load(rows):
        return _first(rows)

    def _first(rows):
        return next(iter(rows))
    """

    site = only(text)

    assert "public" in site.marks
    assert "reached from public `load`" in site.words


def test_a_private_function_that_nobody_calls_is_on_no_path():
    assert "public" not in only("def _first(rows):\n    return next(iter(rows))\n").marks


def test_what_runs_each_frame_says_so():
    text = """
    class View:
        def paintEvent(self, event):
            self._draw()

        def _draw(self):
            next(iter(self.rows))
    """

    assert "per-frame" in only(text).marks


@pytest.mark.parametrize(
    ("file", "context"),
    [
        ("engine/llm/client.py", "production"),
        ("tests/engine/test_client.py", "test"),
        ("engine/llm/test_client.py", "test"),
        ("examples/first.py", "example"),
        ("setup.py", "build"),
        ("benchmarks/speed.py", "bench"),
        ("fuzz/feed.py", "fuzz"),
    ],
)
def test_a_file_is_for_what_its_place_says(file, context):
    files = ("engine/__init__.py", "engine/llm/__init__.py", file)

    place = SCANNER.place(Tree({name: SCANNER.scan(b"") for name in files}, {}))[file]

    assert place.context == context


def test_a_package_below_the_top_is_the_crate():
    files = ("engine/__init__.py", "engine/llm/__init__.py", "engine/llm/guard/__init__.py", "engine/llm/guard/x.py")

    places = SCANNER.place(Tree({name: SCANNER.scan(b"") for name in files}, {}))

    assert places["engine/llm/guard/x.py"].crate == "engine.llm"
    assert places["engine/__init__.py"].crate == "engine"


def test_a_folder_with_benchmarks_in_it_is_for_benchmarks():
    case = SCANNER.scan(b"@benchmark('x')\ndef run():\n    pass\n")
    files = {"engine/__init__.py": SCANNER.scan(b""), "engine/cases/a.py": case, "engine/cases/b.py": SCANNER.scan(b"")}

    assert SCANNER.place(Tree(files, {}))["engine/cases/b.py"].context == "bench"


def test_deep_nesting_is_told_and_raises_nothing():
    scan = SCANNER.scan(b"x = " + b"(" * 5000 + b")" * 5000)

    assert scan.unparsed
