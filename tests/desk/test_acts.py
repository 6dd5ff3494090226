"""What people do with situations: in turn, by those who may see, and never changed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from command_center.alerts.models import Alert
from command_center.desk import acting
from command_center.desk.act import What
from command_center.desk.colleagues import colleagues
from command_center.desk.models import Act
from command_center.desk.refusal import Gone, Held, Refused
from command_center.desk.settling import settle
from command_center.desk.waiting import situation_of
from command_center.people.models import Agent
from command_center.people.reach import Place
from command_center.people.roles import Role
from command_center.venues.models import Venue
from tests.at_once import at_once
from tests.desk.conftest import AgentOf, AlertOf
from tests.law.ways import Way, delete_by_sql, every_change, every_way
from tests.people.posted import posted

CONFIRMED = {"outcome": "confirmed", "follow_up": "none"}


def owner_of(alert: Alert) -> str:
    there = situation_of(alert.pk)
    assert there is not None
    return there.owner


def test_first_of_two_holds_and_the_second_is_told_who(
    alert_of: AlertOf, anne: Agent, bruno: Agent
) -> None:
    alert = alert_of()
    acting.acknowledge(alert.pk, anne)
    with pytest.raises(Held, match="anne"):
        acting.acknowledge(alert.pk, bruno)
    assert acting.acknowledge(alert.pk, anne) is None  # it is so already
    assert owner_of(alert) == "anne"


def test_situation_is_given_and_taken_over_knowingly(
    alert_of: AlertOf, anne: Agent, bruno: Agent
) -> None:
    alert = alert_of()
    acting.acknowledge(alert.pk, anne)
    acting.give(alert.pk, anne, bruno)
    assert owner_of(alert) == "bruno"
    with pytest.raises(Held, match="bruno"):
        acting.release(alert.pk, anne)
    acting.acknowledge(alert.pk, anne, seen_owner="bruno")
    assert owner_of(alert) == "anne"
    assert [(one.what, one.to) for one in Act.objects.all()] == [
        (What.ACKNOWLEDGED, None),
        (What.GIVEN, bruno),
        (What.GIVEN, anne),
    ]


def test_situation_is_given_to_nobody_who_may_not_see_it(
    alert_of: AlertOf, anne: Agent, stranger: Agent, agent_of: AgentOf
) -> None:
    alert = alert_of()
    watcher = agent_of("watcher", "alerts.view_alert")
    for whom in (stranger, watcher):
        with pytest.raises(Refused, match=whom.username):
            acting.give(alert.pk, anne, whom)
    assert owner_of(alert) == ""


def test_colleagues_are_those_who_act_there_now(venue: Venue, anne: Agent, stranger: Agent) -> None:
    def named(name: str, role: Role, where: Venue | None, cameras: Sequence[int] = ()) -> Agent:
        return posted(Agent.objects.create_user(name), role, where, cameras)

    here = named("here", Role.OPERATOR, venue, [1])
    everywhere = named("of everywhere", Role.SUPERVISOR, None)
    named("elsewhere", Role.OPERATOR, Venue.objects.create(name="Park"))
    named("other camera", Role.OPERATOR, venue, [2])
    named("reader", Role.INSPECTOR, venue)
    for subject in named("untrained", Role.OPERATOR, venue).trainings.all():
        subject.revoke(anne, "left")
    assert colleagues(Place(venue.pk, 1)) == [anne, here, everywhere]


def test_what_is_judged_takes_no_act(alert_of: AlertOf, anne: Agent, bruno: Agent) -> None:
    alert = alert_of()
    settle(alert.pk, [], anne, CONFIRMED)
    for act in (acting.acknowledge, acting.release):
        with pytest.raises(Gone, match="anne was first: confirmed, none needed"):
            act(alert.pk, bruno)


@every_way
def test_who_may_not_see_does_nothing(way: Way, alert_of: AlertOf, stranger: Agent) -> None:
    with pytest.raises(IntegrityError, match="may not see"):
        way(Act(alert=alert_of(), agent=stranger, what=What.ACKNOWLEDGED))


@every_way
def test_who_may_not_see_is_given_nothing(
    way: Way, alert_of: AlertOf, anne: Agent, stranger: Agent
) -> None:
    with pytest.raises(IntegrityError, match="may not see"):
        way(Act(alert=alert_of(), agent=anne, what=What.GIVEN, to=stranger))


@every_way
def test_what_somebody_has_is_not_acknowledged_or_left_by_others(
    way: Way, alert_of: AlertOf, anne: Agent, bruno: Agent
) -> None:
    alert = alert_of()
    way(Act(alert=alert, agent=anne, what=What.ACKNOWLEDGED))
    with pytest.raises(IntegrityError, match="is with agent"):
        way(Act(alert=alert, agent=bruno, what=What.ACKNOWLEDGED))
    with pytest.raises(IntegrityError, match="cannot leave it"):
        way(Act(alert=alert, agent=bruno, what=What.RELEASED))


@every_way
@pytest.mark.parametrize("said", [{"what": "given"}, {"what": "closed"}])
def test_act_says_what_it_must(
    way: Way, alert_of: AlertOf, anne: Agent, said: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        way(Act(alert=alert_of(), agent=anne, **said))


@every_change
def test_act_never_changes(change: Callable[..., None], alert_of: AlertOf, anne: Agent) -> None:
    act = Act.objects.create(alert=alert_of(), agent=anne, what=What.ACKNOWLEDGED)
    with pytest.raises(DatabaseError, match="an act never changes"):
        change(act, what=What.RELEASED)


def test_act_goes_only_with_its_alert(alert_of: AlertOf, anne: Agent) -> None:
    act = Act.objects.create(alert=alert_of(), agent=anne, what=What.ACKNOWLEDGED)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="goes only with its alert"):
        delete_by_sql(act)


def outcome_of(doing: Callable[[], object]) -> object:
    """What it said, or was refused with."""
    try:
        with transaction.atomic():
            return doing()
    except Exception as error:
        return error


def outcomes_of(*doings: Callable[[], object]) -> list[object]:
    """Of all at once."""
    return at_once(*(partial(outcome_of, one) for one in doings))


@pytest.mark.django_db(transaction=True)
def test_two_who_acknowledge_at_once(alert_of: AlertOf, anne: Agent, bruno: Agent) -> None:
    alert = alert_of()
    outcomes = outcomes_of(
        lambda: acting.acknowledge(alert.pk, anne), lambda: acting.acknowledge(alert.pk, bruno)
    )
    assert {type(one) for one in outcomes} == {Act, Held}
    assert Act.objects.count() == 1
    assert owner_of(alert) in str(next(one for one in outcomes if isinstance(one, Held)))


@pytest.mark.django_db(transaction=True)
def test_two_who_judge_at_once(alert_of: AlertOf, anne: Agent, bruno: Agent) -> None:
    alerts = [alert_of(ago_s=ago_s).pk for ago_s in (60, 40, 20)]
    outcomes = outcomes_of(
        lambda: settle(alerts[0], alerts, anne, CONFIRMED),
        lambda: settle(alerts[2], alerts, bruno, {"outcome": "invalidated", "cause": "shadow"}),
    )
    refused = [one for one in outcomes if isinstance(one, Held)]
    assert len(refused) == 1, outcomes
    first = outcomes[1 - outcomes.index(refused[0])]
    assert isinstance(first, list)
    assert [verdict.alert_id for verdict in first] == alerts
    assert f"{first[0].agent}" in str(refused[0])
