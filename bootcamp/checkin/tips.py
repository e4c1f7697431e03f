"""One tip for each month, along the school year: what schools do about hours then."""

TIPS = {
    1: "Januari is de maand van de Goede Gesprekken. Plan ze nu alle in één keer: dan hoeft niemand erop te wachten.",
    2: "Leg de wensen naast elkaar voor je aan de formatie begint. Twee kleine wensen vormen samen vaak één dag.",
    3: "Kijk bij de formatie eerst naar wie al bij je werkt. Vraag het voor je een vacature plaatst.",
    4: "Ging iemand meer werken? Vraag na een maand of de dagen bevallen. Dan stel je het rooster nog makkelijk bij.",
    5: "Kijk met je team tien minuten terug: wat hielp dit jaar, en wat doen we volgend jaar weer?",
    6: "Zet meer uren nu vast in je jaarplanning voor na de zomer. Met een maand en een naam erbij gebeurt het.",
    7: "Schrijf nu op wie je na de zomer nog zou spreken. Dan begint september met een lijstje.",
    8: "Vertel op de eerste teamdag wat er kan: welke begintijden, welke dagen, hoeveel uur erbij.",
    9: "Nieuwe collega? Vraag in de eerste maand hoeveel uur iemand nu en later wil werken.",
    10: "Haal deze maand de wensen van het hele team op, ook van wie minder wil werken.",
    11: "Laat collega's hun uren zelf doorrekenen voor het gesprek. Dan praat je over hun eigen bedrag.",
    12: "Wie twijfelt, kan tijdelijk meer werken, tot de zomer. Spreek af wanneer jullie samen terugkijken.",
}
