"""What things cost: zones, frame profiles, percentiles and their export."""
