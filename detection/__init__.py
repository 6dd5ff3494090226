"""From camera to sighting, in plain Python: no web framework and no database is known here."""
