"""Paper to entries: reads scanned roster pages into plain records."""
