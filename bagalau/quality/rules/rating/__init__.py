"""How answers are rated by a scheme, and why a rating is what it is. Pure.

Source: domain reference, evaluation and quality, parts 1.4 and 2.9; project cycle, part 1.5.

QR-05  An answer counts in the mean of its section by the weight of its question, the mean of a section in the mean of
       all by the weight of the section. Means are fractions and never rounded before they meet a band.
QR-06  As long as a question is not answered, neither its section nor the whole is rated. Provisionally they are, from
       what is answered; and the whole will come out between the ratings with the worst and with the best answers to
       what is open.
QR-07  A section of which no question applies is not rated. A mean leaves it out; counts that speak of so many sections
       give no overall rating if fewer (or more) are rated.
QR-08  "Worst": the score of the worst answer is the score of all, and that of a section the worst one of the section.
       High scores are the worst ones where the values of the labels rise, as they measure a risk.
QR-09  "Points": an answer has its score as points, a key question so many times more as the scheme says, unless its
       answer has the lowest score. Between the fewest and the most points that what applies can have, "points-1" has
       bands of equal width and "points-2" those that end at its shares. Sections are rated alike.
QR-10  A rating tells how it came about: for each section the scores (with what an answer in words, like "Yes", counts),
       what they come to and the bound that this reaches; for the whole what was counted for each condition that holds,
       and what the next better label lacks; the weights of a mean; the question with the worst answer; points with
       their fewest, their most and their bands.
QR-11  A number is told with as many digits as it takes to be on the side of a bound on which it is.
"""

from bagalau.quality.rules.rating.derivation import derivation
from bagalau.quality.rules.rating.rater import Rater, provisional, rate
from bagalau.quality.rules.rating.values import Answers, Points, Provisional, Rated, Scored, SectionRating

__all__ = [
    "Answers",
    "Points",
    "Provisional",
    "Rated",
    "Rater",
    "Scored",
    "SectionRating",
    "derivation",
    "provisional",
    "rate",
]
