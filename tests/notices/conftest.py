"""A venue whose contact is entered, and an administrator of its notices."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from command_center.notices.models import Contact
from command_center.people.models import Agent
from command_center.venues.models import Venue


@pytest.fixture
def contact(venue: Venue) -> Contact:
    return Contact.objects.create(
        venue=venue,
        name="Préfecture du Rhône, bureau des libertés",
        address="106 rue Pierre Corneille\n69003 Lyon",
        email="droits@rhone.example.fr",
        phone="04 72 00 00 00",
        data_protection_officer="dpo@rhone.example.fr",
        public_address="https://vigie.example.fr/",
    )


@pytest.fixture
def administrator(operator: Agent, client: Client) -> Agent:
    """Signed in, in English."""
    rights = ["view_notice", "add_notice", "change_contact", "add_statement"]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(operator)
    client.cookies["language"] = "en"
    return operator
