"""Export and print: the dialog before, the pages, the printer."""
