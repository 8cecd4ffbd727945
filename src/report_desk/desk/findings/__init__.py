"""What is wrong or odd, in the words of the form, and the way to each place."""
