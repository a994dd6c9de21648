"""YAML text: read it with the place of every part, explain syntax errors, edit it in place, write it."""
