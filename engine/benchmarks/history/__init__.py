"""The history of measurements: appended to, read without its bad rows, rotated, and taken in from other tools."""
