"""A page as it looks in both themes and both languages: to be looked at."""

from pathlib import Path

from playwright.sync_api import Page, expect


def show(page: Page, screenshots: Path, name: str) -> None:
    """Four pictures; the page is left in English and in the light theme."""
    page.emulate_media(reduced_motion="reduce")  # no colour may be on its way
    for language in ("FR", "EN"):
        page.get_by_role("button", name=language, exact=True).click()
        for theme in ("dark", "light"):
            page.locator(f"theme-switch button[value={theme}]").click()
            expect(page.locator("html")).to_have_attribute("data-theme", theme)
            look = f"{name}-{language.lower()}-{theme}.png"
            page.screenshot(path=screenshots / look, full_page=True)
