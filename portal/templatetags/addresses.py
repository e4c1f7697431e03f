"""`{% url %}` as Django has it, and quicker where only numbers and words follow the name. In every template."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.utils.html import conditional_escape

from portal import addresses

register = template.Library()


class AddressNode(URLNode):
    def render(self, context: Context) -> Any:
        values = [value.resolve(context) for value in self.args]
        if self.kwargs or self.asvar or not all(type(value) in (int, str) for value in values):
            return super().render(context)
        address = addresses.of(self.view_name.resolve(context), *values)
        return conditional_escape(address) if context.autoescape else address


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    node = django_url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
