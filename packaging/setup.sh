#!/bin/sh
# Makes this checkout ready: .venv with everything in the lock file, and what only root can install.
#
#   sh packaging/setup.sh venv    the environment alone (make check, make venv)
#   sh packaging/setup.sh demo    and what the window needs (make demo)
#   sh packaging/setup.sh test    and what the suite needs (make test, bench, soak)
#
# The second run finds the stamp and the libraries and changes nothing.
set -eu
cd "$(dirname "$0")/.."
want=${1:-venv}
venv=.venv
lock=packaging/requirements-dev.txt
stamp=$venv/packstation-stamp

say() { echo "packstation: $*" >&2; }

# Debian installs ldconfig where the PATH of a plain user does not look.
libraries() { PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null || true; }

# One line a library: the file Qt opens, and Debian's name for what brings it.
qt_libraries() {
    cat <<'LIST'
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11.so.6 libx11-6
libX11-xcb.so.1 libx11-xcb1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libpulse.so.0 libpulse0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-sync.so.1 libxcb-sync1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxkbcommon.so.0 libxkbcommon0
LIST
}

missing_for_window() {
    [ "$(uname)" = Linux ] || return 0
    found=$(libraries)
    qt_libraries | while read -r library package; do
        case $found in *"$library "*) ;; *) echo "$package" ;; esac
    done
    [ -n "$(find /usr/share/fonts -name DejaVuSans.ttf 2>/dev/null)" ] || echo fonts-dejavu-core
}

missing_for_tests() {
    command -v strace >/dev/null || echo strace
    command -v git >/dev/null || echo git
    set -- /usr/lib/postgresql/*/bin/initdb
    [ -x "$1" ] || command -v initdb >/dev/null || echo postgresql
    PATH="$PATH:/usr/sbin" command -v pgbouncer >/dev/null || echo pgbouncer
}

good_python() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null
}

# The first Python that is new enough and can make an environment.
find_python() {
    for python in python3.11 python3.12 python3.13 python3; do
        if good_python "$python" && "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
}

missing_for_venv() {
    [ -x $venv/bin/python ] || [ -n "$(find_python)" ] || echo python3-venv
}

missing() {
    missing_for_venv
    case $want in demo | test) missing_for_window ;; esac
    case $want in test) missing_for_tests ;; esac
}

# What only root can do: done at once by root or by sudo that asks nothing, else the one line is shown.
install_missing() {
    packages=$(missing | sort -u | xargs)
    [ -n "$packages" ] || return 0
    if ! command -v apt-get >/dev/null; then
        say "this is not a Debian system; please install what these packages are called here: $packages"
        exit 1
    fi
    # shellcheck disable=SC2086 # one word a package
    if [ "$(id -u)" = 0 ]; then
        sh packaging/system.sh $packages
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo -n sh packaging/system.sh $packages
    else
        say "something is missing that only root can install. Please run this line, then try again:"
        if command -v sudo >/dev/null; then
            echo "sudo sh packaging/system.sh $packages" >&2
        else
            echo "su -c 'cd $(pwd) && sh packaging/system.sh $packages'" >&2
        fi
        exit 1
    fi
    left=$(missing | sort -u | xargs)
    [ -z "$left" ] || { say "installed, and still not found: $left (and Python must be 3.11 to 3.14)"; exit 1; }
}

fingerprint() {
    cat "$lock" pyproject.toml packaging/setup.sh | cksum
    pwd
}

# An environment knows its own path by heart: one that was moved with its folder is made anew.
usable_venv() {
    good_python $venv/bin/python && $venv/bin/python -m pip --version >/dev/null 2>&1 &&
        { [ ! -e $stamp ] || [ "$(tail -n 1 $stamp)" = "$(pwd)" ]; }
}

make_venv() {
    if good_python $venv/bin/python && [ "$(cat $stamp 2>/dev/null)" = "$(fingerprint)" ]; then
        return 0
    fi
    if ! usable_venv; then
        python=$(find_python)
        say "making $venv with $("$python" --version)"
        "$python" -m venv --clear $venv
    fi
    rm -f $stamp
    say "installing what packaging/requirements-dev.txt names (some 400 MB the first time) ..."
    pip="$venv/bin/python -m pip --quiet --disable-pip-version-check --no-input"
    $pip install --require-hashes --no-deps --only-binary :all: -r "$lock"
    $pip install --no-build-isolation --no-deps --editable .
    $pip check >&2
    fingerprint >$stamp
}

case $want in
    venv | demo | test) ;;
    *)
        say "setup.sh venv, demo or test"
        exit 2
        ;;
esac
install_missing
make_venv
