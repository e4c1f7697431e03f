from calculator.engine import in_use
from calculator.releases.in_process import watch


class ReleasedValuesMiddleware:
    """A page is made with one set of values from beginning to end, whatever is released meanwhile."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        watch.be_there()
        with in_use.steady():
            return self.get_response(request)
