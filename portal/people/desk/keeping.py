from portal import retention
from portal.people.desk.models import PeopleList

retention.keep(
    PeopleList,
    months=1,
    why="Zolang HPP een lijst met nieuwe mensen nakijkt, staat hij klaar. Daarna gaat hij weg.",
    expired=lambda day: PeopleList.objects.filter(uploaded_at__date__lt=day),
)
