"""What is known: the lasting record, and the only door to its database."""
