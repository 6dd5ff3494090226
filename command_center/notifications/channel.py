"""Channels: ways out of the house by which people and machines are told."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.alerts.severity import SEVERITIES, severity_choices
from command_center.venues.models import kind_choices
from command_center.venues.sealed import SealedField
from detection.kinds import EventKind

TOPIC = RegexValidator(r"^[\w-]+(/[\w-]+)*$", _("Letters, digits, - and _, parted by /."))


class Form(models.TextChoices):
    EMAIL = "email", _("e-mail")
    WEBHOOK = "webhook", _("webhook")
    MQTT = "mqtt", "MQTT"


class Channel(models.Model):
    """`address`: of a webhook (https://…) or of a broker (mqtts://host:port). `authority`: who
    signed its certificate, PEM; empty for those that this machine trusts. `kinds`, `severities`,
    `venues`: which alerts; all where there are none. `silent_after_min`: without a delivery or a
    probe that came through for so long, it is an alarm. `since`: nothing from before is sent.

    No image ever leaves by it (see docs/notifications.md).
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    form = models.CharField(_("form"), max_length=10, choices=Form.choices)
    is_enabled = models.BooleanField(_("in use"), default=True)
    language = models.CharField(_("language"), max_length=2, default="fr")
    recipients = ArrayField(models.EmailField(), default=list, blank=True)
    address = SealedField(_("address"), blank=True, validators=[MaxLengthValidator(500)])
    secret = SealedField(_("signing secret"), blank=True, validators=[MaxLengthValidator(200)])
    user = models.CharField(_("user"), max_length=120, blank=True)
    password = SealedField(_("password"), blank=True, validators=[MaxLengthValidator(200)])
    topic = models.CharField(_("topic"), max_length=80, default="vigie", validators=[TOPIC])
    authority = models.TextField(_("certificate authority"), blank=True)
    tells_alerts = models.BooleanField(default=True)
    tells_cameras = models.BooleanField(default=False)
    tells_site = models.BooleanField(default=False)
    tells_escalations = models.BooleanField(default=False)
    tells_put_aside = models.BooleanField(default=False)
    once_a_situation = models.BooleanField(default=False)
    severities = ArrayField(
        models.CharField(max_length=8, choices=severity_choices), default=list, blank=True
    )
    kinds = ArrayField(
        models.CharField(max_length=32, choices=kind_choices), default=list, blank=True
    )
    venues = ArrayField(models.BigIntegerField(), default=list, blank=True)
    silent_after_min = models.PositiveIntegerField(default=120)
    since = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ("change", "view")
        ordering = ["-is_enabled", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(form__in=Form.values), name="channel_of_a_known_form"
            ),
            models.CheckConstraint(
                condition=(models.Q(form=Form.EMAIL) & ~models.Q(recipients=[]))
                | (~models.Q(form=Form.EMAIL) & ~models.Q(address="")),
                name="channel_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=~models.Q(form=Form.WEBHOOK) | ~models.Q(secret=""),
                name="webhook_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def told_kinds(self) -> list[str]:
        """Of the eight, those that its kinds and severities leave."""
        return [
            kind.value
            for kind in EventKind
            if (not self.kinds or kind.value in self.kinds)
            and (not self.severities or SEVERITIES[kind].value in self.severities)
        ]
