"""What Veilweaver's rules report to its encounters."""

SIGNALS = ("guarded",)
