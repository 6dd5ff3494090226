"""What the page that arranges a layout must know: its cells, and the cameras to choose from."""

from typing import Any

from command_center.people.models import Agent
from command_center.wall.grid import GridRefused, read_grid
from command_center.wall.models import Layout
from command_center.wall.offered import SEEN
from command_center.wall.placed import shown_cameras


def editor_facts(agent: Agent, layout: Layout, told: str | None = None) -> dict[str, Any]:
    """`told`: what a form that was refused held, so that nobody arranges twice."""
    cameras = shown_cameras(agent.reach(SEEN))
    if layout.venue_id:
        cameras = cameras.filter(venue=layout.venue_id)
    return {
        "grid": _told(told) or layout.read().as_json(),
        "cameras": [
            {
                "id": camera.pk,
                "name": camera.name,
                "venue": camera.venue.name,
                "watched": camera.is_enabled,
            }
            for camera in cameras
        ],
    }


def _told(told: str | None) -> dict[str, Any] | None:
    try:
        return read_grid(told).as_json() if told else None
    except GridRefused:
        return None
