"""A disk on which nothing more can be written, for the length of a `with`."""

import contextlib
import resource


@contextlib.contextmanager
def full_disk():
    """Each write to a file of this process fails, as the first byte on a full disk does; opening one still works."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
