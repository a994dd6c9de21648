"""Problems in what volunteers write, their output formats, and suggestions for corrections."""
