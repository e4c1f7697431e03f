"""What review would forget. Every check first makes sure that it found something to look at."""

import ast
import re
import sys
from collections import defaultdict
from fnmatch import fnmatch
from pathlib import Path

import allauth
import django
import pytest
from bs4 import BeautifulSoup, Comment, Doctype
from django.apps import apps
from django.core.management import call_command
from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from django.urls import URLResolver, get_resolver

from tests.access import LOGIN, all_rows
from tests.code import ROOMS, ROOT, Import, arrows, circles, files, imports, name, texts, tree

PYTHON = files(".py", under=ROOMS)
TEMPLATES = files("", under=("templates",))
TEXT_FILES = files(
    ".py", ".html", ".txt", ".css", ".js", ".md", ".toml", ".sh", ".service", ".svg", ".webmanifest", "Makefile", "run"
)


def test_there_is_something_to_look_at():
    assert {path.relative_to(ROOT).parts[0] for path in PYTHON} == set(ROOMS)
    assert len(PYTHON) > 100
    assert len(TEMPLATES) > 60
    assert len(TEXT_FILES) > 250


# Who may import whom.

# These only sum: nothing of the web, and no Django.
PURE = (
    "calculator.answers",
    "calculator.engine",
    "calculator.household",
    "calculator.proofs",
    "calculator.rules",
)
CALCULATOR = {
    "calculator.engine": (),
    "calculator.rules": ("calculator.engine",),
    "calculator.household": ("calculator.engine", "calculator.rules"),
    "calculator.answers": ("calculator.engine", "calculator.household"),
    "calculator.proofs": ("calculator.engine", "calculator.rules"),
    "calculator.charts": (),
    "calculator.method": ("calculator.charts", "calculator.engine", "calculator.household", "calculator.rules"),
    "calculator.web": (
        "calculator.charts",
        "calculator.engine",
        "calculator.household",
        "calculator.method",
        "calculator.rules",
    ),
    "calculator.releases": (
        "calculator.engine",
        "calculator.household",
        "calculator.method",
        "calculator.proofs",
        "calculator.rules",
    ),
    "calculator.api": ("calculator.answers", "calculator.engine", "calculator.household", "calculator.rules"),
    "calculator.batch": (
        "calculator.answers",
        "calculator.engine",
        "calculator.household",
        "calculator.releases",
        "calculator.rules",
    ),
}
"""Of each room of the calculator the rooms below it; those that only sum don't know the portal either."""
PORTAL = {
    # Known to all and knowing nothing: where others register, ask, or say no.
    "portal.retention": (),
    "portal.reasons": (),
    "portal.typed_again": (),
    "portal.drafts": ("portal.typed_again",),
    "portal.limits": ("portal.typed_again",),
    "portal.listing": (),
    "portal.meanwhile": (),
    "portal.once": (),
    "portal.addresses": (),
    "portal.kept": (),
    "portal.pressed": ("portal.reasons",),
    "portal.trace": (),
    "portal.two_people": (),
    "portal.versions": (),
    "portal.wellbeing.register": (),
    "portal.today.register": (),
    "portal.staff_admin": ("portal.meanwhile",),
    "portal.text": (),
    "portal.files": ("portal.once", "portal.text"),
    # Who someone is and what that opens, before anything is done with people.
    "portal.people.access": (),
    "portal.people.models": (
        *(
            "portal.kept",
            "portal.once",
            "portal.people.access",
            "portal.people.numbers",
            "portal.people.sectors",
            "portal.text",
        ),
    ),
    # Where someone lands, and what stands in the menus.
    "portal.homes": (),
    "portal.menus": ("portal.homes", "portal.people.models"),
    "portal.jobs": (
        *("portal.staff_admin", "portal.text", "portal.trace", "portal.versions", "portal.wellbeing.register"),
    ),
    # A paper is made by a job.
    "portal.papers": ("portal.jobs", "portal.reasons"),
    # Who changed what, by number and role: so what people show of themselves can ask it.
    "portal.audit": ("portal.people.access", "portal.retention", "portal.staff_admin", "portal.trace"),
    "portal.blocks": ("portal.reasons", "portal.retention"),
    # A mail waits in a job, and is written to someone.
    "portal.post": (
        *("portal.jobs", "portal.listing", "portal.menus", "portal.people.access", "portal.people.models"),
        *("portal.retention", "portal.text", "portal.today.register", "portal.wellbeing.register"),
    ),
    # What waits for HPP, over all bootcamps: the rooms say what.
    "portal.today": ("portal.homes", "portal.people.access", "portal.people.models"),
    # What each room says of how it goes, shown to HPP and mailed when it stays wrong.
    "portal.wellbeing": (
        *("portal.jobs", "portal.menus", "portal.people.access", "portal.people.models", "portal.post"),
        "portal.today.register",
    ),
    # An account is invited by mail and asked for its second step; what it did is in the audit.
    "portal.people": (
        *("portal.audit", "portal.homes", "portal.jobs", "portal.post", "portal.text"),
        *("portal.goals", "portal.limits", "portal.retention", "portal.staff_admin", "portal.typed_again"),
    ),
    # DUO's lists of schools and boards: read, compared, made true.
    "portal.people.lists": (
        *("portal.people", "portal.files", "portal.jobs", "portal.limits", "portal.listing", "portal.reasons"),
        *("portal.retention", "portal.text"),
    ),
    # The door: who asks to come in, for what, and who lets them in.
    "portal.people.entrance": (
        *("portal.people", "portal.audit", "portal.homes", "portal.jobs", "portal.limits", "portal.listing"),
        *("portal.meanwhile", "portal.menus", "portal.post", "portal.reasons", "portal.retention", "portal.text"),
        *("portal.today.register", "portal.widgets"),
    ),
    # HPP's own pages about people, schools and boards.
    "portal.people.desk": (
        *("portal.people", "portal.audit", "portal.files", "portal.jobs", "portal.limits", "portal.listing"),
        *("portal.meanwhile", "portal.menus", "portal.post", "portal.reasons", "portal.retention", "portal.text"),
        *("portal.today.register", "portal.widgets"),
    ),
    "portal.widgets": (),
    # Settings, pages, menus and what each page asks of who is signed in.
    "portal": ("portal",),
}
BOOTCAMP = {
    # Who has a seat in which bootcamp: the ground under all that follows.
    "bootcamp.seats": (),
    # Where each room says what there is to do for a school, and what it shows on the homes.
    "bootcamp.home.register": ("bootcamp.seats",),
    # What a school writes, learns and asks once it has a seat. Neither needs the other.
    "bootcamp.plan": ("bootcamp.seats", "bootcamp.benchmarks", "bootcamp.home.register"),
    "bootcamp.following": ("bootcamp.seats", "bootcamp.home.register"),
    "bootcamp.experts": ("bootcamp.seats", "bootcamp.home.register"),
    # Figures of others that schools are laid beside, released by two of HPP.
    "bootcamp.benchmarks": (),
    # What DUO says of each school and what more hours are worth, which asks the calculator what an hour costs; its
    # numbers are offered to the plan.
    "bootcamp.facts": (
        *("bootcamp.seats", "bootcamp.benchmarks", "bootcamp.plan"),
        *("calculator.engine", "calculator.rules", "calculator.household"),
    ),
    # Who wants which half-days and where they are open; its solver only sums.
    "bootcamp.matching": (),
    # What a board could offer for more hours: costs from the facts, what it leaves from the engine. Teachers open it in
    # their own calculator, which hears of menus only by its register.
    "bootcamp.menu": (
        *("bootcamp.benchmarks", "bootcamp.facts"),
        *("calculator.engine", "calculator.rules", "calculator.household", "calculator.charts"),
        "calculator.web.offered",
    ),
    # The survey is opened by whoever writes the plan; its address is drawn as a code to scan.
    "bootcamp.survey": ("bootcamp.plan", "calculator.charts"),
    # What came of it, counted per school and month; the share is of the part-timers that the facts or the plan name.
    "bootcamp.results": ("bootcamp.seats", "bootcamp.plan", "bootcamp.facts", "bootcamp.home.register"),
    # What a board agrees on for all its schools, which stands in their plans.
    "bootcamp.boards": ("bootcamp.plan", "bootcamp.home.register"),
    # A plan that its school shows to the others stands on the square of the exchange, with their advice.
    "bootcamp.exchange": ("bootcamp.seats", "bootcamp.plan"),
    # HPP looks at all of it at once, so this room stands on top.
    "bootcamp.running": ("bootcamp.seats", "bootcamp.plan", "bootcamp.following", "bootcamp.experts"),
    # The homes of schools and boards, made of what the rooms say.
    "bootcamp.home": ("bootcamp.seats", "bootcamp.plan", "bootcamp.following", "bootcamp.checkin.urls"),
    # In the year after a bootcamp, a question each month about the plan.
    "bootcamp.checkin": ("bootcamp.seats", "bootcamp.home.register", "bootcamp.plan"),
    # The addresses and the example bootcamps put the rooms together.
    "bootcamp": ("bootcamp",),
}
"""Of each room of the bootcamp the rooms below it; a lower one shows something of a higher one by a register."""
ALLOWED = {
    **{room: (room, *below) for room, below in PORTAL.items()},
    **{room: ("portal", room, *below) for room, below in BOOTCAMP.items()},
    "materials": ("portal", "materials"),
    **{room: ("portal", "calculator.VERSION", room, *below) for room, below in CALCULATOR.items()},
    "calculator": ("calculator.api", "calculator.method", "calculator.releases", "calculator.web"),
}
# Imported by everything that only sums.
WITHOUT_WEB = sys.stdlib_module_names | {"numpy", "orjson"}


