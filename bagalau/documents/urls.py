"""Addresses of documents and drafts."""

from django.urls import path

from bagalau.documents.views import documents, drafts

urlpatterns = [
    path("documents/", documents.documents, name="documents"),
    path("documents/add/", documents.add, name="import"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/edit/", documents.document_edit, name="document_edit"),
    path("documents/<int:pk>/publish/", documents.document_publish, name="document_publish"),
    path("documents/<int:pk>/version/", documents.version_add, name="version_add"),
    path("documents/<int:pk>/history/", documents.document_history, name="document_history"),
    path("documents/version/<int:pk>/", documents.download, name="download"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/<int:pk>/", drafts.draft, name="draft"),
    path("drafts/<int:pk>/field/", drafts.draft_field, name="draft_field"),
    path("drafts/<int:pk>/correct/", drafts.draft_correct, name="draft_correct"),
    path("drafts/<int:pk>/row/", drafts.draft_row, name="draft_row"),
    path("drafts/<int:pk>/settle/", drafts.draft_settle, name="draft_settle"),
    path("drafts/<int:pk>/choose/", drafts.draft_choose, name="draft_choose"),
    path("drafts/<int:pk>/accept/", drafts.draft_accept, name="draft_accept"),
    path("drafts/<int:pk>/reject/", drafts.draft_reject, name="draft_reject"),
    path("drafts/<int:pk>/history/", drafts.draft_history, name="draft_history"),
]
