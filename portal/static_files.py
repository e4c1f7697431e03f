"""Collect the static files only when one of them changed, so that a second start is quick, and a first one too."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Compressed is only what pages ask for: the names with a hash, and not the maps for who looks inside a script with
    the tools of a browser. All of it took five times as long."""

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(**options | {"extensions": (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")})

    def compress_files(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        yield from super().compress_files(set(names) & set(self.hashed_files.values()))


def signature() -> str:
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            seen.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return seen.hexdigest()


def collect_when_changed() -> bool:
    """Returns whether there was anything to do."""
    mark, now = settings.STATIC_ROOT / ".signature", signature()
    if mark.exists() and mark.read_text() == now:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(now)
    return True
