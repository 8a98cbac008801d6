"""Characters: folded to one form, as they sound, as they look, in the order of dictionaries."""

import os

# Here characters are always asked for one by one; the phrases of the dictionary would weigh 44 MiB for nothing.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "yes")
