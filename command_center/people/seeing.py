"""Which rights show pictures or alerts: these need a designation and both trainings besides."""

SEEING = frozenset(
    {
        "venues.view_camera",
        "venues.add_camera",
        "venues.change_zone",
        "alerts.view_alert",
        "alerts.add_alert",
        "alerts.change_alert",
        "alerts.delete_alert",
        "alerts.add_verdict",
        "blur.add_unmasking",
        "desk.add_act",
        "desk.add_suppression",
        "desk.suppress_by_design",
        "extracts.add_extract",
        "extracts.release_extract",
        "footage.view_segment",
        "incidents.add_incident",
        "incidents.change_incident",
        "incidents.view_incident",
        "evaluation.add_glimpsereview",
        "calibration.view_calibration",
        "calibration.add_calibration",
        "calibration.add_acceptance",
    }
)
"""Décret n° 2023-828, art. 18. Whoever enters a camera or draws zones sees its picture. Orders,
people, registers, models and the health of machines show neither, and stay open: somebody must be
able to designate."""
