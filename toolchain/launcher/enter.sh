#!/bin/bash
# Runs a command inside a root folder made of Debian packages, making that folder first if need be:
#     enter.sh bazel ARGUMENT...      Bazel, with the rc file for that root
#     enter.sh COMMAND ARGUMENT...    anything else that is in it (cargo, python3.14)
#
# Terms
#   root   a folder with a Debian system in it (Bazel, rules_rust, Rust, Python), entered with bubblewrap
#   key    hash of everything that decides what is in the root; a root never changes after it is complete
#
# A root is built in KEY.partial under a lock and renamed to KEY when complete, so an interrupted
# set-up is taken up at its last finished step, two set-ups do not collide, and every clone on the
# machine uses the same root. Remove the cache folder to start over.
set -euo pipefail

launcher=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
workspace=$(cd -- "$launcher/../.." && pwd -P)
cache="${XDG_CACHE_HOME:-$HOME/.cache}/molt/bazel"
key=$(cat "$launcher/packages.txt" "$launcher/assemble.sh" | sha256sum | cut -c1-16)
root="$cache/$key"

if [ ! -e "$root/complete" ]; then
    mkdir -p "$cache"
    exec 9>"$cache/$key.lock"
    if ! flock --nonblock 9; then
        echo "bazelw: another process is setting Bazel up; waiting for it" >&2
        flock 9
    fi
    if [ ! -e "$root/complete" ]; then
        "$launcher/assemble.sh" "$cache/$key.partial" "$launcher/packages.txt"
        mv "$cache/$key.partial" "$root"
    fi
    exec 9>&-
fi

# The rc file names this user's cache, so it is written on every start (it is small) and replaced at once.
rc="$cache/$key.$$.rc"
"$launcher/bazelrc.sh" "$root" >"$rc"
mv "$rc" "$root/bazelrc"

mounts=(--bind "$root/root" /)
mounts+=(--dev-bind /dev /dev --dev-bind /sys /sys)
# A fresh /proc would keep Bazel's own sandbox from mounting its one.
mounts+=(--dev-bind /proc /proc)
# Every folder of this machine that is not part of a system: what the user names must be there.
for folder in /*; do
    case "$folder" in
    /bin | /boot | /dev | /etc | /lib* | /lost+found | /proc | /run | /sbin | /sys | /usr | /var) ;;
    *) [ -d "$folder" ] && [ ! -L "$folder" ] && [ -r "$folder" ] && mounts+=(--bind "$folder" "$folder") ;;
    esac
done
for folder in "$HOME" "$cache" "$workspace" "$PWD"; do
    mounts+=(--bind "$folder" "$folder")
done
for file in /etc/resolv.conf /etc/hosts /etc/passwd /etc/group /etc/pip.conf; do
    [ -e "$file" ] && mounts+=(--ro-bind "$file" "$file")
done

command=("$@")
[ "$1" = bazel ] && command=(bazel --bazelrc="$root/bazelrc" "${@:2}")
exec bwrap "${mounts[@]}" \
    --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin \
    --setenv MOLT_BAZELRC "$root/bazelrc" \
    --chdir "$PWD" \
    "${command[@]}"
