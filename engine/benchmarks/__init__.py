"""What things cost: a suite found by a walk, measured side by side in one process, kept as a history."""
