"""What only Veilweaver's agents want."""