def lives_in(module, package):
    return module == package or module.startswith(f"{package}.")


def room_of(file):
    module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return max((room for room in ALLOWED if lives_in(module, room)), key=len)


def is_allowed(imported: Import) -> bool:
    room = room_of(imported.file)
    top = imported.module.split(".")[0]
    if top == "portal" and room in PURE:
        return lives_in(imported.module, "portal.text.dates")  # the months, of which the house has one list
    if top in ROOMS:
        return any(lives_in(imported.module, below) for below in ALLOWED[room])
    return room not in PURE or top in WITHOUT_WEB


def all_imports():
    for path in PYTHON:
        if name(path) != "portal/urls.py":
            yield from imports(path)


def test_every_room_imports_only_what_it_may():
    all_of_them = list(all_imports())

    assert len(all_of_them) > 500
    assert {room_of(name(path)) for path in PYTHON} == set(ALLOWED)
    assert [str(imported) for imported in all_of_them if not is_allowed(imported)] == []


@pytest.mark.parametrize(
    ("file", "module"),
    [
        ("portal/views.py", "bootcamp.seats.models.Bootcamp"),
        ("portal/people/access.py", "bootcamp.seats.models.Bootcamp"),
        ("portal/jobs/queue.py", "portal.people.models"),
        ("portal/text/search.py", "portal.menus"),
        ("portal/retention.py", "portal.people.models"),
        ("bootcamp/seats/letters.py", "bootcamp.following.models"),
        ("bootcamp/plan/rights.py", "bootcamp.exchange.models"),
        ("bootcamp/exchange/views/square.py", "bootcamp.experts.models"),
        ("bootcamp/following/views/pages.py", "bootcamp.running.state"),
        ("bootcamp/seats/views.py", "materials.models"),
        ("materials/views.py", "bootcamp.seats.models"),
        ("bootcamp/seats/views.py", "calculator.household.year"),
        ("calculator/rules/pay.py", "django.db.models"),
        ("calculator/rules/pay.py", "portal.people.models"),
        ("calculator/rules/pay.py", "calculator.household.year.household_year"),
        ("calculator/household/year.py", "calculator.answers.bereken.bereken"),
        ("calculator/answers/results.py", "django.http"),
        ("calculator/web/views.py", "calculator.answers.bereken.bereken"),
        ("calculator/web/views.py", "calculator.api.schema"),
        ("calculator/method/pages.py", "calculator.web.presentation.words"),
        ("calculator/charts/ink.py", "calculator.household.parts"),
        ("calculator/elsewhere/views.py", "calculator.household.parts"),
        ("calculator/engine/steps.py", "calculator.rules.pay"),
        ("calculator/engine/steps.py", "celery.shared_task"),
    ],
)
def test_the_check_on_imports_sees_what_is_wrong(file, module):
    assert not is_allowed(Import(file, module))


