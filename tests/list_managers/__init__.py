"""The links of the join page, tried on the list managers themselves."""
