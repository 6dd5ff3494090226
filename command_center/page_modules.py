"""`{% module 'pages/wall/wall.js' %}`: a page's script, and all that it imports, asked for at once.

Without it a browser asks for what a module imports only when it has read that module: as many
round trips as the imports are deep.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

IMPORTED = re.compile(r"""^(?:import|export)\s(?:[^"';]*\sfrom\s)?["'](\.[^"']+)["']""", re.M)
"""Ours name files by relative paths; what is imported on demand is not asked for before."""

PRELOADED = "preloaded modules"

register = template.Library()


@register.simple_tag(takes_context=True)
def module(context: Any, path: str) -> SafeString:
    """Several of a page name each file once. Raises `FileNotFoundError` for what is not there."""
    asked: set[str] = context.render_context.setdefault(PRELOADED, set())
    new = [one for one in imports_of(path) if one not in asked]
    asked.update(new)
    links = format_html_join(
        "", '<link rel="modulepreload" href="{}">', ((static(one),) for one in new)
    )
    return links + format_html('<script type="module" src="{}"></script>', static(path))


def imports_of(path: str) -> tuple[str, ...]:
    """Of a static file, by its name there: all that it imports, and what those import."""
    return _read(path) if settings.DEBUG else _known(path)


def _read(path: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting = [path]
    while waiting:
        for one in _named(waiting.pop()):
            if one not in found and one != path:
                found[one] = None
                waiting.append(one)
    return tuple(found)


_known = lru_cache(maxsize=None)(_read)


def _named(path: str) -> Iterator[str]:
    file = finders.find(path)
    if file is None:
        raise FileNotFoundError(f"{path}: no such script; a page or another script names it")
    for name in IMPORTED.findall(Path(file).read_text()):
        yield normpath(join(dirname(path), name))
