"""Speed ratios, each measured against a floor in the same process: `python -m bench [name…]`."""
