"""What the Warden can do, and what the party can do about its court: one file each."""
