"""What `securebase init` and `securebase new` write: a small whole guide, and a file to begin with of each kind."""
