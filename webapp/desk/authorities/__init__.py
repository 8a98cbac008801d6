"""Places, units and positions: what is shipped, what this archive adds, and how that is changed and taken back."""
