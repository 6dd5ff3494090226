"""What a browser calls itself, in the few words that let its owner know it again."""

import re

BROWSERS = {"Edg/": "Edge", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
"""The first that fits: Edge says that it is Chrome, and Chrome that it is Safari."""

SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone|iPad": "iOS",
    "Macintosh": "macOS",
    "Linux": "Linux",
}


def browser_name(user_agent: str) -> str:
    """As “Firefox, Linux”; empty where nothing is known of it."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if re.search(mark, user_agent)), "")
    return ", ".join(word for word in (browser, system) if word)
