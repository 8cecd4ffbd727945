"""Widgets that more than one place uses: labels, choices, questions, fields."""
