"""Across organs and years: one figure of many reports side by side, what stands out, prose that is alike."""
