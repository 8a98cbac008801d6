"""Keying again: rounds that administrators open, in which people key blind what the paper says."""
