"""One way to do without an unwrap a file; the walk finds them."""
