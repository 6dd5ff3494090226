"""The forms that a page holds: where they go, and the names of what is asked."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class PageForm:
    """`fields`: name → the choices that it offers and the value that it has."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)


def page_forms(html: str, path: str) -> list[PageForm]:
    reader = _Reader(path)
    reader.feed(html)
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._path = path
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = said.get("action") or self._path
            self.forms.append(PageForm(action, said.get("method", "get").lower()))
        elif self.forms and tag in {"input", "textarea", "select", "button"} and said.get("name"):
            self._select = said["name"] if tag == "select" else ""
            self._add(said["name"], said.get("value", ""))
        elif self.forms and tag == "option" and self._select:
            self._add(self._select, said.get("value", ""))

    def _add(self, name: str, value: str) -> None:
        values = self.forms[-1].fields.setdefault(name, [])
        if value and value not in values:
            values.append(value)
