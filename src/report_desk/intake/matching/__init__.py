"""The tables of a document → the cells of an edition of the form, each with how it was found."""
