"""astraweave bench: measure, keep what was measured, and say what has changed; one file a verb."""
