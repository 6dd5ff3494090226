"""Who may see what today, and why: an agent as a row of the page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from command_center.people.models import Agent, Designation, Post, Training
from command_center.people.post_rows import PostRow, post_rows
from command_center.people.role_rights import rights_of
from command_center.people.roles import Role
from command_center.people.seeing import SEEING
from command_center.people.standing import Standing, standings

ENDS_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class AgentRow:
    agent: Agent
    standing: Standing
    rights: frozenset[str]
    """Those that show pictures or alerts."""

    posts: Sequence[PostRow] = ()

    @property
    def may_see(self) -> bool:
        return self.agent.is_active and bool(self.rights) and self.standing.is_open

    @property
    def what(self) -> str:
        """What the agent's rights would show."""
        alerts = any(right.startswith("alerts.") for right in self.rights)
        if alerts and any(not right.startswith("alerts.") for right in self.rights):
            return _("pictures and alerts")
        return _("alerts") if alerts else _("pictures")

    @property
    def reasons(self) -> Sequence[str]:
        """Why not."""
        account = [] if self.agent.is_active else [_("The account is switched off.")]
        rights = [] if self.rights else [_("No right of theirs shows pictures or alerts.")]
        return [*account, *rights, *self.standing.reasons]

    @property
    def ends_soon(self) -> bool:
        until = self.standing.until
        return self.may_see and until is not None and until - self.standing.at <= ENDS_SOON

    @property
    def designation(self) -> Designation | None:
        """The one in force; else the latest."""
        in_force = [one for one in self._designations if self._is_in_force(one)]
        return next(iter(in_force or self._designations), None)

    @property
    def about(self) -> Sequence[str]:
        """The name to sign in with, where another one is shown; groups; whether a superuser."""
        name = [self.agent.get_username()] if self.agent.get_full_name() else []
        groups = [group.name for group in self.agent.groups.all()]
        return [*name, *groups, *([_("all rights")] if self.agent.is_superuser else [])]

    @property
    def posts_now(self) -> Sequence[PostRow]:
        return [row for row in self.posts if row.state == "in_force"]

    @property
    def _designations(self) -> list[Designation]:
        return list(self.agent.designations.all())

    def _is_in_force(self, one: Designation) -> bool:
        at = self.standing.at
        return one.starts_at <= at < (one.revoked_at or one.ends_at) and at < one.ends_at


def agent_rows(agents: Iterable[Agent]) -> list[AgentRow]:
    """All by the same few questions; `agents` as `all_agents` prefetches them."""
    found = list(agents)
    held = standings(found)
    at = max((one.at for one in held.values()), default=timezone.now())
    of_agent = defaultdict(list)
    for row in post_rows([post for agent in found for post in agent.posts.all()], at):
        of_agent[row.post.agent_id].append(row)
    return [
        AgentRow(agent, held[agent.pk], _seeing(agent, of_agent[agent.pk]), of_agent[agent.pk])
        for agent in found
    ]


def all_agents() -> Iterable[Agent]:
    by_whom = ("entered_by", "revoked_by")
    return Agent.objects.order_by("last_name", "username").prefetch_related(
        "groups__permissions__content_type",
        "user_permissions__content_type",
        Prefetch("designations", Designation.objects.select_related(*by_whom)),
        Prefetch("trainings", Training.objects.select_related(*by_whom)),
        Prefetch("posts", Post.objects.select_related(*by_whom)),
    )


def _seeing(agent: Agent, posts: Sequence[PostRow]) -> frozenset[str]:
    if agent.is_superuser:
        return SEEING
    in_force = [row.post for row in posts if row.state == "in_force"]
    of_posts = [
        rights_of(Role(post.role), at_one_venue=post.venue is not None) for post in in_force
    ]
    given = [*agent.user_permissions.all()]
    given += [right for group in agent.groups.all() for right in group.permissions.all()]
    named = {f"{right.content_type.app_label}.{right.codename}" for right in given}
    return SEEING & named.union(*of_posts)
