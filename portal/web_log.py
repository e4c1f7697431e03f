"""The lines of the web server itself, in the form of all others: `gunicorn --logger-class portal.web_log.Logger`."""

import logging.config
import os

from django.conf import settings
from gunicorn import glogging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class Logger(glogging.Logger):
    def setup(self, cfg):
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True
        logging.config.dictConfig(settings.LOGGING)
