"""Which kind of page it is, and where its cells are."""
