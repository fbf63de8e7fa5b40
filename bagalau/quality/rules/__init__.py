"""Rules of quality assurance: questionnaires, ratings, answers, the life of an assessment, when one is due. Pure."""
