"""Find and replace over many readings, each change looked at; and what was changed at one stroke, to be undone."""
