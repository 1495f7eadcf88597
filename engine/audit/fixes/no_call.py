"""Unwraps and expects that are no call by a point, so that no pattern is for them, and the words for that."""

import re

NO_METHOD = "No fix for a function by its path, or a raw name: write it as .unwrap() or .expect() first."
_NO_CALL = re.compile(
    r"^(?:\w+\s*::\s*)*(?:Option|Result)\s*(?:::\s*<[^(]*>\s*)?::\s*(?:r#)?(?:unwrap|expect)\b"
    r"|r#(?:unwrap|expect)\s*\("
)


def is_no_call(code: str) -> bool:
    """Whether code that is found as an unwrap or expect is `Option::unwrap`, a call of it, or `x.r#unwrap()`."""
    return _NO_CALL.search(code) is not None
