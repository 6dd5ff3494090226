"""The words that the zone editor says, in the reader's language."""

from django.utils.translation import gettext as _

from command_center.streams.words import words


def editor_words() -> dict[str, str]:
    return {
        **words(),
        "zone_label": _("{name}, {kind}, {count} points"),
        "point_label": _("Point {number} of {count} of {zone}"),
        "new_zone": _("Zone {number}"),
        "new_mask": _("Mask {number}"),
        "nameless": _("Without a name"),
        "name": _("Name"),
        "kind": _("Kind of event"),
        "duplicate": _("Duplicate"),
        "remove_zone": _("Delete the zone"),
        "insert_point": _("Insert after"),
        "remove_point": _("Delete the point"),
        "from_left": _("From the left, %"),
        "from_top": _("From the top, %"),
        "side_both": _("both sides"),
        "side_right": _("right of the line"),
        "side_left": _("left of the line"),
        "usual": _("Default: {value}"),
        "direction_help": _("Drag the tip of the arrow. 0° is to the right, 90° down."),
        "crosses": _("The outline crosses itself: move a point."),
        "too_few": _("Too few points: an area needs three; a line, where the kind allows it, two."),
        "same_place": _("Both points are in the same place."),
        "name_missing": _("Give the zone a name."),
        "name_taken": _("Another zone has this name."),
        "not_positive": _("A value is below 0."),
        "hint_idle": _("Choose a zone, on the picture or in the list, or draw a new one."),
        "hint_zone": _(
            "Drag a point, a + to add one, or the whole zone. By keyboard: Tab to a point, "
            "arrows to move it (Shift: further), Enter to add one after it, Delete to remove "
            "it."
        ),
        "hint_area": _(
            "Click corner after corner; the first one again, or Enter, ends. Enter at once "
            "puts a rectangle in the middle. Escape gives up."
        ),
        "hint_line": _(
            "Click both ends of the line. Enter at once puts one in the middle. Escape gives up."
        ),
        "hint_mask": _(
            "Click corner after corner of what nobody may see; the first one again, or Enter, "
            "ends. Enter at once puts a rectangle in the middle. Escape gives up."
        ),
        "unsaved": _("Not saved yet"),
        "unchanged": _("Nothing to save"),
        "saved_as": _("Saved as version {version}."),
        "waits": _("Not in force yet: another administrator must approve of it."),
        "invalid": _("Not saved: put the marked zones right first."),
        "conflict": _(
            "{author} has saved version {version} meanwhile ({time}). Nothing was "
            "overwritten, and yours is still here."
        ),
        "not_reached": _("Not saved: the server cannot be reached. Try again."),
        "signed_out": _("Not saved: you are signed out. Sign in in another tab, then save again."),
        "may_not_save": _("Not saved: you may not change zones any more."),
        "not_saved": _("Not saved: the server has failed. Try again."),
    }
