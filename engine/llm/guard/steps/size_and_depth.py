"""Size and depth: an answer that is too long or nested too deep is not even read."""

import re

from engine.llm.guard.verdict import refuse

STEP = "size and depth"
MOST_BYTES = 16 * 1024
DEEPEST = 8
_TEXT = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")


def size_and_depth(body: str | bytes) -> bytes:
    """The answer as bytes. Refused when it is larger than MOST_BYTES, deeper than DEEPEST, or no text at all."""
    if len(body) > MOST_BYTES:
        raise _too_large(len(body))
    try:
        raw = body if isinstance(body, bytes) else body.encode()
    except UnicodeEncodeError as error:
        reason = "it holds half of a surrogate pair"
        raise refuse(STEP, "the answer is UTF-8", reason, expected="text in UTF-8") from error
    if len(raw) > MOST_BYTES:
        raise _too_large(len(raw))
    depth = 0
    for bracket in _BRACKET.findall(_TEXT.sub(b"", raw)):
        depth += 1 if bracket in b"[{" else -1
        if depth > DEEPEST:
            reason = f"it is nested more than {DEEPEST} deep"
            raise refuse(STEP, "greatest depth", reason, expected=f"at most {DEEPEST}", nearest=DEEPEST)
    return raw


def _too_large(size: int) -> Exception:
    reason = f"it is {size:,} bytes long"
    return refuse(STEP, "greatest size", reason, expected=f"at most {MOST_BYTES:,} bytes", nearest=MOST_BYTES)
