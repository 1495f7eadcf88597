"""Single functions, measured by pyperf: calibrated, warm, in several processes of their own."""