# Pieces of each room stand together on these, which only they know of.
SHOWS_ALL_ROOMS = {
    "templates/home.html": "the front page has a piece of each room",
    "templates/bootcamp/home/my_hours.html": "one's own answers of the calculator, beside what the school gives",
    "templates/components/shelf.html": "a shelf is of the portal, what lies on it of materials",
}
TAGS = {path.stem: room_of(name(path)) for path in PYTHON if path.parent.name == "templatetags"}


def room_of_template(path):
    room = max((room for room in ALLOWED if lives_in(path.replace("/", "."), room)), key=len, default="portal")
    return "calculator" if room.startswith("calculator") else room


def asked_by_template(path):
    """The rooms of which a template loads tags or takes in a piece."""
    text = path.read_text()
    loaded = " ".join(re.findall(r"\{% load ([^%]+)%\}", text)).split()
    pieces = re.findall(r'\{%\s*(?:include|extends)\s+"([^"]+)"', text)
    yield from (TAGS[tag] for tag in loaded if tag in TAGS)
    yield from (room_of_template(piece) for piece in pieces)


def may_ask(room, other):
    same = room.split(".")[0] == other.split(".")[0] == "calculator"
    return same or other == "portal" or any(lives_in(other, below) for below in ALLOWED[room])


def test_a_template_takes_pieces_only_of_rooms_that_its_own_room_may_know():
    rooms = {path: room_of_template(path.relative_to(ROOT / "templates").as_posix()) for path in TEMPLATES}
    wrong = {
        name(path): sorted(other for other in asked_by_template(path) if not may_ask(room, other))
        for path, room in rooms.items()
        if path.suffix in (".html", ".txt") and name(path) not in SHOWS_ALL_ROOMS
    }

    assert set(rooms.values()) >= {"portal", "materials", "bootcamp.seats", "bootcamp.running", "calculator"}
    assert {template: others for template, others in wrong.items() if others} == {}
    assert not may_ask("bootcamp.following", "bootcamp.running")
    assert not may_ask("portal", "materials")


