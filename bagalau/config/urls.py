"""Addresses: wiring only. A record's page bears the name of the record's kind, so that links need no map."""

from django.urls import include, path

urlpatterns = [
    path("", include("bagalau.portal.urls")),
    path("", include("bagalau.people.urls")),
    path("", include("bagalau.reference.urls")),
    path("", include("bagalau.documents.urls")),
    path("", include("bagalau.commitments.urls")),
    path("", include("bagalau.quality.urls")),
    path("", include("bagalau.projects.urls")),
    path("", include("bagalau.evaluations.urls")),
    path("", include("bagalau.reminders.urls")),
    path("", include("bagalau.search.urls")),
    path("", include("bagalau.exports.urls")),
    path("", include("bagalau.api.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
]

handler404 = "bagalau.web.views.not_found"
handler500 = "bagalau.web.views.server_error"
