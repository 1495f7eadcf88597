"""What an attribute says about the code under it: that only tests, model checkers or fuzzers build it."""

import re
from dataclasses import dataclass
from functools import lru_cache

TEST_CFGS = frozenset({"test", "doctest", "kani", "miri", "loom"})
"""Configurations in which no program is shipped."""
TEST_FAMILY = frozenset(
    {
        *("test", "bench", "should_panic", "rstest", "rstest_parametrize", "fixture", "test_case", "test_matrix"),
        *("wasm_bindgen_test", "quickcheck", "proptest", "traced_test", "test_log", "googletest", "gtest"),
        *("parameterized", "sqlx_test", "test_resources", "test_fuzz", "divan_bench", "async_test", "apply_test"),
    }
)
"""Last names of attributes that make a function a test, whoever's test harness it is."""
_TOKEN = re.compile(r"""r?#?[A-Za-z_]\w*(?:\s*::\s*\w+)*|"(?:[^"\\]|\\.)*"|[(),=]|\S""", re.DOTALL)
MOST_TOKENS = 4000
"""An attribute with more is not looked into: it is no condition."""


@lru_cache(maxsize=4096)
def test_words(attribute: str) -> str:
    """The attribute on one line if its item is test code ("#[cfg(test)]"), else "".

    `attribute` is what stands between the brackets. A `cfg` counts when it can only hold where a test, kani, miri or
    loom is built: `any(test, ...)` does not, unless all of it does.
    """
    tokens = _TOKEN.findall(attribute)
    if not tokens or len(tokens) > MOST_TOKENS:
        return ""
    try:
        tells = _tells(tokens)
    except (RecursionError, IndexError):
        return ""
    return f"#[{' '.join(attribute.split())}]" if tells else ""


@lru_cache(maxsize=4096)
def paths_of(attribute: str) -> tuple[tuple[str, bool], ...]:
    """Paths that the attribute gives a module: (path, whether always); `cfg_attr` gives one under a condition."""
    always = re.match(r'\s*path\s*=\s*"((?:[^"\\]|\\.)*)"', attribute)
    if always:
        return ((always.group(1), True),)
    if not attribute.lstrip().startswith("cfg_attr"):
        return ()
    return tuple((path, False) for path in re.findall(r'\bpath\s*=\s*"((?:[^"\\]|\\.)*)"', attribute))


def _tells(tokens: list[str]) -> bool:
    name = _plain(tokens[0])
    if name == "unsafe" and tokens[1:2] == ["("]:
        return _tells(tokens[2:-1])
    if name == "cfg":
        # `#[cfg(a)]` holds one condition.
        return bool(tokens[1:]) and not _Condition(tokens[1:]).read()[0].can_hold
    if name == "cfg_attr":
        return any(_tells(part) for part in _split(tokens[2:-1])[1:] if part)
    first, _, rest = name.partition("::")
    return first == "kani" or name.rpartition("::")[2] in TEST_FAMILY or (first == "loom" and bool(rest))


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", name).removeprefix("r#")


def _split(tokens: list[str]) -> list[list[str]]:
    """Cut at the commas that stand in no brackets."""
    parts: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token == "(") - (token == ")")
        if token == "," and not depth:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


@dataclass(frozen=True)
class _Holds:
    """Whether a condition can hold, and whether it can fail to, where none of `TEST_CFGS` is set."""

    can_hold: bool
    can_fail: bool


class _Condition:
    """Reads a condition of `cfg` from its tokens, brackets included."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def read(self) -> list[_Holds]:
        """The conditions in the brackets that begin here."""
        assert self._next() == "("
        found: list[_Holds] = []
        while self._tokens[self._at] != ")":
            if self._tokens[self._at] == ",":
                self._at += 1
                continue
            found.append(self._one())
        self._at += 1
        return found or [_Holds(True, True)]

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _one(self) -> _Holds:
        name = _plain(self._next())
        following = self._tokens[self._at]
        if following == "=":
            self._at += 2
            return _Holds(True, True)
        if following != "(":
            return _Holds(False, True) if name in TEST_CFGS else _Holds(name != "false", name != "true")
        if self._tokens[self._at + 1] == ")":
            self._at += 2
            return _Holds(name == "all", name == "any")
        parts = self.read()
        if name == "not":
            return _Holds(parts[0].can_fail, parts[0].can_hold)
        if name == "all":
            return _Holds(all(each.can_hold for each in parts), any(each.can_fail for each in parts))
        if name == "any":
            return _Holds(any(each.can_hold for each in parts), all(each.can_fail for each in parts))
        return _Holds(True, True)
