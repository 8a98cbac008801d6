"""The tables of what waits for a person, and of how far the work has come: derived, and kept up page by page."""

from __future__ import annotations

from sqlite_utils import Database

from archive.schema.statements import run


def queue_of_doubts(db: Database) -> None:
    """What waits for a person, most urgent first: derived from readings and decisions, page by page.

    Whatever changes how a page's entries stand puts the page into `pages_to_queue`, by a trigger, so that nobody
    who writes can forget it; whoever asks for the queue brings those pages up to date first
    (`archive/store/queue.py`). A table of decisions that comes later has a trigger of the same kind.
    """
    run(
        db,
        """CREATE TABLE doubts (
             entry TEXT NOT NULL, field TEXT NOT NULL, what TEXT NOT NULL CHECK (what IN ('flagged', 'loose')),
             page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
             scan TEXT NOT NULL, number INTEGER NOT NULL, row INTEGER NOT NULL, urgency INTEGER NOT NULL,
             PRIMARY KEY (entry, field)
           ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX doubts_by_urgency ON doubts (urgency, scan, number, row, field)",
        "CREATE INDEX doubts_by_page ON doubts (page)",
        """CREATE TABLE doubt_kinds (
             kind TEXT NOT NULL, entry TEXT NOT NULL, field TEXT NOT NULL,
             page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
             PRIMARY KEY (kind, entry, field)
           ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX doubt_kinds_by_page ON doubt_kinds (page)",
        """CREATE TABLE pages_to_queue (
             page INTEGER PRIMARY KEY REFERENCES pages (id) ON DELETE CASCADE
           ) STRICT""",
        "INSERT INTO pages_to_queue SELECT id FROM pages WHERE state = 'read'",
        """CREATE TRIGGER queue_page_that_is_stored AFTER UPDATE ON pages WHEN NEW.state = 'read'
           BEGIN INSERT OR IGNORE INTO pages_to_queue VALUES (NEW.id); END""",
        # An entry is named by 16 characters of its scan's hash, its page and its row.
        """CREATE TRIGGER queue_page_that_is_decided_on AFTER INSERT ON corrections
           BEGIN
             INSERT OR IGNORE INTO pages_to_queue SELECT id FROM pages
             WHERE scan = NEW.scan AND number = CAST(substr(NEW.entry, 18) AS INTEGER) AND state = 'read';
           END""",
        # All readings of one field, to look through their texts without their evidence.
        "CREATE INDEX readings_by_text ON readings (field, text)",
    )


def progress_by_page(db: Database) -> None:
    """How far the work on each page has come: derived, and kept up with the queue of doubts."""
    run(
        db,
        """CREATE TABLE page_figures (
             page INTEGER PRIMARY KEY REFERENCES pages (id) ON DELETE CASCADE,
             entries INTEGER NOT NULL, accepted INTEGER NOT NULL, flagged INTEGER NOT NULL, verified INTEGER NOT NULL,
             loose INTEGER NOT NULL
           ) STRICT""",
        "INSERT OR IGNORE INTO pages_to_queue SELECT id FROM pages WHERE state = 'read'",
        # Who did how much, without looking into what was decided.
        "CREATE INDEX corrections_by_who ON corrections (who, at)",
    )


def decisions_without_a_line(db: Database) -> None:
    """The queue again, in which a decision whose line is gone stands beside what waits there by now."""
    run(
        db,
        "DROP TABLE doubts",
        """CREATE TABLE doubts (
             entry TEXT NOT NULL, field TEXT NOT NULL, what TEXT NOT NULL CHECK (what IN ('flagged', 'loose', 'lost')),
             page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
             scan TEXT NOT NULL, number INTEGER NOT NULL, row INTEGER NOT NULL, urgency INTEGER NOT NULL,
             PRIMARY KEY (entry, field, what)
           ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX doubts_by_urgency ON doubts (urgency, scan, number, row, field)",
        "CREATE INDEX doubts_by_page ON doubts (page)",
        "DELETE FROM doubt_kinds",
        "INSERT OR IGNORE INTO pages_to_queue SELECT id FROM pages WHERE state = 'read'",
    )
