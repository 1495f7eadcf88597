"""What the tree of a Rust file tells of one unwrap: its receiver, what stands around it, and types in sight."""
