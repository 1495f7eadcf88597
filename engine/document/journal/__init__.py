"""The journal: what happened to a document since it was opened, kept so that a crash takes nothing."""

from engine.document.journal.reading import History, SessionJournal, Told, is_spoiled, read_session
from engine.document.journal.replay import Replayed, Step, replay
from engine.document.journal.session import Session, session_paths
from engine.document.journal.writer import Journal

__all__ = [
    "History",
    "Journal",
    "Replayed",
    "Session",
    "SessionJournal",
    "Step",
    "Told",
    "is_spoiled",
    "read_session",
    "replay",
    "session_paths",
]
