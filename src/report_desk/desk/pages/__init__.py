"""The pages of a report on screen: the cover, tables, prose, and the outline that leads to them."""
