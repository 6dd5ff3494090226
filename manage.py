#!/usr/bin/env python3
"""Django's command line for the command centre."""

import os
import sys

OWNERS = {"migrate", "backup", "restore"}
"""Commands that are done as the owner of the tables, where OWNER_DATABASE_URL names one."""

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "command_center.settings")
    if OWNERS & set(sys.argv[1:2]):
        os.environ["AS_OWNER"] = "1"
    else:
        os.environ.pop("OWNER_DATABASE_URL", None)
    from command_center.noted_commands import NotedCommands

    NotedCommands(sys.argv).execute()
