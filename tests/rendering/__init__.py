"""Roster pages made by the project itself, with the exact truth of what stands where.

Readers are measured on pages that nobody tuned them to: `python -m tests.rendering DEST --seed S`
writes scans and a truth.json. Words are made up from parts, typefaces come from Debian packages
(listed in `typefaces`), and damage carries every box along the way it bends the paper.

    words → layouts (set on a sheet) → damage (scan) → truth
"""
