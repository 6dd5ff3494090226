"""Where whoever asks for a page has a right: what its lists are filtered by."""

from typing import Any, cast

from django import forms
from django.http import HttpRequest

from command_center.people.agent import Agent
from command_center.people.reach import NOWHERE, Reach


def reach_of(request: HttpRequest, perm: str) -> Reach:
    """Nowhere for a visitor."""
    agent = getattr(request, "user", None)
    return agent.reach(perm) if isinstance(agent, Agent) else NOWHERE


def offer_wholly(form: forms.BaseForm, reach: Reach, **venue_of: str) -> None:
    """Of these fields, each with the look-up of its choices' venue: only what `reach` covers
    wholly."""
    for name, venue in venue_of.items():
        field = cast("forms.ModelChoiceField[Any]", form.fields[name])
        assert field.queryset is not None
        field.queryset = field.queryset.filter(reach.wholly_of(venue))
