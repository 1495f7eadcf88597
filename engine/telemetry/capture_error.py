"""What is wrong with a capture."""


class CaptureError(Exception):
    """What is no capture, or no whole one; the message says what, where and what was expected."""
