"""Django's admin site behind our own door, as an entry of INSTALLED_APPS."""

from django.contrib.admin import apps


class AdminConfig(apps.AdminConfig):
    """Like Django's, with our site."""

    default_site = "accounts.admin_site.AdminSite"
