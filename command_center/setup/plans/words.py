"""The words that the plan's editor and the live plan say, in the reader's language."""

from django.utils.translation import gettext as _

from command_center.streams.words import words


def plan_words() -> dict[str, str]:
    """Of the editor."""
    return {
        "from_left": _("From the left, %"),
        "from_top": _("From the top, %"),
        "direction_deg": _("Direction, °"),
        "view_deg": _("Field of view, °"),
        "reach_m": _("Reach, m"),
        "reach_percent": _("Reach (plan's width = 100 %)"),
        "place": _("Put it on the plan"),
        "take_off": _("Take it off the plan"),
        "not_placed": _("Not on the plan"),
        "on_other_plan": _("On “{plan}”"),
        "placed": _("{direction}° · {view}° wide"),
        "camera_label": _("{name}: looks towards {direction}°, {view}° wide"),
        "direction_of": _("Direction and reach of {name}"),
        "view_of": _("Field of view of {name}"),
        "reach_told": _("{direction}°, {reach}"),
        "point": _("Point {number}"),
        "point_left": _("Point {number}, from the left, %"),
        "point_top": _("Point {number}, from the top, %"),
        "distance": _("Distance between both points, m"),
        "save_scale": _("Save the scale"),
        "close": _("Close"),
        "metres": _("{value} m"),
        "percent": _("{value} %"),
        "hint_idle": _(
            "Drag a camera from the list onto the plan, or press Enter on it: it is put in the "
            "middle."
        ),
        "hint_camera": _(
            "Drag the camera, the tip of its cone to turn it and set its reach, or an edge of the "
            "cone. By keyboard: arrows (Shift: further), Delete takes it off."
        ),
        "hint_scale": _(
            "Drag both points to two places whose distance you know, then enter it in metres."
        ),
        "scale_told": _("The plan is {width} m wide."),
        "no_scale": _("No scale yet: reaches are parts of the plan's width."),
        "conflict": _(
            "{author} has changed this camera meanwhile (version {version}, {time}). Nothing was "
            "overwritten."
        ),
        "keep_mine": _("Keep mine"),
        "take_theirs": _("Take theirs"),
        "unsaved": _("Not saved yet"),
        "unchanged": _("Nothing to save"),
        "saved": _("Saved: {cameras}."),
        "not_all_saved": _("Not everything is saved: see the marked cameras."),
        "waits": _("Waits for another administrator's approval."),
        "not_reached": _("Not saved: the server cannot be reached. Try again."),
        "signed_out": _("Not saved: you are signed out. Sign in in another tab, then save again."),
        "may_not_save": _("Not saved: you may not change this plan any more."),
        "not_saved": _("Not saved: the server has failed. Try again."),
    }


def live_plan_words() -> dict[str, str]:
    return {
        **words(),
        "unknown": _("Not known"),
        "off": _("not watched"),
        "camera_on_plan": _("{name}: {state}"),
        "camera_alerted": _("{name}: {state}. Alert: {alert}"),
        "more_alerts": _("and {count} more"),
    }
