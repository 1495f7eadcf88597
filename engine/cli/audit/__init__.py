"""astraweave audit: where code can fail, and fixes that compile; one file a verb."""
