"""One person, several entries: which entries may speak of one person, and how people decide of it.

    entries → claims → pairs that bear nearly one name → likeness, field by field → proposals

Nothing is linked by itself. People of the same name are real, and only a person tells them apart.
"""
