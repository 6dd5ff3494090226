"""The words that the ground editor says, in the reader's language."""

from django.utils.translation import gettext as _

from command_center.setup.editor_words import editor_words


def ground_words() -> dict[str, str]:
    return {
        **editor_words(),
        "ground_point": _("Point {number}: {place}"),
        "unknown_place": _("place unknown"),
        "x_of": _("x of point {number}, in metres"),
        "y_of": _("y of point {number}, in metres"),
        "place_of": _("Place of point {number}"),
        "shape": _("Shape"),
        "next_place": _("Next point"),
        "choose_place": _("Choose…"),
        "delete_point": _("Delete point {number}"),
        "distance_of": _("Distance from {one} to {other}, in metres"),
        "off": _("{length} off"),
        "measured_from": _("Measure: one end"),
        "measured_to": _("Measure: other end"),
        "measured": _("{length} ± {spread}"),
        "measured_nowhere": _("above the horizon"),
        "horizon": _("Horizon"),
        "at_near": _("Bottom of the picture"),
        "at_far": _("Far end of the grid"),
        "column_where": _("Where"),
        "column_pixel": _("A pixel is"),
        "column_spread": _("Clicks 1 px off"),
        "exact": _("Error 0: four points always fit"),
        "exact_help": _(
            "A wrong measure or click would not show: add a fifth point to see the true error."
        ),
        "error": _("Error {length}"),
        "error_help": _(
            "Root mean square of the points' misses. In brackets: the miss of a plane through the "
            "other points; check the largest first."
        ),
        "not_computed": _("Not tried: the server cannot be reached."),
        "hint_ground_idle": _(
            "Drag a point, or Tab to it and use the arrows (Shift: further); Delete removes it."
        ),
        "hint_ground_add": _(
            "Click points of the ground: what lies flat, far apart, near and far. Enter puts one "
            "in the middle. Escape ends."
        ),
        "hint_ground_next": _("Click in the picture: {place}. Enter puts it in the middle."),
        "hint_ground_full": _("No further point can be added here. Escape ends."),
        "hint_ground_measure": _(
            "Click two places on the ground. Enter puts both in the middle. Escape ends."
        ),
    }
