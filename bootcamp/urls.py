from bootcamp.benchmarks import urls as benchmarks
from bootcamp.exchange import urls as exchange
from bootcamp.experts import urls as experts
from bootcamp.facts import urls as facts
from bootcamp.following import urls as following
from bootcamp.plan import urls as plan
from bootcamp.results import urls as results
from bootcamp.running import urls as running
from bootcamp.seats import urls as seats

app_name = "bootcamp"
urlpatterns = [
    *seats.urlpatterns,
    *benchmarks.urlpatterns,
    *facts.urlpatterns,
    *exchange.urlpatterns,
    *experts.urlpatterns,
    *following.urlpatterns,
    *plan.urlpatterns,
    *results.urlpatterns,
    *running.urlpatterns,
]
