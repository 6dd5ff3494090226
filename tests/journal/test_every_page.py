"""What each page leaves in the journal: a new one without a decision fails here."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.verdict import FollowUp, Outcome
from command_center.calibration.models import Calibration
from command_center.journal.models import Entry, Operation
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.urls import urlpatterns
from command_center.venues.models import Camera, Zone
from tests.incidents.opening import opened
from tests.people.trained import trained
from tests.plans import plan_of
from tests.rights_desk.receiving import received

SHOWS_PICTURES_OR_PEOPLE = {
    "alert",
    "alert_photo",
    "alert_row",
    "alert_rows",
    "alert_verdict",
    "calibration_camera",
    "camera_ask",
    "camera_edit",
    "camera_probe",
    "designation_revoke",
    "desk_queue",
    "empty_view",
    "erasure_certificate",
    "extract",
    "extracts",
    "ground",
    "hand_over_new",
    "holds",
    "incident",
    "incident_act",
    "incident_join",
    "incident_new",
    "incidents",
    "people",
    "person",
    "person_account",
    "quiet_moment_picture",
    "quiet_moment_review",
    "recomputed",
    "recorded_still",
    "register",
    "registers",
    "report",
    "report_annex",
    "report_freeze",
    "reports",
    "review_search",
    "review_timeline",
    "review_verdicts",
    "rights_ground",
    "rights_ground_new",
    "rights_request",
    "rights_requests",
    "rights_step",
    "situation_panel",
    "suppressions",
    "training_revoke",
    "unmaskings",
    "venue_plan",
    "versions",
    "wall",
    "zones",
}
HANDS_A_FILE_OVER = {
    "annexes_pdf",
    "cameras_csv",
    "cameras_json",
    "erasure_certificate_file",
    "erasure_register",
    "evaluation_report",
    "evaluation_table",
    "extract_package",
    "extract_receipt",
    "incident_report",
    "notice_json",
    "register_file",
    "report_json",
    "report_pdf",
    "rights_letter",
    "rights_trace",
    "statistics_table",
}
SHOWS_NEITHER = {
    "accept_view",
    "alert_clip",
    "calibration",
    "calibration_accept",
    "calibration_begin",
    "calibration_stop",
    "camera_alarms",
    "camera_delete",
    "camera_enter",
    "camera_import",
    "camera_import_preview",
    "camera_new",
    "camera_search",
    "cameras",
    "cap_correct",
    "cap_decide",
    "certificate_new",
    "certificates",
    "channel",
    "channel_change",
    "channel_new",
    "channel_test",
    "channels",
    "decide_change",
    "deliveries",
    "designate",
    "desk_awake",
    "desk_escalations",
    "erasure_certificates",
    "escalation_end",
    "escalation_new",
    "escalations",
    "evaluation",
    "evaluation_sampling",
    "extract_hand_over",
    "extract_new",
    "extract_refuse",
    "extract_release",
    "ground_try",
    "hand_over_answer",
    "health",
    "hold_new",
    "hold_release",
    "layout_delete",
    "layout_edit",
    "layout_first",
    "layout_new",
    "legal",
    "load",
    "model",
    "model_assign",
    "model_measure",
    "model_new",
    "model_retire",
    "model_review",
    "models",
    "movement",
    "movement_cameras",
    "movement_found",
    "movement_progress",
    "movement_stop",
    "notice_contact",
    "notice_exempt",
    "notice_publish",
    "notices",
    "order",
    "order_calendar",
    "order_new",
    "order_notice",
    "order_stop",
    "order_withdraw",
    "orders",
    "person_factors_remove",
    "person_identity_remove",
    "person_invite",
    "person_leave",
    "person_link",
    "person_sessions_end",
    "placements",
    "plan",
    "plan_new",
    "plan_picture",
    "plan_remove",
    "plan_scale",
    "plan_states",
    "procedures",
    "quiet_moments",
    "recording",
    "recording_change",
    "regime_correct",
    "regime_new",
    "regime_remove",
    "regimes",
    "report_deadline",
    "restore_version",
    "retention",
    "retention_limits",
    "review",
    "rights_basis",
    "rights_request_new",
    "rights_term",
    "rule_decide",
    "rule_new",
    "rule_withdraw",
    "situation_acknowledge",
    "situation_give",
    "situation_release",
    "situation_shelve",
    "situation_undo",
    "situation_verdict",
    "statement",
    "statements",
    "statistics",
    "statistics_committee",
    "stop_everything",
    "stop_resume",
    "stops",
    "suppression_lift",
    "suppression_new",
    "token_new",
    "token_revoke",
    "tokens",
    "tokens_reference",
    "train",
    "unmask",
    "unmask_approve",
    "unmask_end",
    "unmask_panel",
    "unmask_stop",
    "venue",
    "venue_blur",
    "venue_change",
    "venue_delete",
    "venue_new",
    "venues",
    "wall_tile",
}
"""Forms, settings, states and figures. What a form of these changes is a modification."""

SAY_IT_THEMSELVES = re.compile("journal|footage|playback|reason|post|recorded_pictures")
"""Rooms whose tests say what each of their pages leaves."""

SEVERAL = {"wall": 2, "venue_plan": 2}
"""The page itself, and the alerts of each camera."""

TOLD_BY_THE_WALL = {"desk_queue"}
"""It notes what it showed that this session was not shown a moment ago (`desk.shown`)."""


def guarded() -> list[URLPattern]:
    inner: list[URLPattern] = [one for one in urlpatterns if hasattr(one.callback, "rights")]
    return [one for one in inner if not SAY_IT_THEMSELVES.search(str(one.name))]


def test_every_page_says_what_reading_it_leaves() -> None:
    found: dict[Operation | None, set[str]] = {
        Operation.CONSULTATION: set(),
        Operation.COMMUNICATION: set(),
        None: set(),
    }
    for one in guarded():
        found[one.callback.reading].add(str(one.name))  # type: ignore[union-attr]
    assert found[Operation.CONSULTATION] == SHOWS_PICTURES_OR_PEOPLE
    assert found[Operation.COMMUNICATION] == HANDS_A_FILE_OVER
    assert found[None] == SHOWS_NEITHER


@pytest.fixture
def head(operator: Agent, client: Client) -> Agent:
    """Somebody with every right, signed in; the operator is somebody else."""
    agent = Agent.objects.create_superuser("head", password="correct horse battery")
    trained(agent)
    client.force_login(agent)
    return agent


@pytest.fixture
def numbers(
    camera: Camera, zone: Zone, order: Order, intrusion: Found, operator: Agent, head: Agent
) -> dict[str, Any]:
    """By the parameter of an address, the number of something that is there."""
    now = timezone.now()
    period = Calibration.objects.create(
        camera=camera,
        started_by=head,
        starts_at=now - timedelta(minutes=1),
        ends_at=now + timedelta(minutes=20),
    )
    return {
        "agent_id": operator.pk,
        "alert_id": raise_alert(intrusion).pk,
        "calibration_id": period.pk,
        "camera_id": camera.pk,
        "designation_id": operator.designations.get().pk,
        "form": "pdf",
        "incident_id": opened(camera.venue, head).pk,
        "language": "fr",
        "notice_id": order.notices.get().pk,
        "order_id": order.pk,
        "plan_id": plan_of(camera.venue).pk,
        "request_id": received(camera.venue, head).pk,
        "training_id": operator.trainings.all()[0].pk,
        "venue_id": camera.venue_id,
        "what": "alerts",
    }


def test_reading_a_page_leaves_what_it_says(
    client: Client, numbers: dict[str, Any], camera: Camera
) -> None:
    wrong, read = [], 0
    for one in guarded():
        address = "/" + re.sub(
            r"<(?:\w+:)?(\w+)>", lambda match: str(numbers.get(match[1], 1)), str(one.pattern)
        )
        last = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
        status = client.get(address).status_code
        entries = list(Entry.objects.filter(id__gt=last, author_name="head"))
        left = [entry.operation for entry in entries]
        reading = one.callback.reading  # type: ignore[union-attr]
        expected = [reading] * SEVERAL.get(str(one.name), 1) if reading else []
        if str(one.name) in TOLD_BY_THE_WALL:
            expected = []
        if status == 403:
            expected = [Operation.ACCESS]
        elif status != 200:
            expected = []
        read += status == 200
        if left != expected or not all(entry.reason == "test" for entry in entries):
            wrong.append((address, status, left, expected))
        if status == 200 and reading and "<int:camera_id>" in str(one.pattern):
            assert [entry.camera for entry in entries] == [camera.pk], address
    assert not wrong
    assert read > 60


def test_alerts_of_a_list_are_found_under_their_camera(
    client: Client, numbers: dict[str, Any], camera: Camera
) -> None:
    client.get("/alerts/rows")
    entry = Entry.objects.get(object_kind="alerts")
    assert (entry.camera, entry.venue) == (camera.pk, camera.venue_id)
    assert entry.detail == {"alerts": [numbers["alert_id"]]}


def test_a_verdict_is_a_modification_and_one_that_is_refused_a_look(
    client: Client, numbers: dict[str, Any], camera: Camera
) -> None:
    address = f"/alerts/{numbers['alert_id']}/verdict"
    assert client.post(address, {}).status_code == 400
    said = {"verdict": f"{Outcome.CONFIRMED}:{FollowUp.values[0]}"}
    assert client.post(address, said).status_code == 302
    entries = Entry.objects.filter(object_kind="alert_verdict").order_by("id")
    assert [one.operation for one in entries] == [Operation.CONSULTATION, Operation.MODIFICATION]
    assert {(one.camera, one.reason) for one in entries} == {(camera.pk, "test")}


def test_a_probe_is_told_without_its_password(client: Client, head: Agent) -> None:
    given = {"address": "rtsp://127.0.0.1:9/a", "user": "root", "password": "hunter2"}
    client.post("/cameras/probe", given)
    client.post("/cameras/ask", {**given, "address": "root:hunter2@127.0.0.1:9"})
    entries = list(Entry.objects.filter(author=head.pk))
    assert {entry.object_kind for entry in entries} == {"camera_probe", "camera_ask"}
    assert {entry.detail["host"] for entry in entries} == {"127.0.0.1"}
    assert not any("hunter2" in str(entry.detail) for entry in entries)


def test_secrets_of_an_address_are_not_kept(client: Client, head: Agent) -> None:
    client.get("/alerts/rows?q=1")
    client.get("/people/?name=x&token=abc123&camera=rtsp://me:hunter2@h/1")
    asked = Entry.objects.get(object_kind="people").detail["asked"]
    assert asked == "/people/?name=x&token=***&camera=rtsp://***@h/1"


def test_a_refused_page_is_told_without_its_token(client: Client, stranger: Agent) -> None:
    client.force_login(stranger)
    assert client.get("/cameras/import/s3cret-t0ken").status_code == 403
    (entry,) = Entry.objects.filter(operation=Operation.ACCESS, object_kind="refused")
    assert entry.detail["asked"] == "/cameras/import/***"
