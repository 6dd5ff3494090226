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
from command_center.setup.camera_pages import camera_edit, camera_new, camera_probe
from command_center.setup.cameras import cameras
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
    path("cameras/<int:camera_id>", camera_edit, name="camera_edit"),
    path("cameras/<int:camera_id>/zones", zones, name="zones"),
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
