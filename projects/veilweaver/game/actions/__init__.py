"""What only Veilweaver's agents can do."""
