"""Calendars as three programs read them that share no code."""
