"""Channels: their kinds in one table, what members send and open to use them, and links that start a message."""
