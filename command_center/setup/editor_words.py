"""The words that the zone editor says, in the reader's language."""

from command_center.streams.words import words


def editor_words() -> dict[str, str]:
    return {**words()}
