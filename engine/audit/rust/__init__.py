"""Rust: sites by syntax tree, what attributes say of them, and which crate builds a file for what."""
