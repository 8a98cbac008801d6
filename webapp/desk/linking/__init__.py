"""One person, several entries: proposals side by side, what people decided of them, and how that is undone."""
