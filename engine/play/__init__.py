"""Playing a scene: compile, session, batches of lanes, recordings and replay, and what to show of them."""

RECORDING_SUFFIX = ".awrec"
"""How the files of recordings end."""
