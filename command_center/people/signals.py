"""What changes an agent's access, and is told to their sockets at once."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from command_center.people.models import Agent, Designation, Post, Training
from command_center.people.telling import tell_changed

CHANGED = {"post_add", "post_remove", "post_clear"}


def connect() -> None:
    post_save.connect(_agent_saved, sender=Agent)
    post_delete.connect(_agent_deleted, sender=Agent)
    for entered in (Designation, Post, Training):
        post_save.connect(_entered, sender=entered)
    for rights in (Agent.groups.through, Agent.user_permissions.through):
        m2m_changed.connect(_rights_changed, sender=rights)
    m2m_changed.connect(_group_changed, sender=Group.permissions.through)
    pre_delete.connect(_group_deleted, sender=Group)


def _agent_saved(instance: Agent, **given: Any) -> None:
    if given["update_fields"] != {"last_login"}:  # each sign-in
        tell_changed(instance.pk)


def _agent_deleted(instance: Agent, **_: Any) -> None:
    tell_changed(instance.pk)


def _entered(instance: Designation | Post | Training, **_: Any) -> None:
    tell_changed(instance.agent_id)


def _rights_changed(instance: Any, action: str, pk_set: set[int] | None, **_: Any) -> None:
    """From the agent's side or from that of the group or permission, which name the agents; one
    that is cleared does not, and sockets find out by themselves."""
    if action in CHANGED:
        tell_changed(*([instance.pk] if isinstance(instance, Agent) else pk_set or []))


def _group_changed(instance: Any, action: str, pk_set: set[int] | None, **_: Any) -> None:
    if action in CHANGED:
        _tell_members([instance.pk] if isinstance(instance, Group) else pk_set or [])


def _group_deleted(instance: Group, **_: Any) -> None:
    _tell_members([instance.pk])


def _tell_members(groups: Iterable[int]) -> None:
    tell_changed(*Agent.objects.filter(groups__in=groups).values_list("pk", flat=True))
