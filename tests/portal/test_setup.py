"""`deploy/setup.sh` in a folder of its own: what it says when the packages can't be had is the true reason."""

import hashlib
import shutil
import subprocess
import sys
import zipfile

import pytest

from tests.running import ROOT, clean_environment


def make_wheel(folder, name, *, needs=""):
    """A package that is nothing but its name and what it needs; returns its hash."""
    file = folder / f"{name}-2.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as wheel:
        about = f"{name}-2.0.dist-info"
        extra = "Provides-Extra: rijp\n"
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.0\n{extra}{needs}")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", "")
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kloon")
    (folder / "deploy").mkdir()
    shutil.copy(ROOT / "deploy" / "setup.sh", folder / "deploy")
    (folder / "wheels").mkdir()
    return folder


@pytest.fixture
def set_up(clone):
    """Runs `setup.sh test` with a lock of one line; `locked` may hold {hash}. Returns how that ended."""

    def run(*, package="appelmoes", needs="", locked="{package}==2.0 --hash=sha256:{hash}\n", **more):
        make_wheel(clone / "wheels", "peren")
        right = make_wheel(clone / "wheels", package, needs=needs)
        for file in ("requirements.txt", "requirements-dev.txt"):
            (clone / file).write_text(locked.format(package=package, hash=right))
        # Nothing comes from outside, and without uv there is one road: that of pip.
        inside = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(clone / "wheels"), "PYTHON": sys.executable}
        return subprocess.run(
            [clone / "deploy" / "setup.sh", "test"],
            env=clean_environment() | {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin"} | inside | more,
            capture_output=True,
            text=True,
        )

    return run


def test_a_lock_that_holds_all_is_installed(set_up):
    done = set_up(package="perenmoes")

    assert (done.returncode, done.stderr) == (0, "")


def test_a_lock_that_misses_an_extra_is_blamed_and_not_the_internet(set_up):
    done = set_up(needs="Requires-Dist: peren[rijp]>=2\n")

    assert done.returncode == 1
    assert "In requirements-dev.txt ontbreekt een pakket of een controlesom" in done.stderr
    assert "peren[rijp]>=2" in done.stderr
    assert "Is er internet?" not in done.stderr


def test_a_package_that_was_tampered_with_is_named(set_up):
    done = set_up(locked=f"appelmoes==2.0 --hash=sha256:{'0' * 64}\n")

    assert done.returncode == 1
    assert "de controlesom klopt niet" in done.stderr
    assert "Is er internet?" not in done.stderr


def test_a_package_that_is_not_there_is_named(set_up):
    done = set_up(locked="kweeperen==2.0 --hash=sha256:{hash}\n")

    assert done.returncode == 1
    assert "kweeperen==2.0" in done.stderr
    assert "Hierboven staat welk" in done.stderr


def test_without_internet_it_says_so(set_up):
    nobody = {"https_proxy": "http://127.0.0.1:9", "PIP_RETRIES": "1", "PIP_NO_INDEX": "0"}

    done = set_up(locked="kweeperen==2.0 --hash=sha256:{hash}\n", **nobody)

    assert done.returncode == 1
    assert "Is er internet?" in done.stderr