def test_no_files_import_each_other_in_a_circle():
    """Where two models need each other, Django's own names of models (`apps.get_model`) go the way back."""
    graph = arrows(PYTHON)

    assert len(graph) > 300
    assert circles(graph) == []


def test_the_check_on_circles_sees_what_is_wrong():
    graph = arrows(PYTHON)
    graph["bootcamp.seats.models.bootcamps"] |= {"bootcamp.seats.actions.offers"}

    knots = circles(graph)

    assert {"bootcamp.seats.models.bootcamps", "bootcamp.seats.actions.offers"} <= set(*knots)
    assert circles({"a": {"b"}, "b": {"a"}, "c": {"a"}, "d": {"d"}}) == [["a", "b"], ["d"]]


def test_only_the_urls_of_the_portal_know_all_rooms():
    rooms = {word.split(".")[0] for _, word in texts(ROOT / "portal" / "urls.py") if word.endswith(".urls")}

    assert rooms == {"allauth", "bootcamp", "materials", "calculator"}


# Who may come near answers of people.

PILES = "portal.blocks.models.piles"
WITH_PILES = {"portal/blocks/answering.py", "portal/blocks/publishing.py"}
NAMES_OF_PILES = re.compile(r"\b(?:Pile|Turnout|blocks_pile|blocks_turnout|piles)\b")


def test_only_answering_and_publishing_know_the_piles_with_answers():
    importing = {imported.file for path in PYTHON for imported in imports(path) if lives_in(imported.module, PILES)}
    naming = {
        name(path)
        for path in [*PYTHON, *TEMPLATES]
        if "/migrations/" not in name(path) and NAMES_OF_PILES.search(path.read_text())
    }

    # Django finds models only where the package of models brings them in.
    home = {"portal/blocks/models/__init__.py"}
    assert importing == WITH_PILES | home
    assert naming == WITH_PILES | home | {"portal/blocks/__init__.py", "portal/blocks/models/piles.py"}


BLOCKS_WITHOUT_WEB = ("rule", "settling", "figures", "words")


