"""The lines of a page: what is an entry, where it begins and ends, what its columns mean, and whether all adds up."""
