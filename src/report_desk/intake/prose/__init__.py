"""The words of a document: its title, its headings and what stands below each, what is not the report's."""
