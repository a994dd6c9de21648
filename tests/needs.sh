#!/bin/sh
# Installs the system packages that a step needs, where it may; otherwise says which, how, and fails.
#   needs.sh venv       Python's own module for environments
#   needs.sh chromium   a browser for the tests
set -u

install() {
    echo "Installing $* with apt-get."
    if [ "$(id -u)" = 0 ]; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
    elif sudo -n true 2>/dev/null; then
        sudo apt-get update -qq && sudo apt-get install -y -qq --no-install-recommends "$@"
    else
        false
    fi >/dev/null
}

want() { # want PACKAGE... : what is missing, and how it is installed by hand
    command -v apt-get >/dev/null && install "$@" && return
    echo "Missing: $*. Install with: sudo apt-get install $*   (or your system's like of it)" >&2
    exit 1
}

case "$1" in
venv)
    ${PYTHON:-python3} -c 'import ensurepip, venv' 2>/dev/null || want python3-venv
    ;;
chromium)
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null && exit 0
    done
    want chromium fonts-liberation
    ;;
esac
