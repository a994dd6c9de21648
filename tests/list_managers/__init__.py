"""The links of the join page, tested on real list managers."""
