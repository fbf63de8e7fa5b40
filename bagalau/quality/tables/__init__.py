"""How questionnaires and assessments are shown: words, columns, verbs."""
