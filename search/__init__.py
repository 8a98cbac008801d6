"""Finding: from words as people remember them to entries."""
