"""What a lead does at a bench: people, codes, weights, holds."""
