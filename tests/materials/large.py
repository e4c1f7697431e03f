"""A search in 100 and in 10,000 materials: what it takes, and whether it uses its index. Prints JSON.

python -m tests.materials.large, on the database of DATABASE_URL
"""

import json

import django

FEW, MANY = 100, 10_000
WORDS = ["rooster", "gesprekken met ouders", "vrijdag", "meer uren", "dialoogsessie", "werkdruk", "gym", "pauzes"]
LETTERS = "abcdefghij"


def main():
    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    setup_test_environment()
    fill(0, FEW)
    few = search()
    fill(FEW, MANY)
    many = search()
    print(json.dumps({"few": few, "many": many, **answers()}))


def fill(first, last):
    from django.db import connection
    from django.utils import timezone

    from materials.models import Material

    Material.objects.bulk_create(
        Material(
            title=f"Stuk {spelled(number)}",
            kind="brief",
            goal=1,
            summary=f"Over {WORDS[number % len(WORDS)]}",
            body="Lange tekst over werken in het onderwijs. " * 20,
            published_at=timezone.now(),
        )
        for number in range(first, last)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def spelled(number):
    """A word of its own for each, that Dutch leaves as it is."""
    return "q" + "".join(LETTERS[int(digit)] for digit in str(number)) + "x"


def search():
    """Milliseconds at work for a search that finds one."""
    from django.test import Client

    from tests.bootcamp.exchange.large import each_visit

    return min(each_visit(Client(), f"/materialen/?zoek={spelled(7)}+pauzes") for _ in range(3))


def answers():
    from materials.models import Material

    numbers = {
        words: Material.objects.with_words(words).count()
        for words in ("gesprek", f"{spelled(7)} pauzes", f"stuk {spelled(MANY - 1)}", "xyzzy", "%")
    }
    plan = Material.objects.with_words("xyzzy").explain()
    return {"numbers": list(numbers.values()), "uses_index": "materials_material_title_summary_body_dutch" in plan}


if __name__ == "__main__":
    main()
