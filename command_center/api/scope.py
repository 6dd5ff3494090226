"""What a token is for: each scope opens some rights, and never more than its agent has."""

from collections.abc import Iterable, Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    VENUES_READ = "venues:read", _("read venues, cameras and zones")
    ALERTS_READ = "alerts:read", _("read alerts and hear of them")
    ALERTS_JUDGE = "alerts:judge", _("acknowledge alerts and give verdicts")
    ORDERS_READ = "orders:read", _("read orders")
    ORDERS_WRITE = "orders:write", _("enter and withdraw orders")
    STOPS_READ = "stops:read", _("read stops")
    STOPS_WRITE = "stops:write", _("stop analysis")
    STOPS_RESUME = "stops:resume", _("take analysis up again")
    RETENTION_READ = "retention:read", _("read rules of retention and holds")
    INCIDENTS_READ = "incidents:read", _("read incidents")
    HEALTH_READ = "health:read", _("read how the system does")


OPENS: Mapping[Scope, frozenset[str]] = {
    Scope.VENUES_READ: frozenset({"venues.view_venue", "venues.view_camera"}),
    Scope.ALERTS_READ: frozenset({"alerts.view_alert"}),
    Scope.ALERTS_JUDGE: frozenset({"alerts.view_alert", "alerts.add_verdict", "desk.add_act"}),
    Scope.ORDERS_READ: frozenset({"law.view_order"}),
    Scope.ORDERS_WRITE: frozenset({"law.add_order", "law.delete_order"}),
    Scope.STOPS_READ: frozenset({"law.view_stop"}),
    Scope.STOPS_WRITE: frozenset({"law.add_stop"}),
    Scope.STOPS_RESUME: frozenset({"law.add_resumption"}),
    Scope.RETENTION_READ: frozenset({"retention.view_rule", "retention.view_hold"}),
    Scope.INCIDENTS_READ: frozenset({"incidents.view_incident"}),
    Scope.HEALTH_READ: frozenset({"health.view_health"}),
}


def rights_of(scopes: Iterable[str]) -> frozenset[str]:
    """A scope that is not known any more opens nothing."""
    known = [OPENS[Scope(one)] for one in scopes if one in Scope.values]
    return frozenset().union(*known)


def scopes_for(rights: Iterable[str]) -> list[Scope]:
    """Those that open all of the rights."""
    return [scope for scope, opened in OPENS.items() if opened >= set(rights)]
