"""The crowd: upright bodies moved in three stages (broad phase, narrow phase, integration), a file for each step."""
