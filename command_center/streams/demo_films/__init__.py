"""The demonstration's footage: people cut from a photograph, walking over a drawn square."""
