"""A refusal that a person can act on."""

from collections.abc import Mapping


class Problem(Exception):
    """Something was refused: a stable code, an HTTP status and one full sentence that says what to do.

    ``details`` maps a field or place to its own sentence. One middleware renders a problem as a page, a
    form error or JSON; the command line prints the sentence and ends with status 2.
    """

    def __init__(
        self, code: str, sentence: str, *, status: int = 400, details: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.status = status
        self.details = dict(details or {})
