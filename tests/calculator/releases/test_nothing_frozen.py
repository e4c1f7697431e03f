"""Nothing may hold on to values that a release can replace: not a cache, and not a name filled in on importing."""

import ast

import pytest

from tests.code import files, name, tree

PYTHON = [path for path in files(".py", under=("calculator",)) if "/migrations/" not in str(path)]
CACHES = {"cache", "lru_cache"}
# Where a plain cache is right, since what it holds doesn't follow from the values in use.
SAFE = {
    "calculator/answers/bereken.py": "how hours are written",
    "calculator/rules/combinatiekorting.py": "days of birth, by the years of the law",
    "calculator/engine/steps.py": "how figures and sentences are written",
    "calculator/engine/values.py": "the files of the code, and the shape of a class",
    "calculator/household/intake/reading.py": "which days there are",
    "calculator/rules/kinderopvang.py": "hours as exact numbers",
    "calculator/rules/kinderopvangtabel.py": "the files of the code",
    "calculator/rules/minimumloon.py": "how many working days a year has",
    "calculator/household/calculation.py": "the files of the code",
    "calculator/household/intake/document.py": "whole hours up to a number",
    "calculator/proofs/month_tables.py": "the published tables",
    "calculator/method/cells.py": "the shape of a class",
    "calculator/method/chapters.py": "the texts, which name rules and hold no value",
    "calculator/releases/layers.py": "released documents, by their text",
    "calculator/releases/names.py": "what values are called",
}
ASKS = {"in_year", "found_in", "periods", "scales", "values_in", "shown_in", "years", "SUPPORTED", "COMPLETE"}
"""Names by which values, or what follows from them, are asked for."""


def caches(module: ast.AST):
    """Lines with a decorator that remembers for good."""
    for node in ast.walk(module):
        for decorator in getattr(node, "decorator_list", ()):
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            if getattr(called, "attr", getattr(called, "id", "")) in CACHES:
                yield node.lineno


def asked_on_importing(module: ast.AST):
    """Lines of a module or a class that ask for values while it's being read."""
    bodies = [module.body, *(node.body for node in ast.walk(module) if isinstance(node, ast.ClassDef))]
    for statement in (part for body in bodies for part in body):
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr) and _asks(statement):
            yield statement.lineno


def _asks(statement: ast.AST) -> bool:
    """Looked up in it, not handed on by name or put off in a function."""
    if isinstance(statement, ast.Lambda):
        return False
    if isinstance(statement, ast.Call):
        called = getattr(statement.func, "attr", getattr(statement.func, "id", ""))
        if called in ASKS:
            return True
        # `sorted(SUPPORTED)`, `list(COMPLETE)`: taken apart.
        if any(isinstance(argument, ast.Name) and argument.id in ASKS for argument in statement.args):
            return True
    if isinstance(statement, ast.comprehension) and getattr(statement.iter, "id", "") in ASKS:
        return True
    if isinstance(statement, ast.Attribute) and statement.attr == "periods":
        return True
    return any(_asks(part) for part in ast.iter_child_nodes(statement))


def test_a_cache_is_plain_only_where_we_said_why():
    cached = {name(path) for path in PYTHON if list(caches(tree(path)))}

    assert cached == set(SAFE)


def test_no_values_are_asked_for_on_importing():
    asked = [f"{name(path)}:{line}" for path in PYTHON for line in asked_on_importing(tree(path))]

    assert len(PYTHON) > 100
    assert asked == []


@pytest.mark.parametrize(
    "code",
    [
        "@functools.cache\ndef f(): ...",
        "class A:\n    @lru_cache(10)\n    def f(self): ...",
    ],
)
def test_the_check_on_caches_sees_them(code):
    assert list(caches(ast.parse(code)))


@pytest.mark.parametrize(
    ("code", "is_wrong"),
    [
        ("PREMIUM = zorgtoeslag.IN_FORCE.in_year(2026).standaardpremie", True),
        ("LAST = IN_FORCE.periods[-1]", True),
        ("YEARS = ', '.join(str(year) for year in SUPPORTED)", True),
        ("class Form:\n    year = ChoiceField(choices=[(y, y) for y in SUPPORTED])", True),
        ("YEARS = tuple(COMPLETE)", True),
        ("class Form:\n    year = ChoiceField(choices=lambda: [(y, y) for y in SUPPORTED])", False),
        ("RULES = (zorgtoeslag.IN_FORCE, huurtoeslag.IN_FORCE)", False),
        ("def f():\n    return values_in(2026)", False),
        ("SUPPORTED = Years(*CORE)", False),
    ],
)
def test_the_check_on_importing_sees_what_is_wrong(code, is_wrong):
    assert bool(list(asked_on_importing(ast.parse(code)))) is is_wrong
