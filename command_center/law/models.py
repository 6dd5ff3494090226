"""Regimes, certificates, orders, notices, and stops."""

from command_center.law.certificate import Certificate
from command_center.law.notice import Notice
from command_center.law.order import Order, OrderedCamera
from command_center.law.regime import Regime
from command_center.law.stop import Obedience, Resumption, Stop

__all__ = [
    "Certificate",
    "Notice",
    "Obedience",
    "Order",
    "OrderedCamera",
    "Regime",
    "Resumption",
    "Stop",
]
