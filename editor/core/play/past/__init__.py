"""The past of runs: branches, recordings, and the run that was stopped last."""
