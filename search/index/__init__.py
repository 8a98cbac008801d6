"""The index: what it knows of a person, how that lies on disk, and how it is looked up.

Whoosh's documents are not people but the different texts that the archive holds: a name that forty
people bear is one document, a village of two hundred another. Which people bear a text, and all by
which they are counted, filtered and sorted, stands in columns of numbers beside it.
"""
