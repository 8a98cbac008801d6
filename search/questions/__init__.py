"""Questions: understood, put to the index, and answered with reasons."""
