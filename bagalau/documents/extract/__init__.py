"""From a reading to a draft: one file a document kind, one tuple that lists them.

An extractor is a module with ``KIND``, ``recognises(reading) -> float`` (0 to 1: how sure it is that the document
is of its kind) and ``extract(reading) -> Draft``. Everything here is pure: no Django, no clock, no files.
"""
