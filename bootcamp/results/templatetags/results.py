from django import template

from bootcamp.results import months, sheets, words
from portal import pictures

register = template.Library()
register.filter("amount", sheets.number)
register.filter("with_sign", sheets.signed)
register.filter("month_words", months.words)
register.filter("differences", words.differences)
register.simple_tag(pictures.bead_sign)
