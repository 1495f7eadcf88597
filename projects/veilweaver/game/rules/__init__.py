"""Rules about scenes that only Veilweaver has."""
