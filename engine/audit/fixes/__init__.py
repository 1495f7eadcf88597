"""Fixes of places where Rust code can panic: what may be offered, what it changes, and how it is proven and undone."""
