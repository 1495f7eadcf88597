"""The inspector's fields: one small widget for each kind of value in the vocabulary."""
