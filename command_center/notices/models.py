"""Contacts of venues, and corrections of what is said of the law. Notices are in `law`."""

from command_center.notices.contact import Contact
from command_center.notices.statement import Statement

__all__ = ["Contact", "Statement"]
