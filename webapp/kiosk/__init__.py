"""The site of a snapshot for people who stand before a screen and touch it: nothing in it writes."""
