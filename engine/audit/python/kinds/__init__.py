"""One file for each kind of place that can fail; a walk finds them."""
