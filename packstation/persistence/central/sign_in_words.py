"""What a PostgreSQL says of a sign-in that it refuses, in each language it may speak to a bench.

It tells it in its own language, and libpq hands on the words alone, without a code. Source:
PostgreSQL's own message catalogues (postgres-15.mo); Polish from releases that had one.
"""

from __future__ import annotations

PASSWORD = (
    "password authentication failed",
    "Passwort-Authentifizierung für Benutzer",
    "authentification par mot de passe échouée",
    "autentificación password falló",
    "autoryzacja hasłem nie powiodła się",
)
NO_LOGIN = (
    "not permitted to log in",
    "keine Berechtigung zum Einloggen",
    "n'est pas autorisé à se connecter",
    "no se le permite conectarse",
)
NO_DATABASE = ("does not exist", "existiert nicht", "n'existe pas", "no existe la base de datos")
OWN_CERTIFICATE = (
    "requires a valid client certificate",
    "erfordert ein gültiges Client-Zertifikat",
    "requiert un certificat client valide",
    "requiere un certificado de cliente válido",
    "certificate authentication failed",
    "Zertifikatauthentifizierung für Benutzer",
    "authentification par le certificat échouée",
    "autentificación por certificado falló",
)
