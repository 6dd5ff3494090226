"""Signing in as an agent does, through the form, until the page asked for is there."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

PASSWORD = "correct horse battery"
"""Of every agent that the tests make."""

SHIFT = "/shift"


def sign_in(page: Page, address: str, name: str, password: str = PASSWORD) -> None:
    """At `address`, the whole of it: what an agent asks for first."""
    page.goto(address)
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    asked = urlsplit(address).path
    page.wait_for_url(lambda url: urlsplit(url).path in {asked, SHIFT})
    if urlsplit(page.url).path == SHIFT:
        page.locator("main .button-main").click()  # the first reason is chosen already
        page.wait_for_url(lambda url: urlsplit(url).path == asked)
