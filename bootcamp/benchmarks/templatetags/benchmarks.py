"""Released figures in a page of any room: `{% benchmarks "staat_open" "niet_gevraagd" as figures %}`."""

from django import template
from django.utils import timezone

from bootcamp.benchmarks import shown
from bootcamp.benchmarks.shown import ShownBenchmark

register = template.Library()


@register.simple_tag
def benchmarks(*names: str) -> dict[str, ShownBenchmark]:
    """By name; without those that aren't released."""
    return shown.by_name(*names, today=timezone.localdate())
