"""What the templates of the editor ask."""

from django import template

from courses.services.remarks import remarks_on

register = template.Library()
register.simple_tag(remarks_on)
