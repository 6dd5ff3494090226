"""Where people reach this site, for links in what is sent."""

from django.urls import reverse

from command_center import environment


def link(name: str, *args: object) -> str:
    """A path alone where nobody has said SITE_ADDRESS (https://vigie.example.org)."""
    return environment.text("SITE_ADDRESS", "").rstrip("/") + reverse(name, args=args)
