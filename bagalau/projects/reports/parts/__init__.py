"""The parts of a project document on paper: the record in, blocks out."""