def test_the_rule_for_small_numbers_knows_no_web_and_no_database():
    own = [ROOT / "portal" / "blocks" / f"{module}.py" for module in BLOCKS_WITHOUT_WEB]
    modules = {imported.module for path in own for imported in imports(path)}

    assert len(modules) > 10
    pure = tuple(f"portal.blocks.{module}" for module in BLOCKS_WITHOUT_WEB)
    assert {
        module
        for module in modules
        if not module.startswith(pure) and module.split(".")[0] not in sys.stdlib_module_names
    } == set()


# Nothing lies about unused.

# Django and allauth ask for these by name.
BY_THEIR_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
THIRD_PARTIES = [Path(allauth.__file__).parent / "templates", Path(django.__file__).parent / "forms" / "templates"]


def named_in_templates():
    for path in TEMPLATES:
        if path.suffix in (".html", ".txt"):
            yield from re.findall(r'\{%\s*(?:include|extends)\s+"([^"]+)"', path.read_text())


def named_in_code():
    for path in PYTHON:
        for _, text in texts(path):
            if not text.startswith("mail/"):
                yield text
                yield f"mail/{text}.txt"


def test_no_template_is_unused():
    named = set(named_in_templates()) | set(named_in_code())
    patterns = [path for path in named if "*" in path and "/" in path and path.endswith((".html", ".txt"))]

    def is_used(template):
        is_named = template in named or any(fnmatch(template, pattern) for pattern in patterns)
        replaces = any((folder / template).exists() for folder in THIRD_PARTIES)
        return is_named or replaces or template in BY_THEIR_NAME

    templates = [path.relative_to(ROOT / "templates").as_posix() for path in TEMPLATES]
    assert [template for template in templates if not is_used(template)] == []


def everything_that_names_static_files():
    sources = [*PYTHON, *TEMPLATES, *files(".css", ".js", under=("static",))]
    return "\n".join(path.read_text() for path in sources)


def test_no_static_file_is_unused():
    text = everything_that_names_static_files()
    static = [path for path in files("", under=("static",)) if not path.name.startswith("OFL-")]

    unused = [name(path) for path in static if f"{path.parent.name}/{path.name}" not in text]
    assert len(static) > 8
    assert unused == []


def test_no_icon_is_unused():
    icons = re.findall(r'id="i-([a-z]+)"', (ROOT / "static/img/icons.svg").read_text())
    in_templates = set(re.findall(r'\{%\s*icon "([a-z]+)"', "".join(path.read_text() for path in TEMPLATES)))
    in_code = {text for path in PYTHON for _, text in texts(path)}

    assert len(icons) > 10
    assert sorted(set(icons) - in_templates - in_code) == []


# Of the editor, which builds its own elements.
NOT_OURS = {"ProseMirror", "ProseMirror-separator"}
STYLES = files(".css", under=("static",))


def style_rules():
    return re.sub(r"/\*.*?\*/", "", "\n".join(path.read_text() for path in STYLES), flags=re.DOTALL)


def classes_in(css):
    selectors = re.sub(r"\{[^{}]*\}", "\n", css)
    return set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", selectors))


def is_named(css_class, text, words):
    """In full, or as far as a number or a word that is filled in: `plan__goal--{{ number }}`, `f"c-{name}"`."""
    starts = [css_class[:at] for at in range(1, len(css_class)) if css_class[at - 1] == "-"]
    return css_class in words or any(f"{start}{{" in text for start in starts)


def test_no_class_of_the_style_sheet_is_unused():
    text = "\n".join(path.read_text() for path in [*PYTHON, *TEMPLATES, *files(".js", under=("static",))])
    words = set(re.findall(r"[\w-]+", text))
    classes = classes_in(style_rules())

    assert len(classes) > 200
    assert sorted(css_class for css_class in classes - NOT_OURS if not is_named(css_class, text, words)) == []
    assert not is_named("never-heard-of", text, words)
    assert classes_in("a.b:hover, .c { margin: .5rem } @media print { .d { color: red } }") == {"b", "c", "d"}


def test_no_token_is_unused():
    """A pen that draws for paper names no token, but uses its colour."""
    rules = style_rules()
    pens = {colour for file in PENS for colour in colours_in(ROOT / file)}
    tokens = dict(re.findall(r"^\s*(--portal-[\w-]+):\s*([^;]+);", rules, re.M))
    used = set(re.findall(r"var\(\s*(--[\w-]+)", rules + everything_that_names_static_files()))

    assert len(tokens) > 80
    assert sorted(token for token, value in tokens.items() if token not in used and value.lower() not in pens) == []


