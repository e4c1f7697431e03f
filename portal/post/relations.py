"""How a model says that mails are about it. Deleting a row takes along that mails were about it, and the mails that
were its own.

class Bootcamp(models.Model):
    mails_about_it, own_mails = relations.about_it(), relations.own()
"""

from django.contrib.contenttypes.fields import GenericRelation


def about_it() -> GenericRelation:
    return GenericRelation("post.About", related_query_name="+")


def own() -> GenericRelation:
    return GenericRelation(
        "post.Letter", content_type_field="owner_type", object_id_field="owner_id", related_query_name="+"
    )
