"""A floor plan is taken by its content, within bounds, and nothing but its pixels is kept."""

import io
import math
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, PngImagePlugin

from command_center.people.models import Agent
from command_center.setup.plans.picture import LARGEST_PNG_BYTES, LONGEST_PX, MOST_PIXELS
from command_center.setup.plans.upload import LARGEST_BYTES
from command_center.venues.camera_setup import put_placement
from command_center.venues.models import Camera, FloorPlan, Venue
from command_center.venues.versions import changing
from tests.plans import HEIGHT_PX, LOCKED, WIDTH_PX, bomb, file_of, plan_of, stadium

PLACE = {"x": 0.5, "y": 0.5, "direction_deg": 0, "view_deg": 70, "reach": 0.1}


@pytest.fixture
def administrator(operator: Agent, client: Client) -> Agent:
    rights = ["view_venue", "add_floorplan", "delete_floorplan", "change_placement"]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(operator)
    client.cookies["language"] = "en"
    return operator


def upload(client: Client, venue: Venue, data: bytes, name: str = "plan.png") -> Any:
    sent = {"name": "Ground floor", "file": SimpleUploadedFile(name, data)}
    return client.post(f"/venues/{venue.pk}/plans/new", sent)


def kept() -> Image.Image:
    return Image.open(io.BytesIO(bytes(FloorPlan.objects.get().picture)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "PDF"])
def test_plan_is_taken_whatever_its_name_says(
    client: Client, administrator: Agent, venue: Venue, kind: str
) -> None:
    answer = upload(client, venue, file_of(stadium(), kind), "plan.html")
    plan = FloorPlan.objects.get()
    assert answer.headers["location"] == f"/plans/{plan.pk}"
    assert plan.media_type == "image/png"
    assert kept().size == (plan.width_px, plan.height_px)
    assert math.isclose(plan.width_px / plan.height_px, WIDTH_PX / HEIGHT_PX, rel_tol=0.01)


def test_only_the_first_page_of_a_pdf_is_taken(
    client: Client, administrator: Agent, venue: Venue
) -> None:
    second = Image.new("RGB", (400, 400), "black")
    pages = file_of(stadium(), "PDF", save_all=True, append_images=[second])
    upload(client, venue, pages)
    corner = kept().convert("RGB").getpixel((5, 5))
    assert corner == (255, 255, 255)


