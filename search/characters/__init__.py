"""Characters: folded to one form, as they sound, as they look, in the order of dictionaries."""
