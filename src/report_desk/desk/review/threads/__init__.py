"""What is said about a report: threads of remarks with answers and suggestions, as cards and their forms."""
