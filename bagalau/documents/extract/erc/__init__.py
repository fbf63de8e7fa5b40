"""What the pages of UNDP's Evaluation Resource Centre have in common: lines, labels, items, responses, key actions."""
