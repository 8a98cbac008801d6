"""The one door: the `bohai` command."""
