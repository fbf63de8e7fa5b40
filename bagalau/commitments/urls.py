"""Addresses of commitments."""

from django.urls import path

from bagalau.commitments import views

urlpatterns = [
    path("commitments/", views.commitments, name="commitments"),
    path("commitments/<int:pk>/", views.commitment, name="commitment"),
    path("commitments/<int:pk>/update/", views.commitment_update, name="commitment_update"),
    path("commitments/<int:pk>/responsible/", views.commitment_responsible, name="commitment_responsible"),
    path("commitments/<int:pk>/ask/", views.commitment_ask, name="commitment_ask"),
    path("commitments/<int:pk>/withdraw/", views.commitment_withdraw, name="commitment_withdraw"),
    path("commitments/<int:pk>/decide/", views.commitment_decide, name="commitment_decide"),
    path("commitments/<int:pk>/verify/", views.commitment_verify, name="commitment_verify"),
    path("commitments/<int:pk>/history/", views.commitment_history, name="commitment_history"),
    path("commitments/sheet/", views.commitments_sheet, name="commitments_sheet"),
    path("commitments/sheet/download/", views.commitments_template, name="commitments_template"),
    path("commitments/sheets/<int:pk>/", views.batch, name="batch"),
    path("commitments/sheets/<int:pk>/save/", views.batch_save, name="batch_save"),
    path("commitments/sheets/<int:pk>/undo/", views.batch_undo, name="batch_undo"),
]
