"""Upright, flat, evenly lit, and the exact way back to the scan."""
