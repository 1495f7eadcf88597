"""The engine's own rules, one file each; the walk finds them here."""
