"""Every change to the document: gestures become entries, entries are undone, and what differs from a save."""
