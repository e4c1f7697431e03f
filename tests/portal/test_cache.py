"""The cache on a server: as Django's, and an empty one while Redis is away."""

import pytest

from portal.cache import SharedCache
from tests.running import free_port
from tests.servers import Redis, folder_for_server
from tests.speed import check_within


def cache_at(url):
    return SharedCache(url, {})


@pytest.mark.redis
def test_it_remembers_what_it_is_told(redis_server):
    cache = cache_at(redis_server.url(3))
    cache.clear()

    added = (cache.add("a", [1]), cache.add("a", [2]))
    cache.set("b", "twee", 30)
    cache.set_many({"c": 3, "d": None})

    assert added == (True, False)
    assert (cache.get("a"), cache.get("b"), cache.get("x", "niets")) == ([1], "twee", "niets")
    assert cache.get_many(["a", "c", "d", "x"]) == {"a": [1], "c": 3, "d": None}
    assert (cache.has_key("a"), cache.delete("a"), cache.delete("a"), "a" in cache) == (True, True, False, False)
    assert (cache.touch("b", 60), cache.touch("x", 60)) == (True, False)
    cache.delete_many(["b", "c", "d"])
    assert cache.get_many(["b", "c", "d"]) == {}


def test_while_redis_is_away_it_is_empty_and_says_so_in_the_log(caplog):
    cache = cache_at(f"redis://127.0.0.1:{free_port()}/0")

    with check_within(2):
        cache.set("a", 1)
        answers = [
            cache.add("a", 1),
            cache.get("a"),
            cache.get("a", "niets"),
            cache.touch("a", 9),
            cache.delete("a"),
            cache.has_key("a"),
            cache.get_many(["a"]),
            cache.set_many({"a": 1}),
            cache.delete_many(["a"]),
        ]

    assert answers == [True, None, "niets", False, False, False, {}, ["a"], None]
    assert len(caplog.records) == 10
    assert {record.levelname for record in caplog.records} == {"WARNING"}


@pytest.mark.redis
def test_it_remembers_again_at_once_when_redis_is_back():
    with folder_for_server() as folder:
        server = Redis(folder).start()
        cache = cache_at(server.url())
        cache.set("a", 1)
        server.stop()
        during = cache.get("a")
        server.start()

        after = cache.get("a")
        server.stop()

    assert (during, after) == (None, 1)
