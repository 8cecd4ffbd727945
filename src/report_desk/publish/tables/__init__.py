"""Statutory tables: the widths of their columns, the lines of their labels, the heights of their rows."""
