"""The parts of a weekly report, as facts: each of them in one content."""
