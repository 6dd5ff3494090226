"""Whose file it is: its writer's, as long as that process lives.

The operating system takes the lock back from a process that was killed, and keeps it for one that
only sleeps.
"""

import errno
import fcntl

NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}
"""A storage that knows none: leases and times of change alone say then who writes."""


def lock(file: int) -> bool:
    """Whether nobody else has it; until the file is closed."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in NO_LOCKS
    return True
