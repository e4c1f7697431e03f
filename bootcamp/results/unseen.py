"""What a board sees, and what it doesn't. A test proves each sentence of both lists (tests/bootcamp/results)."""

SEEN = {
    "results": "Hoeveel collega’s op elke school meer, minder of evenveel uren gingen werken.",
    "attendance": "Welke school aan een bootcamp meedoet.",
    "shared": "Het plan van een school die het met je deelt.",
}
UNSEEN = {
    "names": "Namen van leerkrachten die meer of minder gaan werken. Die bewaren we nergens.",
    "calculator": "Wat iemand in de WerkUrenBerekenaar invulde. Dat bewaren we niet.",
    "evaluation": "Wat één deelnemer in een evaluatie antwoordde.",
    "plan": "Een plan dat een school niet met je deelt.",
    "talks": "Gesprekken in een groep waar geen school van jullie meedoet.",
    "others": "De aantallen van een school van een ander bestuur.",
}
