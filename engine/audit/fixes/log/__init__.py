"""UNWRAP_REMEDIATION_LOG.md: what was fixed when and how, for people, and for burn-down and velocity."""
