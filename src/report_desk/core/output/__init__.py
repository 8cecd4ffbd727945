"""What a report shows to others, as values: the printed pages, the review's sheet, JSON, a proof."""
