"""The same page made by other programs, each behind one function: ``builder(fonts)(page) -> bytes``."""
