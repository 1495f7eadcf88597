"""The steps that Veilweaver adds to the tick."""
