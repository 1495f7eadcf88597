"""The ways to the help and to the tutorial, and what this program is."""
