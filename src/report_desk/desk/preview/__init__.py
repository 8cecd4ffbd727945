"""The very pages that will be exported, beside the form."""
