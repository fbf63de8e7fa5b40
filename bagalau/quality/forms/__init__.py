"""Forms of quality assurance."""
