"""The files of the project as tests look at them."""

import ast
import functools
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("portal", "bootcamp", "materials", "calculator")
NOT_OURS = {".git", ".venv", "var", "vendor", "__pycache__", ".hypothesis"}


def files(*suffixes: str, under: tuple[str, ...] = ("",)) -> list[Path]:
    """All files of ours with one of these suffixes, in these folders."""
    paths = []
    for start in under:
        for folder, below, names in os.walk(ROOT / start):
            below[:] = [entry for entry in below if entry not in NOT_OURS and not entry.endswith("_cache")]
            paths += [Path(folder, entry) for entry in names if entry.endswith(suffixes)]
    return sorted(paths)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


@dataclass(frozen=True)
class Import:
    file: str
    module: str

    def __str__(self):
        return f"{self.file} imports {self.module}"


def imports(path: Path, *, types: bool = True) -> list[Import]:
    """Every module that a file names in an import, also inside functions; relative ones written out. Without `types`
    not those that stand under `if TYPE_CHECKING`."""
    skipped = set() if types else set(_for_types(tree(path)))
    package = name(path).removesuffix(".py").removesuffix("/__init__").split("/")
    modules = []
    for node in ast.walk(tree(path)):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            modules += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + path.name.startswith("__init__")] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            modules += [f"{module}.{alias.name}" for alias in node.names]
    return [Import(name(path), module) for module in modules]


def _for_types(code: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(code):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            yield from ast.walk(node)


def module(path: Path) -> str:
    return name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def arrows(paths: list[Path]) -> dict[str, set[str]]:
    """Of each of these modules, which others of them it imports, also inside functions. What is imported for the names
    of types alone (`if TYPE_CHECKING`) never runs."""
    modules = {module(path) for path in paths}

    def home_of(imported: str) -> str:
        while imported and imported not in modules:
            imported = imported.rpartition(".")[0]
        return imported

    return {
        module(path): {home_of(imported.module) for imported in imports(path, types=False)} - {"", module(path)}
        for path in paths
    }


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The modules that lead back to themselves, one list for each knot of them."""
    reached = {start: _reached_from(start, graph) for start in graph}
    in_a_circle = [start for start in graph if start in reached[start]]
    knots = {
        frozenset(other for other in in_a_circle if other in reached[one] and one in reached[other])
        for one in in_a_circle
    }
    return sorted(sorted(knot) for knot in knots)


def _reached_from(start: str, graph: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    to_do = [*graph[start]]
    while to_do:
        module = to_do.pop()
        if module not in seen:
            seen.add(module)
            to_do += graph[module]
    return seen


def texts(path: Path) -> list[tuple[int, str]]:
    """(line, text) of each string in the code that is no docstring; what an f-string fills in becomes `*`."""
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    strings, inside = [], set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "*" for part in node.values]
            inside.update(id(part) for part in node.values)
            strings.append((node.lineno, "".join(parts)))
    for node in ast.walk(tree(path)):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in inside and id(node) not in documentation:
            strings.append((node.lineno, node.value))
    return strings
