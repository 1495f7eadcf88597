"""Sites in crates of Debian that were labelled by rule and looked at by people, to judge the scanner of Rust by."""
