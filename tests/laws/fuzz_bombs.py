"""Small texts that would cost much: depth, long keys, numbers without end, and counts."""

from collections.abc import Iterator

MANY = 100_000


def bombs() -> Iterator[bytes]:
    """Each of them, one after another: they are not held in memory together."""
    head = b'format = 1\nkind = "scene"\n'
    for opening, closing in ((b"[", b"]"), (b"{a=", b"}"), (b"[{a=", b"}]")):
        yield head + b"a = " + opening * MANY
        yield head + b"a = " + opening * MANY + b"1" + closing * MANY
    yield head + b"a" + b".a" * MANY + b" = 1"
    yield head + b"[a" + b".a" * MANY + b"]"
    yield head + b"[[a" + b".a" * MANY + b"]]"
    key = b".".join([b"a"] * 79)
    yield head + b"[" + key + b"]\n" + key + b" = " + (b"{" + key + b" = ") * 78 + b"1" + b"}" * 78
    for value in (b"9" * MANY, b"1e" + b"9" * MANY, b"0." + b"1" * MANY, b"0x" + b"f" * MANY, b"1_" * MANY + b"1"):
        yield head + b"a = " + value
    yield head + b"k" * MANY * 10 + b" = 1"
    yield head + b'a = "' + b"\\u0041" * MANY * 10 + b'"'
    yield head + b'a = """' + b'""\n' * MANY + b'"""'
    yield head + b"a = [" + b"1979-05-27," * MANY * 2 + b"]"
    yield head + b"a = [" + b"1," * MANY * 20 + b"]"
    yield head + b"#" * MANY * 20
    yield head + b"#\n" * MANY * 10
    yield head + b"[entities.a]\n" * MANY
    yield head + many(MANY * 10, b"[entities.e%d]\n")
    yield head + many(20_000, b"[entities.e%d]\n[entities.e%d.health]\n")
    yield head + many(MANY, b"a%d.b.c.d.e.f.g.h = 1\n")
    yield head + many(3000, b"[entities.e%d]\nparent = 'e%d1'\n")
    # Just inside the limits: these are read.
    yield head + b"a = [" + b"1," * 550_000 + b"]"
    yield head + b"#\n" * 260_000
    yield head + b"a = [" + b"1979-05-27," * 62_000 + b"]"
    yield head + many(25_000, b"a%d.b.c.d.e.f.g.h = 1\n")
    yield b"[" * MANY + b"]" * MANY
    yield b'{"a":' * MANY
    yield b'{"kind":"compound","title":"","commands":[' * 3000
    yield b'{"kind":"compound","title":"","commands":[' * 3000 + b"]}" * 3000
    yield b"[" + b'{"folder":"a","title":"b","time":1},' * 50_000 + b"0]"
    yield b"[" + b"{}," * MANY * 10 + b"{}]"


def many(count: int, text: bytes) -> bytes:
    """A text over and over, numbered; written bit by bit, so that making it takes little memory."""
    places = text.count(b"%d")
    whole = bytearray()
    for number in range(count):
        whole += text % ((number,) * places)
    return bytes(whole)
