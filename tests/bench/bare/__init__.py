"""A bare Django page with five queries: what the portal's pages are measured against, on the same machine in the same
minute. Sessions, CSRF, locale, allauth and whitenoise; a navigation, ten materials and a table of twenty rows.

    DATABASE_URL=... DJANGO_SETTINGS_MODULE=tests.bench.bare.settings python -m tests.bench.bare
"""
