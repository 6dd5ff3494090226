import csv
import io
from datetime import UTC, datetime, timedelta, timezone

import pypdfium2

from command_center.documents import (
    Document,
    Facts,
    Table,
    canonical_json,
    csv_text,
    pdf,
    sha256_of,
)

TABLE = Table(["Caméra", "Alertes"], [["Œuvre, porte <nord>", 3], ["=1+1", -2]], "Par caméra")
DOCUMENT = Document("Rapport n° 4", "Stade · préfet", ["Vu.", TABLE, Facts({"Du": "1er"})], "abc")


def text_of(written: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(written)]


def test_pdf_says_all_that_the_document_does() -> None:
    (page,) = text_of(pdf(DOCUMENT))
    for said in ("Rapport n° 4", "Stade · préfet", "Œuvre, porte <nord>", "Par caméra", "1er"):
        assert said in page
    assert "abc" in page


def test_every_page_says_how_many_there_are() -> None:
    long = Document("Long", "", [Table(["n"], [[n] for n in range(200)])])
    pages = text_of(pdf(long))
    assert len(pages) > 2
    assert all(f"{n}/{len(pages)}" in page for n, page in enumerate(pages, 1))


def test_same_document_gives_the_same_bytes() -> None:
    assert pdf(DOCUMENT) == pdf(DOCUMENT)


def test_csv_holds_no_formula_and_keeps_numbers() -> None:
    rows = list(csv.reader(io.StringIO(csv_text(TABLE).lstrip("\ufeff"))))
    assert rows == [["Caméra", "Alertes"], ["Œuvre, porte <nord>", "3"], ["'=1+1", "-2"]]


def test_a_content_has_one_form_whatever_its_order_and_zone() -> None:
    at = datetime(2026, 6, 1, 20, 30, tzinfo=UTC)
    elsewhere = at.astimezone(timezone(timedelta(hours=2)))
    assert canonical_json({"b": at, "a": "é"}) == b'{"a":"\xc3\xa9","b":"2026-06-01T20:30:00Z"}'
    assert sha256_of({"a": "é", "b": elsewhere}) == sha256_of({"b": at, "a": "é"})
    assert sha256_of({"a": 1}) != sha256_of({"a": 2})
