"""From rows to files. Text that a spreadsheet would take for a formula is neutralised without changing the value."""
