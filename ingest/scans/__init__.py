"""From files in a folder to pages in pixels: the only room that opens an archivist's file.

    find(paths) → [Found] → inspect(found) → ScanFile → decode(path, number) → PageImage

Rooms: `find` which files are scans · `kinds` what a file is, told by its content · `files` hash,
inspect, decode · `helper` and `decoder` the child process that touches hostile bytes, under a
deadline and a memory limit · `pictures`, `tiff`, `whole`, `tones` pictures through Pillow ·
`documents`, `fullpage` PDF through pikepdf and pdfium · `limits` how large a page may be.
"""

from ingest.scans.files import ScanFile, decode, inspect
from ingest.scans.find import Found, find

__all__ = ["Found", "ScanFile", "decode", "find", "inspect"]
