"""What everybody may see without signing in: figures, feeds, the map of the site, words for machines, safe caching."""
