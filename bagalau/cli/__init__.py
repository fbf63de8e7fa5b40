"""The ``bagalau`` command: parses, then calls the same actions and queries as the pages."""
