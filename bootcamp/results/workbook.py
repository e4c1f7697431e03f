"""Results as sheets of a workbook: a name, headings and rows."""

from bootcamp.results.sheets import ResultsSheet
from portal.files.writing import WrittenSheet

HEADINGS = [
    *("maand", "gevraagd", "Goede Gesprekken", "meer uren, vast", "meer uren, tijdelijk", "uren per week erbij"),
    *("op een andere school", "wilden minder en bleven", "uren die bleven", "minder uren", "uren per week eraf"),
    *("tijdelijk, liep af", "nu meer uren", "netto uren per week", "aandeel van de parttimers"),
]


def of_school(sheet: ResultsSheet) -> list[WrittenSheet]:
    rows = []
    for line in sheet.lines:
        if line.counted is None:
            rows.append([line.words, "niet ingevuld"])
            continue
        month = line.counted
        share = round(line.share, 1) if line.share is not None else None
        rows.append(
            [
                *(line.words, month.approached, month.talks, month.for_good, month.for_now, month.more_hours),
                *(month.elsewhere, month.kept, month.kept_hours, month.fewer, month.fewer_hours),
                *(line.ended, line.now.more, line.now.net_hours, share),
            ]
        )
    about = [
        ["school", str(sheet.school)],
        ["parttimers bij het begin", sheet.course.part_timers or "niet ingevuld"],
        ["uren in een volle week", sheet.course.full_week],
        ["stand van", sheet.today.strftime("%d-%m-%Y")],
        ["netto fte", round(sheet.course.fte(sheet.now.net_hours), 2)],
    ]
    return [WrittenSheet("Per maand", HEADINGS, rows), WrittenSheet("Over deze cijfers", ["wat", "waarde"], about)]
