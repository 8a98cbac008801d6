"""What people are asked to look at: what waits for them, in which order, and what else a reading may be. Pure."""
