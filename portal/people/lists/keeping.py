from portal import retention
from portal.people.lists.models import SchoolList

retention.keep(
    SchoolList,
    months=24,
    why="Zo kunnen we nagaan waar een verandering van een school vandaan kwam, en die terugdraaien.",
    expired=lambda day: SchoolList.objects.filter(uploaded_at__date__lt=day),
)
