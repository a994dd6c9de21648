#!/bin/sh
# Installs the system packages that a step needs, where it may; otherwise says which, how, and fails.
#   needs.sh venv       Python's own module for environments
#   needs.sh own .venv  that this environment, if there is one, was made for this folder by the Python that runs it
#   needs.sh chromium   a browser for the tests
#   needs.sh firefox    another browser for the tests
#   needs.sh pdf        what WeasyPrint sets text with, and the type that it sets it in
#   needs.sh java       what runs the checker of HTML
#   needs.sh lists      the list managers for the tests; none of their services is started
#   needs.sh calendars  what Evolution and others read calendars with
set -u

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

install() {
    echo "Installing $* with apt-get."
    {
        as_root true && as_root apt-get update -qq &&
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
    } >/dev/null 2>&1
}

want() { # want PACKAGE... : what is missing, and how it is installed by hand
    command -v apt-get >/dev/null && install "$@" && return
    echo "Missing: $*. Install with: sudo apt-get install $*   (or your system's like of it)" >&2
    exit 1
}

# Sympa asks on installation for a name and a database; these answers are used where it is not configured yet.
answers() {
    cat <<'END'
sympa sympa/hostname string lists.mla.example
sympa sympa/listmaster string listmaster@lists.mla.example
sympa sympa/dbconfig-install boolean true
sympa sympa/database-type select sqlite3
END
}

# What a package starts on installation, it starts by leave of this program.
without_services() {
    leave=/usr/sbin/policy-rc.d
    if [ ! -e $leave ] && as_root true 2>/dev/null; then
        trap 'as_root rm -f $leave' EXIT
        printf '#!/bin/sh\nexit 101\n' | as_root tee $leave >/dev/null && as_root chmod 755 $leave
    fi
    "$@"
    command -v systemctl >/dev/null || return 0
    as_root systemctl disable sympa sympa-archived sympa-bounced sympa-bulk sympa-task_manager \
        wwsympa.service wwsympa.socket sympasoap.service sympasoap.socket >/dev/null 2>&1 || true
}

# Says what is wrong with the environment whose Python runs it, which should stand in the folder of its argument.
sound='
import importlib.util, os, sys
there = dict(line.strip().split(" = ", 1) for line in open(os.path.join(sys.prefix, "pyvenv.cfg")) if " = " in line)
made_for = there.get("command", "").rpartition(" -m venv ")[2] or sys.argv[1]
made_by, run_by = there["version"].split(".")[:2], list(map(str, sys.version_info[:2]))
if made_for != sys.argv[1]:
    print("it was made for " + made_for)
elif made_by != run_by:
    print("it was made by Python " + ".".join(made_by) + ", which is " + ".".join(run_by) + " now")
elif not importlib.util.find_spec("pip"):
    print("its installation was interrupted")
'

case "$1" in
own)
    [ -e "$2" ] || [ -L "$2" ] || exit 0
    reason="its Python is gone"
    [ -x "$2/bin/python" ] && reason=$("$2/bin/python" -I -c "$sound" "$(pwd -P)/$2" 2>/dev/null || echo "its Python does not start")
    [ -z "$reason" ] && exit 0
    echo "The environment $2 cannot be used: $reason. Run \`make clean\` (or \`rm -rf $2\`), and then this command again." >&2
    exit 1
    ;;
venv)
    ${PYTHON:-python3} -c 'import ensurepip, venv' 2>/dev/null || want python3-venv
    ;;
chromium)
    packages="chromium fonts-liberation"
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null && packages=
    done
    # Playwright brings a Node.js, which is linked with it.
    ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || ldconfig -p 2>/dev/null | grep -q libatomic.so.1 ||
        packages="$packages libatomic1"
    # shellcheck disable=SC2086 # a word is a package
    [ -z "$packages" ] || want $packages
    ;;
firefox)
    command -v firefox-esr >/dev/null || command -v firefox >/dev/null || want firefox-esr
    ;;
pdf)
    packages=
    for name in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; do
        file=$(echo "$name" | sed 's/-*0$/.so.0/') # which the package is named after
        ls /usr/lib/*/"$file" >/dev/null 2>&1 || ldconfig -p 2>/dev/null | grep -q "$file" || packages="$packages $name"
    done
    [ -d /usr/share/fonts/truetype/liberation ] || packages="$packages fonts-liberation"
    # shellcheck disable=SC2086 # a word is a package
    [ -z "$packages" ] || want $packages
    ;;
java)
    command -v java >/dev/null || want default-jre-headless
    ;;
calendars)
    ls /usr/lib/*/libical.so.3 >/dev/null 2>&1 || ldconfig -p 2>/dev/null | grep -q libical.so.3 || want libical3
    ;;
lists)
    packages=
    [ -x /usr/bin/mlmmj-receive ] || packages=mlmmj
    [ -e /usr/share/sympa/lib/Sympa.pm ] || packages="$packages sympa dbconfig-sqlite3"
    [ -e /var/list/.bin/confirm ] && [ -x /usr/bin/procmail ] || packages="$packages smartlist procmail"
    [ -n "$packages" ] || exit 0
    # All want a mail server; this one is none, and none is replaced by it.
    [ -x /usr/sbin/sendmail ] || packages="$packages msmtp-mta"
    if [ -e /etc/sympa/sympa/sympa.conf ]; then :; else answers | as_root debconf-set-selections 2>/dev/null || true; fi
    # shellcheck disable=SC2086 # a word is a package
    without_services want $packages
    ;;
esac
