"""The cache on a server: Redis, which may be away for a while without taking the pages with it."""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)

# Nobody should wait long for a memory that only makes things quicker or counts them.
PATIENCE = {"socket_connect_timeout": 0.5, "socket_timeout": 1}
# A connection that was still open when Redis restarted fails once.
ONCE_MORE = Retry(NoBackoff(), 1)


class SharedCache(RedisCache):
    """As Django's, but while Redis is away it remembers nothing, as an empty cache does.

    What counts attempts (allauth at signing in) then lets people through, see portal/limits.py for why. Who needs to
    know whether something was kept reads it back.
    """

    def __init__(self, server, params):
        options = {**PATIENCE, "retry": ONCE_MORE, **params.get("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})

    def add(self, *args, **kwargs):
        return self._ask("add", True, *args, **kwargs)

    def get(self, key, default=None, version=None):
        return self._ask("get", default, key, default=default, version=version)

    def set(self, *args, **kwargs):
        return self._ask("set", None, *args, **kwargs)

    def touch(self, *args, **kwargs):
        return self._ask("touch", False, *args, **kwargs)

    def delete(self, *args, **kwargs):
        return self._ask("delete", False, *args, **kwargs)

    def has_key(self, *args, **kwargs):
        return self._ask("has_key", False, *args, **kwargs)

    def get_many(self, *args, **kwargs):
        return self._ask("get_many", {}, *args, **kwargs)

    def set_many(self, data, *args, **kwargs):
        return self._ask("set_many", list(data), data, *args, **kwargs)

    def delete_many(self, *args, **kwargs):
        return self._ask("delete_many", None, *args, **kwargs)

    def _ask(self, method, when_away, *args, **kwargs):
        try:
            return getattr(super(), method)(*args, **kwargs)
        except RedisError as away:
            log.warning("The cache is away (%s): %s", method, away)
            return when_away
