"""What has a rating of quality: one that a paper or a person states, and one that follows from an assessment."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bagalau.evaluations.rules.life import QualityRating

QUALITY_RATINGS = {
    QualityRating.HS: _("Highly satisfactory"),
    QualityRating.S: _("Satisfactory"),
    QualityRating.MS: _("Moderately satisfactory"),
    QualityRating.MU: _("Moderately unsatisfactory"),
    QualityRating.U: _("Unsatisfactory"),
    QualityRating.HU: _("Highly unsatisfactory"),
}
UNRATED = Q(assessed_rating="", quality_rating="")


def rated_as(*ratings: QualityRating) -> Q:
    """The condition that one of these ratings counts (EL-16)."""
    return Q(assessed_rating__in=ratings) | Q(assessed_rating="", quality_rating__in=ratings)


class Rated:
    """An evaluation, or a step of its life."""

    quality_rating: str  # fields of the model
    assessed_rating: str

    @property
    def rating(self) -> QualityRating | None:
        """The rating that counts (EL-16)."""
        said = self.assessed_rating or self.quality_rating
        return QualityRating(said) if said else None

    @property
    def rating_words(self) -> str:
        """What the rating that counts is called."""
        return str(QUALITY_RATINGS[self.rating]) if self.rating else ""
