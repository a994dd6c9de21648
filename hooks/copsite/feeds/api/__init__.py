"""The data for other programs: JSON files below `api/v1/`, and a JSON Schema for each."""
