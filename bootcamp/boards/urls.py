from django.urls import path

from bootcamp.boards.views import framing

urlpatterns = [
    path("kaders/", framing.own_frames, name="own_frames"),
    path("kaders/<int:board_id>/", framing.frames, name="frames"),
    path("kaders/<int:board_id>/schrijven/", framing.write_frames, name="frames_write"),
    path("kaders/<int:board_id>/hulp/", framing.support, name="board_support"),
]
