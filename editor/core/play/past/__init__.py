"""The past of runs: branches, recordings, and the run that was stopped last."""

SUFFIX = ".awrec"
"""How the files of recordings end."""