# Names.

# Django looks these up by their name.
BY_DJANGO = {"Command"}


def test_a_class_of_the_portal_its_bootcamps_or_its_materials_has_a_name_of_its_own():
    homes = defaultdict(list)
    for path in PYTHON:
        if not name(path).startswith("calculator/") and "migrations" not in path.parts:
            for node in tree(path).body:
                if isinstance(node, ast.ClassDef) and node.name not in BY_DJANGO:
                    homes[node.name].append(name(path))

    assert len(homes) > 200
    assert {class_name: where for class_name, where in homes.items() if len(where) > 1} == {}


# The database.


@pytest.mark.django_db
def test_the_migrations_are_in_step_with_the_models(capsys):
    call_command("makemigrations", check=True, dry_run=True)

    assert "No changes detected" in capsys.readouterr().out


def our_migrations():
    return {
        key: migration
        for key, migration in MigrationLoader(None).disk_migrations.items()
        if migration.__module__.split(".")[0] in ROOMS
    }


def is_about_data(operation):
    return isinstance(operation, migrations.RunPython | migrations.RunSQL)


def faults_in_migration(migration):
    about_data = [operation for operation in migration.operations if is_about_data(operation)]
    if about_data and len(about_data) < len(migration.operations):
        yield "mixes data and schema"
    if any(not operation.reversible for operation in about_data):
        yield "can't be undone; say noop"
    if any(not operation.elidable for operation in about_data):
        yield "isn't elidable"


def test_no_migration_mixes_data_with_schema_or_cannot_be_undone():
    faults = {key: list(faults_in_migration(migration)) for key, migration in our_migrations().items()}

    assert len(faults) >= 3
    assert {key: wrong for key, wrong in faults.items() if wrong} == {}


def test_the_check_on_migrations_sees_what_is_wrong():
    class Wrong:
        operations = [migrations.RunPython(print), migrations.DeleteModel("School")]

    assert list(faults_in_migration(Wrong)) == ["mixes data and schema", "can't be undone; say noop", "isn't elidable"]


def test_no_model_orders_itself():
    """Order is asked for where it is needed."""
    ordered = [
        model.__name__
        for model in apps.get_models()
        if model.__module__.split(".")[0] in ROOMS and model._meta.ordering
    ]

    assert ordered == []


# Nothing of this machine, and nothing of others.

MACHINE = re.compile(r"(?<![\w.])/(?:root|home|work|Users|mnt)/\w+")
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted|npmjs|index[-_]url(?!s)|find-links|PIP_INDEX|UV_INDEX|artifactory|nexus\."
)
# These tell the tools to write no address down.
SAY_NO = re.compile(r"--no-emit-index-url|--no-emit-find-links")


@pytest.mark.parametrize(("what", "pattern"), [("a path of a machine", MACHINE), ("a registry", REGISTRY)])
def test_no_file_names(what, pattern):
    lines = [
        f"{name(path)}:{number}: {line.strip()[:80]}"
        for path in [*TEXT_FILES, *files("", under=(".ci",))]
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if path != Path(__file__) and pattern.search(SAY_NO.sub("", line))
    ]

    assert lines == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_file_holds_hashes_and_names_no_host(lock):
    text = (ROOT / lock).read_text()
    requirements = re.split(r"(?<!\\)\n", text.strip())
    pinned = [line for line in requirements if re.match(r"^[a-z0-9._-]+(\[[a-z,-]+\])?==", line)]

    assert len(pinned) > 20
    assert [line[:60] for line in requirements if line not in pinned] == []
    assert [line[:60] for line in pinned if "--hash=sha256:" not in line] == []
    assert not re.search(r"https?:|@ ", text)


# Pages.

INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*(?:src=|type=\"application/json\"))", re.I)


def test_no_template_holds_style_or_script():
    inline = [
        f"{name(path)}: {match.strip()}"
        for path in TEMPLATES
        for match in INLINE.findall(re.sub(r"\{#.*?#\}", "", path.read_text()))
    ]

    assert inline == []


