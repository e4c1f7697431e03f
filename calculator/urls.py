from django.urls import path

from calculator import export_views, views, widget

app_name = "calculator"
urlpatterns = [
    path("", views.start, name="start"),
    path("meteen/", views.quick, name="quick"),
    path("insluiten/", widget.widget, name="widget"),
    path("pdf/", export_views.ask, name="ask_pdf"),
    path("pdf/<slug:ticket>/", export_views.pdf, name="pdf"),
    path("pdf/<slug:ticket>/bestand/", export_views.download, name="download_pdf"),
]
