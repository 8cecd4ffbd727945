"""A folder of reports as one: who must report, who has, how far each is, and what their figures add up to."""
