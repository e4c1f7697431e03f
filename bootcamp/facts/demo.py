"""Invented figures for the invented schools of the demo, in files as DUO makes them: no number of a real school."""

import csv
import io
import random
import uuid
from decimal import Decimal

from django.core.files.base import ContentFile
from openpyxl import Workbook

from bootcamp.benchmarks import actions as benchmarks
from bootcamp.benchmarks.models import Benchmark
from bootcamp.facts import deliveries, own_figures
from bootcamp.facts.models import Delivery
from portal.jobs.models import Job
from portal.people import access
from portal.people.models import School, User

NEWEST = 2025
YEARS = range(2015, NEWEST + 1)
PREFIX = "verzonnen voor de demo"
OTHERS = 14
"""Invented schools beside those of the portal, to have something to compare with."""
TEACHERS = "Onderwijsgevend personeel"


def load(*, now):
    by, second = User.objects.filter(access.hpp_people()).order_by("pk")[:2]
    delivery = deliveries.upload(_files(), by=by, key=uuid.uuid4(), now=now)
    deliveries.read(delivery.pk)
    deliveries.apply(delivery.pk, by=by, now=now)
    deliveries.use(delivery.pk, now=now)
    Job.objects.filter(kind__in=[deliveries.READ, deliveries.USE]).delete()
    assert Delivery.objects.get(pk=delivery.pk).state == Delivery.State.APPLIED
    benchmarks.propose_known(by=by, now=now, today=now.date())
    for benchmark in Benchmark.objects.order_by("pk"):
        benchmarks.release(benchmark.pk, by=second, now=now)
    for school in School.objects.filter(brin="91AA"):
        values = {
            name: Decimal(value)
            for name, value in (
                ("vacancies", "1.6"),
                ("hired_hours", "840"),
                ("hired_rate", "95"),
                ("part_timers", "24"),
            )
        }
        director = school.people.get(access.directors())
        own_figures.keep(school=school, values=values, by=director, now=now)


def _files():
    chance = random.Random(2026)  # noqa: S311 # nosec B311 (invented figures, the same each time)
    schools = [_sketch(school.brin, school.name, school.city, school.board_id, chance) for school in _schools()]
    schools += [
        _sketch(f"93{_letters(number)}", f"Voorbeeldschool {number}", "Voorbeeldstad", 900 + number % 5, chance)
        for number in range(OTHERS)
    ]
    return [
        _csv("vestigingen", SITES, [_site(school) for school in schools]),
        _csv("leerlingen", PUPILS, [row for school in schools for row in _pupils(school)]),
        _persons(schools),
        _csv("personeel in fte", _fte_header(), [_fte(school) for school in schools]),
        _csv("verzuim", ["SECTOR", "BESTUUR", "BRIN", "VP24", "VP25"], [_sick(school) for school in schools]),
    ]


def _schools():
    return School.objects.exclude(brin=None).order_by("brin")


def _letters(number):
    return f"{chr(65 + number // 26)}{chr(65 + number % 26)}"


def _sketch(brin, name, city, board, chance):
    start = chance.uniform(0.60, 0.66)
    means = [round(start + 0.006 * at + chance.uniform(-0.008, 0.008), 2) for at, _ in enumerate(YEARS)]
    teachers = [chance.randint(18, 28)] * len(YEARS)
    return {
        **{"brin": brin, "name": name, "city": city, "board": f"{10_000 + board}", "means": means},
        **{"teachers": teachers, "staff": [count + 9 for count in teachers], "pupils": chance.randint(190, 280)},
    }


SITES = [
    *("PROVINCIE", "BEVOEGD GEZAG NUMMER", "INSTELLINGSCODE", "VESTIGINGSCODE", "VESTIGINGSNAAM", "PLAATSNAAM"),
    *("RPA-GEBIED CODE", "RPA-GEBIED NAAM"),
]
PUPILS = ["INSTELLINGSCODE", "VESTIGINGSCODE", "TYPE_PO", "PEILJAAR", "AANTAL_LEERLINGEN"]


def _site(school):
    return ["Utrecht", school["board"], school["brin"], "00", school["name"], school["city"], "99", "Voorbeeldregio"]


def _pupils(school):
    return [[school["brin"], "0", "BO", year, school["pupils"] + year - NEWEST] for year in YEARS]


def _persons(schools):
    """A workbook: of all staff and of teachers, each on a sheet."""
    start = ["ONDERWIJSTYPE", "BEVOEGD GEZAG", "INSTELLINGSCODE"]
    persons, means = [f"PERSONEN {year}" for year in YEARS], [f"GEMIDDELDE FTE'S {year}" for year in YEARS]
    book = Workbook(write_only=True)
    everyone, by_role = (book.create_sheet(f"owtype-best-instelling{end}") for end in ("", "-functie"))
    everyone.append([*start, *persons])
    by_role.append([*start, "FUNCTIEGROEP", *persons, *means])
    for school in schools:
        key = ["BAO", school["board"], school["brin"]]
        everyone.append([*key, *school["staff"]])
        by_role.append([*key, TEACHERS, *school["teachers"], *school["means"]])
    content = io.BytesIO()
    book.save(content)
    return ContentFile(content.getvalue(), name=f"personeel in personen, {PREFIX}.xlsx")


def _fte_header():
    parts = ("FTE'S", "FTE'S PERSONEN IN TIJDELIJKE DIENST", *CLASSES)
    return ["ONDERWIJSTYPE", "BEVOEGD GEZAG", "INSTELLINGSCODE", *(f"{part} {NEWEST}" for part in parts)]


CLASSES = ("FTE'S PERSONEN 0 - 0.5 FTE'S", "FTE'S PERSONEN 0.5 - 0.8 FTE'S", "FTE'S PERSONEN MEER DAN 0.8 FTE'S")


def _fte(school):
    whole = school["staff"][-1] * school["means"][-1]
    small, middle = round(0.1 * whole, 1), round(0.48 * whole, 1)
    large = round(whole - small - middle, 1)
    return ["BAO", school["board"], school["brin"], round(small + middle + large, 1), "*", small, middle, large]


def _sick(school):
    return ["bo", school["board"], school["brin"], "5,4", "5,6"]


def _csv(name, header, rows):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([header, *rows])
    return ContentFile(text.getvalue().encode("cp1252", "replace"), name=f"{name}, {PREFIX}.csv")
