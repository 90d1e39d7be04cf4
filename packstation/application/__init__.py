"""What the station can do, one verb a file, and `ports`: what it needs of the world.

Verbs open one transaction, let the domain decide, and record the decision with the state it changes.
They may import the domain and nothing else; verbs do not import each other.
"""
