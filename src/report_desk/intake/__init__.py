"""Published and draft reports from outside → a report, and what of it is doubtful."""
