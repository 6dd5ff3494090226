"""Tokens: by which a program acts for the agent who made it, and for nobody else."""

import hashlib

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from command_center.api.scope import Scope
from command_center.hard_rule import HardRule, never
from command_center.people.models import Agent
from command_center.people.telling import tell_changed

MADE = """
    NEW.created_at := clock_timestamp();
    IF NEW.revoked_at IS NOT NULL OR NEW.expires_at <= NEW.created_at
        OR NEW.expires_at > NEW.created_at + interval '1 year 1 day'
    THEN
        RAISE EXCEPTION 'a token lasts a year at most, and is revoked only afterwards'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
REVOKED_ONCE = """
    IF OLD.revoked_at IS NOT NULL OR to_jsonb(OLD)
        - '{last_used_at,revoked_at,revoked_by_id}'::text[]
        IS DISTINCT FROM to_jsonb(NEW) - '{last_used_at,revoked_at,revoked_by_id}'::text[]
    THEN
        RAISE EXCEPTION 'a token is kept as it was made, and revoked once'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.revoked_at IS NOT NULL THEN
        NEW.revoked_at := clock_timestamp();
    END IF;
    RETURN NEW;
"""


class TokenQuerySet(models.QuerySet["Token"]):
    def in_force(self) -> "TokenQuerySet":
        """By PostgreSQL's clock; of agents who have not left."""
        return self.filter(revoked_at=None, expires_at__gt=Now(), agent__is_active=True)


class Token(models.Model):
    """Made by its agent for themselves: nobody gets to act in the name of somebody else. Its secret
    is not kept: its digest is. Never changed and never deleted; the journal tells of what it did.
    """

    agent = models.ForeignKey(Agent, models.PROTECT, related_name="tokens")
    purpose = models.CharField(
        _("purpose"),
        max_length=200,
        help_text=_("What for, and which program: the journal keeps it with all that it does."),
    )
    scopes = ArrayField(models.CharField(max_length=32), verbose_name=_("scopes"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    begins = models.CharField(max_length=12, editable=False, help_text="to tell it from others")
    created_at = models.DateTimeField(_("made"), editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    """To some minutes: not each request writes it."""

    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        default_permissions = ("view", "add", "delete")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__regex=r"\S"), name="a_token_has_a_purpose"
            ),
            models.CheckConstraint(
                condition=models.Q(scopes__len__gt=0), name="a_token_has_scopes"
            ),
            models.CheckConstraint(
                condition=models.Q(digest__regex="^[0-9a-f]{64}$"), name="a_token_is_kept_as_digest"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by=None)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="a_token_is_revoked_by_somebody",
            ),
        ]
        triggers = [
            HardRule(name="made_now", operation=pgtrigger.Insert, when=pgtrigger.Before, func=MADE),
            HardRule(
                name="revoked_once",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=REVOKED_ONCE,
            ),
            never("never_deleted", pgtrigger.Delete, why="a token is revoked, and never deleted"),
            never("never_emptied", pgtrigger.Truncate, why="tokens are kept"),
        ]

    def __str__(self) -> str:
        return f"{self.begins}…"

    @property
    def scope_labels(self) -> list[str]:
        return [str(Scope(one).label) for one in self.scopes if one in Scope.values]

    @property
    def session_key(self) -> str:
        """In the place of a session's, so that the journal tells what came by which token."""
        return f"api-token-{self.pk}"

    @property
    def mark(self) -> str:
        """As the journal writes it: see `journal.origin`."""
        return hashlib.sha256(self.session_key.encode()).hexdigest()[:16]

    def revoke(self, by: Agent) -> bool:
        """From now on; streams that it has open end. False where it was revoked already."""
        known = Token.objects.filter(pk=self.pk, revoked_at=None)
        is_revoked = bool(known.update(revoked_at=Now(), revoked_by=by))
        tell_changed(self.agent_id)
        return is_revoked