@pytest.mark.parametrize(
    "html",
    [
        "<style>",
        "<p style='x'>",
        '<a onclick="x()">',
        "<script>",
        '<script type="module">',
        '<a href="javascript:x()">',
    ],
)
def test_the_check_on_templates_sees_what_is_wrong(html):
    assert INLINE.search(html)


# Where text becomes HTML without being escaped, and why that is safe.
UNESCAPED = {
    "templates/components/field_notes.html": "explanations are ours, Django's or allauth's and may hold a link",
    "portal/pictures.py": "drawn there, from numbers and escaped words",
    "calculator/charts/drawing.py": "a drawing of calculator/charts, which escapes its words",
    "bootcamp/survey/views/leading.py": "a code to scan, drawn by calculator/charts, which escapes its words",
    "portal/text/richtext.py": "cleaned by nh3 in the line above",
    "portal/form_renderer.py": "every part was escaped in the functions above",
    "bootcamp/exchange/texts.py": "cleaned by nh3 in the lines above",
    "bootcamp/exchange/stored.py": "cleaned by texts.py when it was written, whoever wrote it",
}


def test_text_becomes_html_unescaped_only_where_we_said_why():
    pattern = re.compile(r"\|\s*safe\b|\bmark_safe\(|\bSafeString\(|\bSafeText\(|autoescape off|html_safe|__html__")
    unescaped = {
        name(path)
        for path in [*PYTHON, *TEMPLATES]
        if pattern.search(path.read_text()) and name(path) != "templates/mail/base.txt"
    }

    assert unescaped == set(UNESCAPED)


COLOUR = re.compile(r"(?<!&)(?<!href=\")#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklch|oklab|color)a?\([^v)]", re.I)
# A drawing that is also printed carries its own colours, because WeasyPrint reads no page CSS inside an SVG; those of
# the manifest are asked for before there is any style sheet.
PENS = {
    "portal/pictures.py",
    "calculator/charts/ink.py",
    "templates/components/logo.html",
    "templates/portal/site.webmanifest",
}


def colours_in(path):
    return [match.group().lower() for match in COLOUR.finditer(path.read_text())]


def test_colours_stand_in_the_tokens_only():
    sources = [*PYTHON, *TEMPLATES, *files(".css", ".js", under=("static",))]
    with_colours = {name(path) for path in sources if colours_in(path)}

    assert with_colours == PENS | {"static/css/tokens.css"}


def test_a_pen_draws_in_the_colours_of_the_tokens():
    def in_full(colour):
        return "#" + "".join(2 * digit for digit in colour[1:]) if len(colour) == 4 else colour

    tokens = {in_full(colour) for colour in colours_in(ROOT / "static/css/tokens.css")}
    # The lines of one pattern, which lie on a colour that no word is ever written on.
    tokens.add("#1f5f86")
    strange = {file: sorted({in_full(colour) for colour in colours_in(ROOT / file)} - tokens) for file in PENS}

    assert {file: colours for file, colours in strange.items() if colours} == {}


# Words.

UNKIND = re.compile(r"\b(?:helaas|oeps|sorry)\b", re.I)
SHOUTED = re.compile(r"\w!(?:\s|$)")


def words_of_template(path):
    if path.suffix == ".html":
        text = re.sub(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}", "", path.read_text(), flags=re.DOTALL)
        page = BeautifulSoup(text, "html.parser")
        for odd in page.find_all(string=lambda string: isinstance(string, Comment | Doctype)):
            odd.extract()
        return page.get_text(" ")
    return path.read_text()


def all_words():
    for path in TEMPLATES:
        yield name(path), words_of_template(path)
    for path in PYTHON:
        for line, text in texts(path):
            yield f"{name(path)}:{line}", text


def test_nothing_that_people_read_shouts_or_moans():
    said = list(all_words())

    assert len(said) > 2000
    assert [where for where, text in said if UNKIND.search(text) or SHOUTED.search(text)] == []


# Who may see what.


