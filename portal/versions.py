"""What runs here, by version."""

import functools
import hashlib
import tomllib
from pathlib import Path

from django.conf import settings


def _commit() -> str:
    """Of the code as it was when this process began; nothing where it came without git, as in a container."""
    git = settings.BASE_DIR / ".git"
    try:
        if git.is_file():
            git = Path(git.read_text().removeprefix("gitdir: ").strip())
        head = (git / "HEAD").read_text().strip()
        if not head.startswith("ref: "):
            return head[:8]
        shared = git / "commondir"
        home = git / shared.read_text().strip() if shared.is_file() else git
        return (home / head.removeprefix("ref: ")).read_text().strip()[:8]
    except OSError:
        return ""


def _from_project() -> str:
    number = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
    return f"{number} {_commit()}".strip()


PORTAL = _from_project()


@functools.cache
def static_files() -> str:
    """Mark of the style sheets and scripts that pages ask for: it differs when any of those does."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    return hashlib.sha256(manifest.read_bytes()).hexdigest()[:8] if manifest.is_file() else "niet verzameld"
