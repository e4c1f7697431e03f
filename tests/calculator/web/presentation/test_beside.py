"""What the answer says of a start in the year, a bonus turned round, living on your own work, and other sectors."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from calculator.answers.bereken import bereken
from calculator.household.intake.document import read_document
from calculator.household.ladder import gross_for_net
from calculator.web.presentation import more, page, start, tables, talk, todo, words
from calculator.web.presentation.assumptions import facts
from calculator.web.presentation.independence import from_work, independence
from portal.text.money import euros, signed
from tests.calculator.web.forms.typed import (
    children,
    gross,
    in_sector,
    no_partner,
    on_pay,
    other_home,
    partner,
    rent,
    rest,
    work,
)
from tests.calculator.web.presentation.households import outcome, outcome_of, plain

AMOUNT = re.compile(r"([+−]?) ?€ ([\d.]+)")


def amount(text):
    sign, digits = AMOUNT.search(plain(text)).groups()
    return int(digits.replace(".", "")) * (-1 if sign == "−" else 1)


def test_this_year_and_the_next_stand_beside_each_other_and_are_those_of_the_engine():
    answer = outcome(work("24", "32", start="8"), partner(), children("1-9-2018"), rent(), rest())

    years = start.years(answer)

    assert plain(years.sentences[0]) == "In 2026 telt dit 5 maanden mee."
    assert re.fullmatch(
        r"In 2027, een heel jaar, houden jullie € [\d.]+ meer over. Dat is € \d{2,3} per maand.",
        plain(years.sentences[1]),
    )
    assert len(years.sentences) == 2
    later = {key: value for key, value in answer.document.items() if key != "start"} | {"year": 2027}
    for document, shown in ((answer.document, years.total[0]), (later, years.total[1])):
        now, wish = (result["disposable"]["year"] for result in bereken(document)["results"])
        assert amount(shown) == pytest.approx(wish - now, abs=0.51)
    assert (years.first, years.second) == (2026, 2027)
    assert "de kinderbijslag" in " ".join(years.last_known)


@pytest.mark.parametrize("month", ["2", "8", "12"])
def test_the_rows_of_both_years_add_up(month):
    answer = outcome(work("24", "32", start=month, bonus="1.000"), partner(), children("1-9-2018"), rent(), rest())

    years = start.years(answer)

    for column, total in ((1, years.total[0]), (2, years.total[1])):
        rows = [amount(row[column]) for row in years.rows]
        assert sum(rows) == pytest.approx(amount(total), abs=len(rows) / 2 + 1)


def test_a_later_start_changes_less_of_this_year_and_nothing_of_the_next():
    totals = {}
    for month in ("year", "5", "11"):
        answer = outcome(work("24", "32", start=month), no_partner(), children(), other_home(), rest())
        totals[month] = answer.difference_year, start.years(answer)
    assert totals["year"][0] > totals["5"][0] > totals["11"][0] > 0
    assert totals["year"][1] is None
    assert totals["5"][1].total[1] == totals["11"][1].total[1]


def test_the_board_speaks_of_the_year_and_not_of_a_month_that_nobody_sees():
    answer = outcome_of("from august")

    assert plain(words.question(answer)) == "Van 24 naar 32 uur per week, vanaf 1 augustus 2026"
    assert re.fullmatch(r"Jullie houden in 2026 € [\d.]+ (meer|minder) over", plain(words.title(answer)))
    assert words.lead(answer)[0].startswith("In 2026 telt dit 5 maanden mee.")
    labels = [label for _, label in words.figures(answer)]
    assert "aan toeslagen, over heel 2026" in labels
    assert "voor elk uur meer, vanaf 1 augustus 2026" in labels


LATE = (partner(), children("1-9-2018"), rent(), rest())


def test_a_month_is_one_of_a_year_in_which_all_months_are_alike():
    """The picture, the zone, every hour and the tables; the mixed year stands in the title and beside the next."""
    late, all_year = outcome(work("24", "32", start="8"), *LATE), outcome(work("24", "32"), *LATE)

    pages = [page.for_screen(answer) for answer in (late, all_year)]

    for name in ("chart", "per_hour", "zone", "zone_in_shade", "jumps", "every_hour", "parts", "total", "independence"):
        assert pages[0][name] == pages[1][name], name
    assert [row.name for row in pages[0]["payslip"]] == [row.name for row in tables.payslip(late)]
    assert pages[0]["payslip"] == tables.payslip(late)  # a month after the start is that month already
    assert late.difference_year < all_year.difference_year
    assert f"{euros(late.difference_year)} meer over" in pages[0]["title"]
    assert pages[0]["start_years"].total[0] == signed(late.difference_year)


def test_the_board_and_the_sum_beside_the_slider_say_what_a_whole_year_brings_a_month():
    late, all_year = outcome(work("24", "32", start="8"), *LATE), outcome(work("24", "32"), *LATE)

    month = f"{euros(all_year.difference_month)} per maand"
    assert f"Werk je die uren een heel jaar, dan houden jullie {month} meer over" in words.lead(late)[0]
    assert words.short(late) == (
        signed(late.difference_year),
        f"in 2026, en {signed(all_year.difference_month)} per maand in een heel jaar",
    )
    assert "heel jaar" not in f"{words.lead(all_year)} {words.short(all_year)}"


def test_fewer_hours_from_a_month_on_are_said_as_plainly():
    fewer, same = (outcome(work("24", wish, start="8"), *LATE) for wish in ("16", "24"))

    less = f"{euros(-fewer.whole_year.difference_month)} per maand minder over"
    assert (
        start.in_a_whole_year(fewer)
        == f"Werk je die uren een heel jaar, dan houden jullie {less}, met de regels van 2026."
    )
    assert start.in_a_whole_year(same) == ""


def test_the_page_says_of_which_year_its_months_are(client):
    typed = {**work("24", "32", start="8"), **no_partner(), **children(), **other_home(), **rest()}

    late, turned, all_year = (
        " ".join(client.post(reverse("calculator:start"), {**typed, **asked}).text.split())
        for asked in (
            {"naar": "uitkomst"},
            {"naar": "andersom", "meer": "100"},
            {"naar": "andersom", "meer": "100", "work-start": "year"},
        )
    )

    assert "Dit is per maand in een heel jaar met dezelfde uren, met de regels van 2026." in late
    assert "Je begint op 1 augustus 2026: wat dat in 2026 zelf verandert, staat hierboven." in late
    assert "Bedragen per maand zijn hier van een heel jaar met dezelfde uren." in turned
    assert "per maand meer over" in _status(turned)
    assert _status(turned) == _status(all_year)
    assert "heel jaar met dezelfde uren" not in all_year


def _status(page):
    return plain(BeautifulSoup(page, "html.parser").select_one("[role=status]").text)


def test_what_to_do_speaks_of_a_whole_year_of_pension_and_of_months_with_more_care():
    steps = (partner(), {**children(("1-9-2018", "bso", "40", "9,80")), "children-0-hours_wish": "60"}, rent(), rest())
    late, all_year = outcome(work("24", "32", start="8"), *steps), outcome(work("24", "32"), *steps)

    both = [{item.title: item.text for item in todo.todo(answer)} for answer in (late, all_year)]

    for title in ("Bekijk je pensioen", "Regel meer opvang"):
        assert both[0][title] == both[1][title]


def test_without_a_change_of_hours_there_is_nothing_to_lay_beside():
    answer = outcome(work("28", "28", start="8"), no_partner(), children(), other_home(), rest())

    assert start.years(answer) is None


def test_the_bonus_for_an_amount_is_that_of_the_ladder():
    answer = outcome(work("24", "32"), partner(), children(("1-9-2018", "bso", "40", "9,80")), rent(), rest())

    said = [plain(sentence) for sentence in more.bonus_for(answer, 150_00)]

    expected = gross_for_net(read_document(answer.document), 3200, net_year=12 * 150_00)
    assert amount(said[0]) == expected.least // 100
    assert said[0].endswith("bruto per jaar houden jullie € 150 per maand over.")
    assert "Dat is bij 32 uur per week" in said[1]
    assert any("Zeker genoeg" in sentence or "elke euro" in sentence for sentence in said) is expected.has_a_dip


def test_an_amount_that_no_bonus_gives_is_said():
    answer = outcome(work("24", "32"), no_partner(), children(), other_home(), rest())

    said = [plain(sentence) for sentence in more.bonus_for(answer, 1_000_00)]

    assert said[0] == "Ook met een bonus van € 12.000 bruto per jaar houd je geen € 1.000 per maand over."


def test_that_page_answers_and_keeps_what_was_typed(client):
    typed = {**work("24", "32"), "naar": "andersom"}
    page = client.post(reverse("calculator:start"), {**typed, "netto": "150"}).text.replace("\xa0", " ")
    wrong = client.post(reverse("calculator:start"), {**typed, "netto": "veel"}).text

    assert "bruto per jaar houd je € 150 per maand over." in page
    assert "“veel” is geen getal." in wrong
    assert 'value="veel"' in wrong


def test_both_questions_of_that_page_keep_what_the_other_was_asked(client):
    typed = {**work("24", "32"), "naar": "andersom", "netto": "150", "meer": "300"}

    page = BeautifulSoup(client.post(reverse("calculator:start"), typed).text, "html.parser")

    fields = {name: [field["value"] for field in page.select(f"main [name={name}]")] for name in ("netto", "meer")}
    assert fields == {"netto": ["150", "150"], "meer": ["300", "300"]}
    assert len(page.select("[role=status]")) == 2


@pytest.mark.parametrize(
    ("now", "wish", "title"),
    [
        ("28", "36", "Je bent economisch zelfstandig"),
        ("8", "28", "Bij je wens ben je economisch zelfstandig"),
        ("28", "8", "Bij je wens ben je niet meer economisch zelfstandig"),
        ("4", "8", "Je bent niet economisch zelfstandig"),
    ],
)
def test_who_lives_on_their_own_work_is_said_at_both_numbers_of_hours(now, wish, title):
    answer = outcome(work(now, wish), partner(), children(), other_home(), rest())

    said = independence(answer)

    assert said.title == title
    assert (from_work(answer.now) >= 140_150, from_work(answer.wish) >= 140_150) == {
        "Je bent economisch zelfstandig": (True, True),
        "Bij je wens ben je economisch zelfstandig": (False, True),
        "Bij je wens ben je niet meer economisch zelfstandig": (True, False),
        "Je bent niet economisch zelfstandig": (False, False),
    }[title]
    assert "minstens € 1.402 per maand" in plain(said.sentences[1])
    assert said.certainty == ""


def test_the_allowances_and_the_partner_do_not_count_for_it():
    alone = outcome(work("16", "20"), no_partner(), children(), rent(), rest())
    together = outcome(work("16", "20"), partner(), children("1-9-2024"), rent(), rest())

    assert from_work(alone.now) == pytest.approx(alone.now.net_year / 12, abs=1)
    assert independence(alone).title == independence(together).title


def test_a_year_without_a_norm_says_so():
    answer = outcome(gross("3.000"), no_partner(), children(), other_home(), rest(), year=2022)

    assert independence(answer).title == "Economisch zelfstandig: dat weten we niet"
    assert independence(answer).sentences == ["De norm van 2022 is niet gevonden. Daarom kunnen we dit niet zeggen."]


def test_a_norm_from_one_source_says_so():
    answer = outcome(work(), no_partner(), children(), other_home(), rest(), year=2023)

    assert independence(answer).certainty == "één bron"


def test_other_income_makes_it_unknown():
    answer = outcome(work(), no_partner(), children(), other_home(), rest(benefit="ww", benefit_month="500"))

    assert independence(answer).title == "Economisch zelfstandig: dat weten we niet"


def test_the_assumptions_name_all_that_was_filled_in():
    said = {fact.name: plain(fact.value) for fact in facts(outcome_of("from august"))}

    assert said["Begin"] == "nieuwe uren vanaf 1 augustus 2026"
    assert said["Bonus"] == "€ 2.000 bruto per jaar, boven 24 uur per week"
    assert said["Vast bedrag per jaar"] == "uitkering in december, € 1.623 bij een volledige baan"
    assert said["Reizen"] == "20 km enkele reis, € 0,30 per km, vergoed volgens de cao"
    said = {fact.name: plain(fact.value) for fact in facts(outcome_of("leave and ww"))}
    assert said["Verlof vanaf 57 jaar"] == "je betaalt 50 procent zelf"
    assert said["Uitkering"] == "WW-uitkering van € 800 per maand (loon ervoor € 3.100)"
    assert said["Je partner"].endswith("en een WW-uitkering van € 900 per maand (loon ervoor € 2.800)")


OF_SCHOOLS = re.compile(r"leerkracht|leraar|\bgroep|\bklas\b|directeur|\bschool", re.IGNORECASE)
ELSEWHERE = [on_pay("zorg"), on_pay("kinderopvang"), in_sector("kinderopvang", "6-15")]


@pytest.mark.parametrize("typed", ELSEWHERE)
@pytest.mark.parametrize("naar", ["uitkomst", "gesprek", "andersom", "vergelijk", "januari"])
def test_no_page_of_another_sector_speaks_as_in_a_school(client, db, typed, naar):
    page = client.post(reverse("calculator:start"), {**typed, "naar": naar}).text

    said = BeautifulSoup(page, "html.parser").main.get_text(" ", strip=True)
    assert OF_SCHOOLS.findall(said) == []


def test_a_talk_in_a_school_still_does():
    at_school, elsewhere = (
        " ".join(f"{label} {hint}" for _, asked in talk.questions(outcome(typed)) for _, label, hint in asked)
        for typed in (gross("3.000"), on_pay("zorg"))
    )

    assert OF_SCHOOLS.search(at_school)
    assert not OF_SCHOOLS.search(elsewhere)
    assert "{" not in at_school + elsewhere
