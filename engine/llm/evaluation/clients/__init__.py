"""Who is evaluated beside real models: the noisy oracle, and controls that prove the scale."""
