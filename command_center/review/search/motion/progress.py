"""How far a search for movement has come, and what it found: for its page, and as JSON."""

from typing import Any

from command_center.review.search.motion.movement_search import MovementSearch, State


def progress_of(search: MovementSearch) -> dict[str, Any]:
    """Instants in milliseconds since 1970; `percent` of the stretch; strength in thousandths."""
    whole = search.until - search.since
    done = (search.reached or search.since) - search.since
    percent = 100 if search.state == State.DONE else int(min(99, 100 * (done / whole)))
    return {
        "state": search.state,
        "told": str(search.get_state_display()),
        "goes_on": search.goes_on,
        "percent": percent,
        "pictures": search.pictures,
        "recorded_s": round(search.recorded_s),
        "apart_s": round(search.recorded_s / search.pictures, 1) if search.pictures else None,
        "movements": search.movements,
    }
