"""The rules of the warehouse, in the standard library only.

Orders, cartons, labels, weights and people, what may happen to them and what may not. Everybody may
import this layer; it imports nobody. Nothing here touches a disk, a port, a clock or a screen.
"""
