"""The ``.rdesk`` file on disk: saves, lock, backups, crash drafts. The one room that knows TinyDB."""
