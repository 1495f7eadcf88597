"""The steps that a plan passes, one a file; each lets it through or raises `Refused` with what would do."""
