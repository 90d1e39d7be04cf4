#!/bin/sh
# The part that needs root: installs the Debian packages it is given, and nothing more.
#
# Nothing is started on this PC. PostgreSQL is installed for the suite, which starts its own short-lived one as a
# plain user: no cluster is created and no service is started here, and both switches are taken away again.
set -eu
[ "$(id -u)" = 0 ] || { echo "packstation: system.sh must be run by root" >&2; exit 1; }
[ $# -gt 0 ] || { echo "packstation: system.sh PACKAGE..." >&2; exit 2; }

policy=/usr/sbin/policy-rc.d
cluster_dir=/etc/postgresql-common/createcluster.d
cluster_conf=$cluster_dir/packstation.conf
made_policy=
made_dirs=

tidy() {
    rm -f "$cluster_conf"
    [ -z "$made_policy" ] || rm -f "$policy"
    # Only what was made here, and only if nobody put anything into it meanwhile.
    # shellcheck disable=SC2086
    [ -z "$made_dirs" ] || rmdir $made_dirs 2>/dev/null || true
}
trap tidy EXIT
trap 'exit 1' HUP INT TERM

for dir in /etc/postgresql-common $cluster_dir; do
    [ -d "$dir" ] || { mkdir "$dir" && made_dirs="$dir $made_dirs"; }
done
# postgresql-common reads this folder when a version is configured for the first time.
echo "create_main_cluster = false" >"$cluster_conf"
if [ ! -e "$policy" ]; then
    made_policy=yes
    printf '#!/bin/sh\nexit 101\n' >"$policy" # 101: the action is forbidden (invoke-rc.d)
    chmod 755 "$policy"
fi

export DEBIAN_FRONTEND=noninteractive
install() {
    apt-get -q -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
}
# A fresh or old machine does not know today's packages yet.
install "$@" || { apt-get -q -o DPkg::Lock::Timeout=300 update && install "$@"; }
