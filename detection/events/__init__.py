"""The kinds of event: one file each, found by file name (`wrong_way.py` holds `WrongWay`)."""
