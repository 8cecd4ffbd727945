"""The steps between clerk and supervisor: whose turn it is, the dialogs, and the 定稿指纹."""
