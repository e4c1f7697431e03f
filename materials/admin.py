from django.contrib import admin

from materials.models import Material


@admin.register(Material)
class MaterialAdmin(admin.ModelAdmin):
    list_display = ["title", "kind", "goal", "access", "published_at"]
    list_filter = ["kind", "goal", "access"]
    search_fields = ["title", "summary", "body"]
    filter_horizontal = ["shelves"]
    fieldsets = [
        (None, {"fields": ["title", "kind", "goal", "summary"]}),
        ("Inhoud", {"fields": ["body", "file"]}),
        ("Voor wie", {"fields": ["access", "shelves", "published_at"]}),
    ]
