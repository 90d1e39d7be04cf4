"""The frame around every screen: who is here, the verdict, the next act, lamps, and where a scan goes."""
