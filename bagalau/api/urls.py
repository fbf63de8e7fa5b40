"""Addresses of the programming interface, its description, and the tokens of one's account."""

from django.urls import path

from bagalau.api import views
from bagalau.api.v1.interface import addresses

urlpatterns = [
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/<int:pk>/revoke/", views.token_revoke, name="token_revoke"),
    path("api/v1/docs", views.api_docs, name="api_docs"),
    path("api/v1/openapi.json", views.api_schema, name="api_schema"),
    path("api/v1/", (addresses(), "api", "api")),
]
