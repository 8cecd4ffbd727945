"""The file of a report: TinyDB's tables on a storage that is durable, what damage means, exported results."""
