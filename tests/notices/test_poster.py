"""The poster: one page, both languages, and a code that leads to the page."""

import io

import cv2
import numpy as np
import pypdfium2
import pytest
from django.test import Client

from command_center.law.models import Order
from command_center.notices.content import notice_content
from command_center.notices.models import Contact
from command_center.notices.poster import PAPERS, SMALLEST_PT, DoesNotFit, Poster, poster_pdf
from command_center.people.models import Agent
from command_center.venues.models import Camera
from detection.kinds import EventKind
from tests.law.ordering import ordered

ADDRESS = "https://vigie.example.fr/notice/1"


def poster_of(order: Order) -> Poster:
    return Poster(notice_content(order, "fr"), notice_content(order, "en"), ADDRESS)


def the_page(written: bytes) -> pypdfium2.PdfPage:
    (page,) = pypdfium2.PdfDocument(io.BytesIO(written))
    return page


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_poster_is_one_page_of_its_paper(order: Order, contact: Contact, paper: str) -> None:
    page = the_page(poster_pdf(poster_of(order), paper))
    assert page.get_size() == pytest.approx(PAPERS[paper], abs=0.5)


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_code_leads_to_the_page(order: Order, contact: Contact, paper: str) -> None:
    page = the_page(poster_pdf(poster_of(order), paper))
    picture = np.asarray(page.render(scale=2).to_pil().convert("L"))
    read, *_ = cv2.QRCodeDetector().detectAndDecode(picture)
    assert read == ADDRESS


def test_poster_says_it_in_french_and_in_english(order: Order, contact: Contact) -> None:
    text = the_page(poster_pdf(poster_of(order))).get_textpage().get_text_bounded()
    said = " ".join(text.split())
    for words in (
        "Vidéoprotection avec analyse algorithmique",
        "Video protection with algorithmic analysis",
        "Aucune reconnaissance faciale",
        "No face recognition",
        "intrusion en zone interdite ou sensible",
        "too high a density of people",
        "69003 Lyon",
        ADDRESS,
    ):
        assert words in said


def test_words_of_the_longest_order_stay_on_the_page(camera: Camera, contact: Contact) -> None:
    long = ordered(
        [camera],
        kinds=[kind.value for kind in EventKind],
        event="Rencontre " * 20,
        perimeter="Rue de l’Œuvre, " * 120,
        reference="R" * 120,
        authority="Préfecture " * 18,
    )
    contact.address = "Bâtiment de l’administration\n" * 12
    contact.data_protection_officer = "dpo@example.fr " * 19
    page = the_page(poster_pdf(poster_of(long)))
    words = page.get_textpage()
    width_pt, height_pt = page.get_size()
    boxes = [words.get_charbox(at) for at in range(words.count_chars())]
    assert min(left for left, *_ in boxes) >= 0
    assert max(right for *_, right, _ in boxes) <= width_pt
    assert min(low for _, low, *_ in boxes) >= 0
    assert max(high for *_, high in boxes) <= height_pt
    text = " ".join(words.get_text_bounded().split())
    assert "fire starting" in text
    assert "plaintes" in text


def test_words_do_not_lie_on_one_another(order: Order, contact: Contact) -> None:
    """Every line of the text is there once, and readable: letters of another line never cross."""
    words = the_page(poster_pdf(poster_of(order))).get_textpage()
    boxes = [words.get_rect(at) for at in range(words.count_rects())]
    for at, (left, low, right, high) in enumerate(boxes):
        for other_left, other_low, other_right, other_high in boxes[:at]:
            across = min(right, other_right) - max(left, other_left)
            down = min(high, other_high) - max(low, other_low)
            assert across <= 1 or down <= min(high - low, other_high - other_low) / 2


def test_statement_too_long_for_a_page_is_refused(
    client: Client, administrator: Agent, order: Order, contact: Contact
) -> None:
    poster = poster_of(order)
    never = next(one for one in poster.french.of_venue if one.key == "never")
    object.__setattr__(never, "lines", ("Aucun mot de trop. " * 12,) * 60)
    assert SMALLEST_PT > 5
    with pytest.raises(DoesNotFit):
        poster_pdf(poster)


def test_poster_leads_where_the_administrator_says(
    client: Client, administrator: Agent, order: Order, contact: Contact
) -> None:
    answer = client.get(f"/notices/orders/{order.pk}/poster-a4.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    text = the_page(answer.content).get_textpage().get_text_bounded()
    assert f"https://vigie.example.fr/notice/{order.venue.pk}" in text
    Contact.objects.update(public_address="")
    answer = client.get(f"/notices/orders/{order.pk}/poster-a4.pdf")
    text = the_page(answer.content).get_textpage().get_text_bounded()
    assert f"http://testserver/notice/{order.venue.pk}" in text


def test_poster_without_a_contact_is_not_drawn(
    client: Client, administrator: Agent, order: Order
) -> None:
    answer = client.get(f"/notices/orders/{order.pk}/poster-a4.pdf", follow=True)
    assert "A poster names whom to ask: enter the contact first." in answer.text
    assert client.get(f"/notices/orders/{order.pk}/poster-a5.pdf").status_code == 404
