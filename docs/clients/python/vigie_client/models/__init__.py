"""Contains all the data models used in inputs/outputs"""

from .acknowledging import Acknowledging
from .alert import Alert
from .alert_page import AlertPage
from .alert_reason import AlertReason
from .alerts_asked import AlertsAsked
from .alerts_asked_verdict_type_0 import AlertsAskedVerdictType0
from .camera import Camera
from .camera_page import CameraPage
from .camera_state import CameraState
from .cameras_asked import CamerasAsked
from .cause import Cause
from .event_kind import EventKind
from .fault import Fault
from .follow_up import FollowUp
from .health import Health
from .hold import Hold
from .hold_page import HoldPage
from .holds_asked import HoldsAsked
from .incident import Incident
from .incident_page import IncidentPage
from .incidents_asked import IncidentsAsked
from .list_alerts_verdict import ListAlertsVerdict
from .list_orders_state import ListOrdersState
from .new_order import NewOrder
from .new_stop import NewStop
from .new_verdict import NewVerdict
from .order import Order
from .order_page import OrderPage
from .orders_asked import OrdersAsked
from .orders_asked_state_type_0 import OrdersAskedStateType0
from .outcome import Outcome
from .paging import Paging
from .part import Part
from .problem import Problem
from .resumed import Resumed
from .resuming import Resuming
from .retention_class import RetentionClass
from .rule import Rule
from .rule_page import RulePage
from .rules_asked import RulesAsked
from .service import Service
from .severity import Severity
from .situation import Situation
from .situation_page import SituationPage
from .situations_asked import SituationsAsked
from .state import State
from .stop import Stop
from .stop_page import StopPage
from .stops_asked import StopsAsked
from .venue import Venue
from .venue_page import VenuePage
from .verdict import Verdict
from .withdrawing import Withdrawing
from .zone import Zone
from .zone_page import ZonePage
from .zone_parameters import ZoneParameters
from .zones_asked import ZonesAsked

__all__ = (
    "Acknowledging",
    "Alert",
    "AlertPage",
    "AlertReason",
    "AlertsAsked",
    "AlertsAskedVerdictType0",
    "Camera",
    "CameraPage",
    "CamerasAsked",
    "CameraState",
    "Cause",
    "EventKind",
    "Fault",
    "FollowUp",
    "Health",
    "Hold",
    "HoldPage",
    "HoldsAsked",
    "Incident",
    "IncidentPage",
    "IncidentsAsked",
    "ListAlertsVerdict",
    "ListOrdersState",
    "NewOrder",
    "NewStop",
    "NewVerdict",
    "Order",
    "OrderPage",
    "OrdersAsked",
    "OrdersAskedStateType0",
    "Outcome",
    "Paging",
    "Part",
    "Problem",
    "Resumed",
    "Resuming",
    "RetentionClass",
    "Rule",
    "RulePage",
    "RulesAsked",
    "Service",
    "Severity",
    "Situation",
    "SituationPage",
    "SituationsAsked",
    "State",
    "Stop",
    "StopPage",
    "StopsAsked",
    "Venue",
    "VenuePage",
    "Verdict",
    "Withdrawing",
    "Zone",
    "ZonePage",
    "ZoneParameters",
    "ZonesAsked",
)
