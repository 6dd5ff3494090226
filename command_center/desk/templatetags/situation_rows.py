"""`{% situation_row situation is_first %}`: a row of the queue, written once and kept.

A page asks four times a second, and of hundreds of rows a few have changed.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from command_center.desk.situation import Situation

KEPT = 4096
"""Some kilobytes each: what a flood of a day has, in both languages."""

register = template.Library()


@register.simple_tag
def situation_row(situation: Situation, is_first: bool = False) -> SafeString:
    """The same for everybody: nothing in it depends on who asks."""
    return _row(situation, is_first, get_language(), get_current_timezone_name())


@lru_cache(KEPT)
def _row(situation: Situation, is_first: bool, _language: str, _zone: str) -> SafeString:
    given = {"situation": situation, "is_first": is_first}
    return render_to_string("pages/desk/situation_row.html", given)
