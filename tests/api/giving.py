"""Exactly these rights, everywhere, for tests."""

from django.contrib.auth.models import Permission

from command_center.people.models import Agent


def given(agent: Agent, *rights: str) -> Agent:
    for one in rights:
        room, codename = one.split(".")
        found = Permission.objects.get(content_type__app_label=room, codename=codename)
        agent.user_permissions.add(found)
    return Agent.objects.get(pk=agent.pk)
