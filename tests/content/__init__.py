"""What holds of any sound content: these tests read data/ and docs/ as they are, and name nothing that is in them."""
