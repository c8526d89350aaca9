"""Typed, frozen values: what the guide's sources mean. Nothing here reads, checks or renders."""
