"""station.toml, tested as somebody types it."""
