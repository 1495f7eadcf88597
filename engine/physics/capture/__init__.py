"""Captures: consecutive physics steps kept to be looked at, compared, saved and opened elsewhere."""

from engine.physics.capture.compare import Comparison, compare
from engine.physics.capture.data import STAGES, TITLES, Capture, Origin, stage_ns
from engine.physics.capture.file import load, save
from engine.physics.capture.ledger import Ledger, Mismatch, Standing
from engine.physics.capture.recorder import CaptureRecorder
from engine.physics.capture.summary import summarize
from engine.physics.capture.table import csv_text, write_csv
from engine.physics.capture.trace import chrome_trace, write_trace
from engine.telemetry.capture_error import CaptureError
from engine.telemetry.compare import Difference, Quantile, cumulative
from engine.telemetry.summary import StageSummary
from engine.telemetry.words import sentence, time_text

__all__ = [
    "STAGES",
    "TITLES",
    "Capture",
    "CaptureError",
    "CaptureRecorder",
    "Comparison",
    "Difference",
    "Ledger",
    "Mismatch",
    "Origin",
    "Quantile",
    "StageSummary",
    "Standing",
    "chrome_trace",
    "compare",
    "csv_text",
    "cumulative",
    "load",
    "save",
    "sentence",
    "stage_ns",
    "summarize",
    "time_text",
    "write_csv",
    "write_trace",
]
