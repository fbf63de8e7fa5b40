"""The rules of projects, one module for each matter. Pure."""