def urls(resolver=None, namespace=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from urls(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.callback.__module__.split(".")[0] in ROOMS:
            yield f"{namespace}{pattern.name}", pattern.callback


def test_a_view_of_ours_is_open_only_where_the_table_of_access_says_so():
    rows = all_rows()
    ours = {url_name: view for url_name, view in urls() if not url_name.startswith("admin:")}
    open_views = {url_name for url_name, view in ours.items() if not getattr(view, "login_required", True)}

    meant = {url_name for url_name in ours if rows[url_name].expected["bezoeker"] != LOGIN}
    assert len(ours) > 20
    assert len(open_views) < len(ours)
    assert open_views == meant


# Without the token against forgery, and why that is safe.
WITHOUT_TOKEN = {"post:unsubscribe": "mail programmes press this button; the signed address takes the token's place"}


def test_only_the_calculator_and_what_we_named_leave_out_the_token_against_forgery():
    """The calculator changes nothing for anyone, and a token would need a cookie (portal/public.py)."""
    without = {url_name: view.__module__ for url_name, view in urls() if getattr(view, "csrf_exempt", False)}
    elsewhere = {url_name for url_name, module in without.items() if module.split(".")[0] != "calculator"}

    assert len(without) > len(elsewhere)
    assert elsewhere == set(WITHOUT_TOKEN)


# Checks that nobody may soften.


def test_what_is_kept_from_a_checker_says_why():
    marks = re.compile(r"# (?:noqa: [A-Z0-9, ]+|type: ignore\[[\w-]+\])(.*)")
    silent = []
    for path in [path for path in [*PYTHON, *files(".py", under=("tests",))] if path != Path(__file__)]:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            mark = marks.search(line)
            if mark and not mark[1].strip():
                silent.append(f"{name(path)}:{number}")
        assert not re.search(r"# noqa(?!:)|# type: ignore(?!\[)|# pragma: no cover", path.read_text()), name(path)

    assert silent == []


def test_no_test_is_skipped_or_expected_to_fail():
    pattern = re.compile(r"mark\.(?:skip|skipif|xfail)|pytest\.(?:skip|xfail|importorskip)\(")
    tests = [path for path in files(".py", under=("tests",)) if path != Path(__file__)]

    assert len(tests) > 40
    assert [name(path) for path in tests if pattern.search(path.read_text())] == []


def test_every_test_asserts_something():
    """Or expects an error, or hands over to a function of ours that asserts."""
    empty = []
    for path in files(".py", under=("tests",)):
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                inside = {type(part) for part in ast.walk(node)}
                calls = [ast.unparse(part.func) for part in ast.walk(node) if isinstance(part, ast.Call)]
                helps = any(re.search(r"raises|assert|check|validate|expect|wait_for", call) for call in calls)
                if ast.Assert not in inside and not helps:
                    empty.append(f"{name(path)}: {node.name}")

    assert empty == []


# Names that name nothing give way to what the thing is: in every room, and in the tests.
NAMES_NOTHING = {"each", "found", "made", "told", "wanted"}
# The calculator's forms take Django's `data`, and its batch starts a real process.
NOR_IN_A_BOOTCAMP = {"data", "info", "process"}


# Where a word of code stands that we chose: what is bound or used, handed over, imported as, caught as, defined.
CHOSEN_IN = {
    ast.Name: "id",
    ast.arg: "arg",
    ast.alias: "asname",
    ast.ExceptHandler: "name",
    ast.FunctionDef: "name",
    ast.ClassDef: "name",
}


def names_in(code):
    for node in ast.walk(code):
        if type(node) in CHOSEN_IN:
            yield node.lineno, getattr(node, CHOSEN_IN[type(node)])


def test_no_name_names_nothing():
    paths = [*PYTHON, *files(".py", under=("tests",))]
    empty = [
        f"{name(path)}:{line} {word}"
        for path in paths
        for line, word in names_in(tree(path))
        if word in NAMES_NOTHING or (word in NOR_IN_A_BOOTCAMP and name(path).startswith("bootcamp/"))
    ]

    assert len(paths) > 500
    assert empty == []


@pytest.mark.parametrize(
    "code",
    [
        "found = 1",
        "[found for found in ()]",
        "lambda found: 1",
        "def found(): pass",
        "class found: pass",
        "import os as found",
        "try: pass\nexcept OSError as found: pass",
        "for found, _ in (): pass",
    ],
)
def test_the_check_on_names_sees_what_names_nothing(code):
    assert "found" in {word for _, word in names_in(ast.parse(code))}
