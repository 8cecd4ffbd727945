"""The cover and contact page."""
