from tests.access import EDITORS, only

ROWS = {
    "today:today": only(*EDITORS),
    "school:mine": only("directeur", "directeur_elders", "hr", "hr_elders"),
    "school:one": only("directeur", "hr", arguments=lambda cast: {"school_id": cast.school.pk}),
    "school:hours": only("leerkracht"),
    "school:ours": only("bestuur", "bestuur_elders"),
}