def test_large_plan_comes_down_to_what_a_screen_shows(
    client: Client, administrator: Agent, venue: Venue
) -> None:
    upload(client, venue, file_of(stadium(6000, 3000), "PNG"))
    plan = FloorPlan.objects.get()
    assert (plan.width_px, plan.height_px) == (LONGEST_PX, LONGEST_PX // 2)


def test_photograph_is_kept_as_a_webp(client: Client, administrator: Agent, venue: Venue) -> None:
    noise = Image.effect_noise((2400, 1600), 90).convert("RGB")
    upload(client, venue, file_of(noise, "JPEG", quality=80))
    plan = FloorPlan.objects.get()
    assert plan.media_type == "image/webp"
    assert len(file_of(kept(), "PNG")) > LARGEST_PNG_BYTES


def test_nothing_but_pixels_is_kept(client: Client, administrator: Agent, venue: Venue) -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Jane Doe")
    exif = Image.Exif()
    exif[0x010E] = "Jane Doe"
    data = file_of(stadium(), "PNG", pnginfo=told, exif=exif) + b"<script>Jane Doe</script>"
    upload(client, venue, data)
    assert b"Jane Doe" not in bytes(FloorPlan.objects.get().picture)
    assert kept().info == {}


def test_what_shines_through_is_paper(client: Client, administrator: Agent, venue: Venue) -> None:
    upload(client, venue, file_of(Image.new("RGBA", (300, 200), (0, 0, 0, 0)), "PNG"))
    assert kept().getpixel((150, 100)) == (255, 255, 255)


def test_turned_photograph_stands_upright(
    client: Client, administrator: Agent, venue: Venue
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    upload(client, venue, file_of(stadium(), "JPEG", exif=exif))
    plan = FloorPlan.objects.get()
    assert (plan.width_px, plan.height_px) == (HEIGHT_PX, WIDTH_PX)


def refused() -> Iterator[Any]:
    drawing = file_of(stadium(), "PNG")
    side = math.isqrt(MOST_PIXELS) + 1
    yield pytest.param(b"<!doctype html><title>Sign in</title>", "Not a PNG", id="page")
    yield pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Not a PNG", id="svg")
    yield pytest.param(b"GIF89a" + bytes(100), "Not a PNG", id="gif")
    yield pytest.param(drawing[: len(drawing) // 2], "damaged", id="half a PNG")
    yield pytest.param(file_of(stadium(), "JPEG")[:3000], "damaged", id="half a JPEG")
    yield pytest.param(file_of(stadium(), "PDF")[:200], "damaged", id="half a PDF")
    yield pytest.param(b"%PDF-1.7\n<html>", "damaged", id="page called a PDF")
    yield pytest.param(bomb(side, side), "more than 64 million pixels", id="bomb")
    yield pytest.param(bomb(60_000, 60_000), "more than 64 million pixels", id="larger bomb")
    yield pytest.param(LOCKED, "password", id="locked PDF")
    yield pytest.param(bytes(LARGEST_BYTES + 1_000_000), "The file has 21 MB", id="too large")


@pytest.mark.parametrize(("data", "why"), list(refused()))
def test_what_is_no_plan_is_refused_with_its_reason(
    client: Client, administrator: Agent, venue: Venue, data: bytes, why: str
) -> None:
    answer = upload(client, venue, data)
    assert answer.status_code == 200
    assert why in answer.text
    assert "Ground floor" in answer.text
    assert not FloorPlan.objects.exists()


def test_second_plan_of_a_name_is_refused(
    client: Client, administrator: Agent, venue: Venue
) -> None:
    plan_of(venue)
    answer = upload(client, venue, file_of(stadium(), "PNG"))
    assert "Another plan of this venue has this name already." in answer.text
    assert FloorPlan.objects.count() == 1


def test_picture_is_sent_once_and_to_who_may_see_venues(
    client: Client, operator: Agent, stranger: Agent, venue: Venue
) -> None:
    """A drawing shows no picture of a camera: it needs no open standing."""
    path = f"/plans/{plan_of(venue).pk}/picture"
    operator.user_permissions.set(Permission.objects.filter(codename="view_venue"))
    operator.designations.get().revoke(stranger, "left")
    client.force_login(operator)
    answer = client.get(path)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "private" in answer.headers["cache-control"]
    again = client.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    client.force_login(stranger)
    assert client.get(path, headers={"if-none-match": answer.headers["etag"]}).status_code == 403


def test_plan_on_which_a_camera_stands_or_stood_is_kept(
    client: Client, administrator: Agent, camera: Camera
) -> None:
    plan = plan_of(camera.venue)
    for place in ({"plan": plan.pk, **PLACE}, None):
        with changing(camera.pk, None, administrator, "placed") as locked:
            put_placement(locked, place)
        client.post(f"/plans/{plan.pk}/remove")
        page = client.get(f"/venues/{camera.venue_id}").text
        assert ("North gate" if place else "versions of cameras") in page
        assert FloorPlan.objects.filter(pk=plan.pk).exists()


def test_plan_on_which_nothing_stood_is_deleted(
    client: Client, administrator: Agent, venue: Venue
) -> None:
    client.post(f"/plans/{plan_of(venue).pk}/remove")
    assert not FloorPlan.objects.exists()


def test_who_may_only_look_uploads_and_deletes_nothing(
    client: Client, operator: Agent, venue: Venue
) -> None:
    client.force_login(operator)
    assert upload(client, venue, file_of(stadium(), "PNG")).status_code == 403
    assert client.post(f"/plans/{plan_of(venue).pk}/remove").status_code == 403
    assert FloorPlan.objects.count() == 1
