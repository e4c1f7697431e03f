from django.urls import path

from portal.people.desk.views import importing, joining, people, places

app_name = "desk"
urlpatterns = [
    path("mensen/", people.people, name="people"),
    path("mensen/uitnodigen/", people.invite, name="invite"),
    path("mensen/lijsten/", importing.imports, name="imports"),
    path("mensen/lijsten/<int:list_id>/", importing.people_import, name="import"),
    path("mensen/nieuw/", people.new_person, name="new_person"),
    path("mensen/<int:user_id>/", people.person, name="person"),
    path("mensen/<int:user_id>/plaats/", people.place, name="place"),
    path("mensen/<int:user_id>/blokkeren/", people.block, name="block"),
    path("mensen/<int:user_id>/samenvoegen/", people.merge, name="merge"),
    path("scholen/", places.schools, name="schools"),
    path("scholen/nieuw/", places.new_school, name="new_school"),
    path("scholen/<int:school_id>/", places.school, name="school"),
    path("scholen/<int:school_id>/domein/", places.school_domain, name="school_domain"),
    path("scholen/<int:school_id>/samenvoegen/", joining.school, name="join_school"),
    path("besturen/", places.boards, name="boards"),
    path("besturen/nieuw/", places.new_board, name="new_board"),
    path("besturen/<int:board_id>/", places.board, name="board"),
    path("besturen/<int:board_id>/domein/", places.board_domain, name="board_domain"),
    path("besturen/<int:board_id>/samenvoegen/", joining.board, name="join_board"),
    path("regios/", places.regions, name="regions"),
    path("regios/<int:region_id>/", places.region, name="region"),
]
