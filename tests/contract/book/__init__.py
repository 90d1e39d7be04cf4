"""What the sync may rely on in a station's book, be it the store on disk or the model of the simulation."""
