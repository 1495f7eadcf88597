"""One large lane stepped by several threads: a desk of shared words, workers parked in native code, claimed chunks."""
