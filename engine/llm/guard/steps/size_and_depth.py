"""Size and depth: an answer that is too long or nested too deep is not even read."""

import re

from engine.llm.guard.verdict import refuse

STEP = "size and depth"
MOST_BYTES = 16 * 1024
DEEPEST = 8
_TEXT = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")


def size_and_depth(body: str | bytes, *, most_bytes: int = MOST_BYTES, deepest: int = DEEPEST) -> bytes:
    """The answer as bytes. Refused when it is larger than `most_bytes`, deeper than `deepest`, or no text at all."""
    if len(body) > most_bytes:
        raise _too_large(len(body), most_bytes)
    try:
        raw = body if isinstance(body, bytes) else body.encode()
    except UnicodeEncodeError as error:
        reason = "it holds half of a surrogate pair"
        raise refuse(STEP, "the answer is UTF-8", reason, expected="text in UTF-8") from error
    if len(raw) > most_bytes:
        raise _too_large(len(raw), most_bytes)
    depth = 0
    for bracket in _BRACKET.findall(_TEXT.sub(b"", raw)):
        depth += 1 if bracket in b"[{" else -1
        if depth > deepest:
            reason = f"it is nested more than {deepest} deep"
            raise refuse(STEP, "greatest depth", reason, expected=f"at most {deepest}", nearest=deepest)
    return raw


def _too_large(size: int, most: int) -> Exception:
    reason = f"it is {size:,} bytes long"
    return refuse(STEP, "greatest size", reason, expected=f"at most {most:,} bytes", nearest=most)
