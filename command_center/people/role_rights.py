"""What each role may do. Reading is `view_…`; an inspector may do nothing else."""

from collections.abc import Mapping

from command_center.people.roles import Role

OF_THE_SITE = frozenset(
    {
        "audit.add_threshold",
        "health.view_health",
        "journal.add_checkpoint",
        "law.add_certificate",
        "law.add_regime",
        "law.view_certificate",
        "law.view_regime",
        "notices.add_statement",
        "people.add_agent",
        "people.add_designation",
        "people.add_reason",
        "people.add_post",
        "people.add_training",
        "people.change_agent",
        "people.change_designation",
        "people.change_post",
        "people.change_training",
        "people.view_agent",
        "register.add_measurement",
        "register.add_modelreview",
        "register.add_registeredmodel",
        "register.view_registeredmodel",
        "reports.add_deadline",
        "retention.add_cap",
        "retention.add_capdecision",
        "rights_desk.add_refusalground",
        "rights_desk.add_rightsrequest",
        "rights_desk.add_rightsstep",
        "rights_desk.add_term",
        "rights_desk.view_rightsrequest",
        "venues.add_venue",
    }
)
"""Of no venue: a post at one venue gives none of them."""

_LOOKING = frozenset(
    {
        "alerts.add_verdict",
        "alerts.view_alert",
        "blur.add_unmasking",
        "evaluation.add_glimpsereview",
        "footage.view_segment",
        "incidents.add_incident",
        "incidents.change_incident",
        "incidents.view_incident",
        "law.view_notice",
        "law.view_order",
        "venues.view_camera",
        "venues.view_venue",
    }
)
_LEADING = frozenset(
    {
        "blur.add_approval",
        "blur.view_unmasking",
        "calibration.view_calibration",
        "evaluation.view_evaluation",
        "extracts.add_extract",
        "extracts.release_extract",
        "extracts.view_extract",
        "health.view_health",
        "law.add_resumption",
        "law.add_stop",
        "law.view_certificate",
        "law.view_regime",
        "law.view_stop",
        "people.view_agent",
        "reports.view_registers",
        "reports.view_weeklyreport",
        "retention.view_hold",
        "retention.view_rule",
        "venues.view_cameraversion",
    }
)
_SETTING_UP = frozenset(
    {
        "blur.change_venueblur",
        "calibration.add_acceptance",
        "calibration.add_calibration",
        "evaluation.add_sampling",
        "footage.change_camerarecording",
        "law.add_certificate",
        "law.add_notice",
        "law.add_order",
        "law.add_regime",
        "law.delete_order",
        "notices.add_statement",
        "notices.change_contact",
        "people.add_agent",
        "people.add_designation",
        "people.add_post",
        "people.add_reason",
        "people.add_training",
        "people.change_agent",
        "people.change_designation",
        "people.change_post",
        "people.change_training",
        "register.add_measurement",
        "register.add_modelreview",
        "register.add_registeredmodel",
        "register.view_registeredmodel",
        "reports.add_deadline",
        "retention.add_rule",
        "retention.add_ruledecision",
        "venues.add_camera",
        "venues.add_floorplan",
        "venues.add_venue",
        "venues.change_camera",
        "venues.change_floorplan",
        "venues.change_placement",
        "venues.change_venue",
        "venues.change_zone",
        "venues.delete_camera",
        "venues.delete_floorplan",
        "venues.delete_venue",
    }
)
_READING_THE_LAW = frozenset(
    {
        "alerts.view_alert",
        "blur.view_unmasking",
        "calibration.view_calibration",
        "evaluation.view_evaluation",
        "extracts.view_extract",
        "footage.view_segment",
        "health.view_health",
        "incidents.view_incident",
        "journal.view_entry",
        "law.view_certificate",
        "law.view_notice",
        "law.view_order",
        "law.view_regime",
        "law.view_stop",
        "people.view_agent",
        "register.view_registeredmodel",
        "reports.view_registers",
        "reports.view_weeklyreport",
        "retention.view_erasurecertificate",
        "retention.view_hold",
        "retention.view_rule",
        "rights_desk.view_rightsrequest",
        "venues.view_camera",
        "venues.view_cameraversion",
        "venues.view_venue",
    }
)
_KEEPING_THE_LAW = frozenset(
    {
        "audit.add_explanation",
        "audit.add_savedsearch",
        "audit.add_threshold",
        "blur.add_approval",
        "blur.add_unmasking",
        "extracts.add_extract",
        "extracts.release_extract",
        "journal.add_checkpoint",
        "law.add_notice",
        "law.add_regime",
        "law.add_stop",
        "notices.add_statement",
        "notices.change_contact",
        "people.add_reason",
        "reports.add_annex",
        "reports.add_deadline",
        "reports.change_weeklyreport",
        "retention.add_cap",
        "retention.add_capdecision",
        "retention.add_hold",
        "retention.add_rule",
        "retention.add_ruledecision",
        "retention.change_hold",
        "rights_desk.add_refusalground",
        "rights_desk.add_rightsrequest",
        "rights_desk.add_rightsstep",
        "rights_desk.add_term",
    }
)
ROLE_RIGHTS: Mapping[Role, frozenset[str]] = {
    Role.OPERATOR: _LOOKING,
    Role.SUPERVISOR: _LOOKING | _LEADING,
    Role.ADMINISTRATOR: _LOOKING | _LEADING | _SETTING_UP,
    Role.LEGAL: _READING_THE_LAW | _KEEPING_THE_LAW,
    Role.INSPECTOR: _READING_THE_LAW,
    Role.TECHNICAL: frozenset(
        {"health.view_health", "register.view_registeredmodel", "venues.view_venue"}
    ),
}


def rights_of(role: Role, *, at_one_venue: bool) -> frozenset[str]:
    return ROLE_RIGHTS[role] - OF_THE_SITE if at_one_venue else ROLE_RIGHTS[role]
