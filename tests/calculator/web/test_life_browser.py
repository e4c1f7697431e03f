"""The questions about parents apart, who lives in and benefits, on a phone: only what belongs to a choice shows, and
what was typed comes along."""

import pytest

from tests.calculator.web.typed import FAMILY

START = "/berekenen/"
