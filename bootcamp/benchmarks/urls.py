from django.urls import path

from bootcamp.benchmarks.views import reading, staff

urlpatterns = [
    path("cijfers-en-bronnen/", reading.figures, name="figures"),
    path("cijfers/", staff.benchmarks, name="benchmarks"),
    path("cijfers/nieuw/", staff.propose, name="benchmark_new"),
    path("cijfers/bekende/", staff.propose_known, name="benchmarks_known"),
    path("cijfers/<int:benchmark_id>/", staff.benchmark, name="benchmark"),
    path("cijfers/<int:benchmark_id>/vrijgeven/", staff.release, name="benchmark_release"),
    path("cijfers/<int:benchmark_id>/intrekken/", staff.withdraw, name="benchmark_withdrawal"),
]
