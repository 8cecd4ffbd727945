"""The list of sections at the left, with the state and findings of each."""
