"""Secure Base: YAML-authored guides become a site, a self-assessment and a book."""
