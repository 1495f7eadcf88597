"""Ways to damage a file that keep most of its structure, as hypothesis draws them."""

from hypothesis import strategies as st

CRUMBS = (
    *(b"[", b"]", b"[[", b"]]", b"{", b"}", b"=", b'"', b"'", b'"""', b"'''", b"#", b",", b".", b"\\", b"\\u", b":"),
    *(
        b"\n",
        b"\r",
        b"\r\n",
        b"\t",
        b"\x00",
        b"\x1a",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        "é\u202e\U0001f4a9".encode(),
    ),
    *(
        b"1e400",
        b"-0.0",
        b"nan",
        b"9" * 30,
        b"9" * 5000,
        b"0x" + b"f" * 40,
        b"1" * 17,
        b"1979-05-27T07:32:00Z",
        b"07:32",
    ),
    *(b"[entities.wall]\n", b"[entities]\n", b"[[entities]]\n", b"entities = 1\n", b"prefab = 'wasp'\n"),
    *(b"parent = 'mira'\n", b"format = 0\n", b"format = 99\n", b"kind = 'scene'\n", b"[entities.mira.transform]\n"),
    *(b"[" * 100, b"{a=" * 100, b"a." * 100, b"k" * 5000, b"null", b"true", b'"kind":', b"{}", b"[]", b"[[[[[[1]]]]]]"),
)


@st.composite
def damaged(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """One of the seeds with a few things done to it."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 4))):
        data = draw(st.sampled_from(WAYS))(draw, data)
    return data


def _bytes_flipped(draw: st.DrawFn, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 5))):
        if changed:
            changed[draw(st.integers(0, len(changed) - 1))] ^= draw(st.integers(1, 255))
    return bytes(changed)


def _bitten(draw: st.DrawFn, data: bytes) -> bytes:
    start = draw(st.integers(0, len(data)))
    return data[:start] + draw(st.sampled_from(CRUMBS)) + data[start + draw(st.integers(0, 12)) :]


def _cut_short(draw: st.DrawFn, data: bytes) -> bytes:
    return data[: draw(st.integers(0, len(data)))]


def _lines_moved(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return data
    here, there = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    match draw(st.sampled_from(("drop", "double", "swap", "move"))):
        case "drop":
            del lines[here]
        case "double":
            lines.insert(there, lines[here])
        case "swap":
            lines[here], lines[there] = lines[there], lines[here]
        case _:
            lines.insert(there, lines.pop(here))
    return b"".join(lines)


def _ends_mixed(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.split(b"\n")
    ends = draw(st.lists(st.sampled_from((b"\n", b"\r\n", b"\r", b"\n\n")), min_size=1, max_size=5))
    return b"".join(line + ends[number % len(ends)] for number, line in enumerate(lines))


def _number_grown(draw: st.DrawFn, data: bytes) -> bytes:
    places = [place for place, code in enumerate(data) if 0x30 <= code <= 0x39]
    if not places:
        return data
    place = draw(st.sampled_from(places))
    return (
        data[:place]
        + draw(st.sampled_from((b"9" * 40, b"1e400", b"-", b"0", b"_", b"0x", b"[1]", b'"1"')))
        + data[place:]
    )


WAYS = (_bytes_flipped, _bitten, _cut_short, _lines_moved, _ends_mixed, _number_grown)
