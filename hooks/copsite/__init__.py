"""The site without MkDocs: texts in, finished pages out. No disk, no clock, no environment.

Nothing imports to its right:
diagnostics < channels < html < markdown < yamlio < catalog < content < calendars < feeds
< render < site < diff < starter.
"""
