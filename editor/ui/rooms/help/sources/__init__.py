"""Where pages come from: each file here has `KIND`, `ORDER` and `pages(source)`, found by a walk."""
