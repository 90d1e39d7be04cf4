"""The screen where a person takes the bench, and where the first lead is named."""
