"""Places and units through time: what they were called, what they lay in, and what became of them."""
