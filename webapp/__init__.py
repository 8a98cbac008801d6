"""Showing: the commemorative site."""
