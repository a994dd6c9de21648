"""Tests of the association's content in data/ and docs/, which pass with any valid content."""
