"""The cache without a server: a table, of which the disk may be full for a while."""

import logging
import uuid

from django.core.cache.backends.db import DatabaseCache

log = logging.getLogger(__name__)


class TableCache(DatabaseCache):
    """As Django's, but a table in which nothing can be written isn't taken for a key that is there.

    Who counts attempts (allauth) would say to someone who tried once that it was too often; see portal/limits.py for
    why it lets people through. What they ask for then fails by itself, with a page that says that it's our fault.
    """

    def add(self, *args, **kwargs):
        return super().add(*args, **kwargs) or not self._can_write()

    def _can_write(self):
        can = super().add(f"portal.table_cache.{uuid.uuid4()}", True, timeout=1)
        if not can:
            log.warning("The cache can't write anything down.")
        return can
