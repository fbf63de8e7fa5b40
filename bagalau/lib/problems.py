"""A refusal that a person can act on."""

from collections.abc import Callable, Mapping


class Problem(Exception):
    """Something was refused: a stable code, an HTTP status and one full sentence that says what to do.

    ``sentence`` may be a template with ``%(name)s`` placeholders, which ``values`` fill: so a page can say it in its
    own language, though the code that refuses knows none. ``details`` maps a field or place to its own sentence. One
    middleware renders a problem as a page, a form error or JSON; the command line prints it and ends with status 2.
    """

    def __init__(
        self,
        code: str,
        sentence: str,
        *,
        status: int = 400,
        details: Mapping[str, str] | None = None,
        values: Mapping[str, object] | None = None,
    ) -> None:
        self.code = code
        self.template = sentence
        self.values = dict(values or {})
        self.status = status
        self.details = dict(details or {})
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """The sentence in the language it was written in."""
        return self.said(str)

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence in another language; of the values, the words of a tuple are translated and joined."""
        values = {
            name: ", ".join(translate(word) for word in value) if isinstance(value, tuple) else value
            for name, value in self.values.items()
        }
        return translate(self.template) % values if values else translate(self.template)
