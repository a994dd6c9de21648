"""Problems in what volunteers write, how they are printed, and what was probably meant."""
