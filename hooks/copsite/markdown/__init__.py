"""Markdown as GitHub's preview reads it (CommonMark and GFM): parse, check, render."""
