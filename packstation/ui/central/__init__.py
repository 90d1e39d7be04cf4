"""How the bench and its central stand: a line at the top of the window of an enrolled station."""
