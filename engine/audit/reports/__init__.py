"""An audit as a file: CSV, JSON and SARIF for programs, a table for people."""
