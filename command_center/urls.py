"""Every address of the product."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from django.views.i18n import set_language

from command_center.alerts import views as alerts
from command_center.alerts.consumers import AlertsConsumer
from command_center.calibration import views as calibration
from command_center.health import views as health
from command_center.law import views as law
from command_center.register import changes as register_changes
from command_center.register import views as register
from command_center.setup.camera_pages import camera_edit, camera_new, camera_probe
from command_center.setup.cameras import cameras
from command_center.setup.deletion.pages import camera_delete, venue_delete
from command_center.setup.discovery.pages import camera_ask, camera_enter, camera_search
from command_center.setup.ground.page import ground, ground_try
from command_center.setup.lists.export import export_csv, export_json
from command_center.setup.lists.page import camera_import
from command_center.setup.lists.preview import camera_import_preview
from command_center.setup.plans.floor_plans import plan_new, plan_picture, plan_remove
from command_center.setup.plans.page import plan_states, venue_plan
from command_center.setup.plans.placements import placements, plan
from command_center.setup.plans.scale import plan_scale
from command_center.setup.venues import venue, venue_change, venue_new, venues
from command_center.setup.versions import restore_version, versions
from command_center.setup.waiting import decide
from command_center.setup.zones import zones
from command_center.streams import views as streams
from command_center.streams.consumers import LiveConsumer

urlpatterns = [
    path("", streams.wall, name="wall"),
    path("alerts/rows", alerts.rows, name="alert_rows"),
    path("alerts/<int:alert_id>/row", alerts.row, name="alert_row"),
    path("cameras/alarms", streams.camera_alarms, name="camera_alarms"),
    path("cameras/<int:camera_id>/accept-view", streams.accept_camera_view, name="accept_view"),
    path("cameras/", cameras, name="cameras"),
    path("cameras/new", camera_new, name="camera_new"),
    path("cameras/probe", camera_probe, name="camera_probe"),
    path("cameras/search", camera_search, name="camera_search"),
    path("cameras/ask", camera_ask, name="camera_ask"),
    path("cameras/enter", camera_enter, name="camera_enter"),
    path("cameras/export.csv", export_csv, name="cameras_csv"),
    path("cameras/export.json", export_json, name="cameras_json"),
    path("cameras/import", camera_import, name="camera_import"),
    path("cameras/import/<str:token>", camera_import_preview, name="camera_import_preview"),
    path("cameras/<int:camera_id>", camera_edit, name="camera_edit"),
    path("cameras/<int:camera_id>/delete", camera_delete, name="camera_delete"),
    path("cameras/<int:camera_id>/zones", zones, name="zones"),
    path("cameras/<int:camera_id>/ground", ground, name="ground"),
    path("cameras/<int:camera_id>/ground/try", ground_try, name="ground_try"),
    path("cameras/<int:camera_id>/versions", versions, name="versions"),
    path(
        "cameras/<int:camera_id>/versions/<int:number>/restore",
        restore_version,
        name="restore_version",
    ),
    path(
        "changes/<int:change_id>/<str:decision>",
        decide,
        name="decide_change",
    ),
    path("models/", register.models, name="models"),
    path("models/new", register.model_new, name="model_new"),
    path("models/<int:model_id>", register.model, name="model"),
    path("models/<int:model_id>/review", register_changes.model_review, name="model_review"),
    path("models/<int:model_id>/retire", register_changes.model_retire, name="model_retire"),
    path("models/<int:model_id>/measure", register_changes.model_measure, name="model_measure"),
    path("models/<int:model_id>/cameras", register_changes.model_assign, name="model_assign"),
    path("venues/<int:venue_id>/delete", venue_delete, name="venue_delete"),
    path("venues/", venues, name="venues"),
    path("venues/new", venue_new, name="venue_new"),
    path("venues/<int:venue_id>", venue, name="venue"),
    path("venues/<int:venue_id>/change", venue_change, name="venue_change"),
    path("venues/<int:venue_id>/plan", venue_plan, name="venue_plan"),
    path("venues/<int:venue_id>/plans/new", plan_new, name="plan_new"),
    path("plans/<int:plan_id>", plan, name="plan"),
    path("plans/<int:plan_id>/picture", plan_picture, name="plan_picture"),
    path("plans/<int:plan_id>/placements", placements, name="placements"),
    path("plans/<int:plan_id>/remove", plan_remove, name="plan_remove"),
    path("plans/<int:plan_id>/scale", plan_scale, name="plan_scale"),
    path("plans/<int:plan_id>/states", plan_states, name="plan_states"),
    path("orders/", law.orders, name="orders"),
    path("orders/new", law.order_new, name="order_new"),
    path("orders/<int:order_id>/withdraw", law.order_withdraw, name="order_withdraw"),
    path("calibration/", calibration.cameras, name="calibration"),
    path("calibration/cameras/<int:camera_id>", calibration.camera, name="calibration_camera"),
    path("calibration/cameras/<int:camera_id>/begin", calibration.begin, name="calibration_begin"),
    path("calibration/<int:calibration_id>/stop", calibration.stop, name="calibration_stop"),
    path(
        "calibration/<int:calibration_id>/accept",
        calibration.accept_thresholds,
        name="calibration_accept",
    ),
    path("calibration/<int:calibration_id>/view.jpg", calibration.empty_view, name="empty_view"),
    path("health/", health.health, name="health"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path(
        "sign-in",
        LoginView.as_view(
            template_name="pages/sign_in/sign_in.html", redirect_authenticated_user=True
        ),
        name="sign_in",
    ),
    path("sign-out", LogoutView.as_view(), name="sign_out"),
    path("language", login_not_required(set_language), name="set_language"),
]

websocket_urlpatterns = [
    path("ws/alerts", AlertsConsumer.as_asgi()),
    path("ws/cameras/<int:camera_id>/live", LiveConsumer.as_asgi()),
]
