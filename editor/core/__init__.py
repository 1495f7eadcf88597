"""The editor's services without a window: selection, undo, gestures, actions, play, jobs, settings; no Qt."""
