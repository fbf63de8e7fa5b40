"""What is doubtful in the answers of an assessment. Pure.

Source: domain reference, evaluation and quality, part 1.4 (validation rules), and project cycle, appendix B.

QA-01  A question that is not answered.
QA-02  An answer without a word of evidence, where its question asks for one; also one that says it does not apply.
QA-03  An answer that claims so much that a document must stand behind it, without one. It is warned of, not refused.
QA-04  An option whose statements do not carry it: one of them is untrue where all or both must be true, or all are
       where any would do (QN-03).
QA-05  Statements of the chosen option that nobody looked at yet. Where none was, it is only noted.
QA-06  An option with a higher score whose statements are all true, though a lower one was chosen.
QA-07  A weak answer without a management action and without a reason why none follows.
QA-08  Something is claimed to have happened every quarter (or year), and the record shows a quarter without it. Only
       whole quarters of the assessed period count; nothing is said of what the record does not keep, and a single
       quarter is only noted.
QA-09  Evidence that is gone, or that the reader may not see.
QA-10  Evidence that says nothing: a few words, or the same text as under another question.
QA-11  Evidence that speaks of years outside the assessed period; only noted.
QA-12  A printed rating that does not follow from the answers, unless it was given with a reason.
QA-13  The decision to go on without conditions, the first one of the questionnaire, though the whole is rated weak.
QA-14  A section that is rated weak; a critical one is warned of, another one noted.

An error keeps an assessment from being submitted; a warning calls for a look; a note is worth knowing.
"""

from bagalau.quality.rules.answers.checking import check
from bagalau.quality.rules.answers.values import Finding, Form, Given

__all__ = ["Finding", "Form", "Given", "check"]
