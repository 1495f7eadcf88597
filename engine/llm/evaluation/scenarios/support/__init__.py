"""Looking after friends."""
