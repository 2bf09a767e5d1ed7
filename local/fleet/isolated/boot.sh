#!/bin/bash
# Becomes process 1 of one isolated host: in fresh namespaces, builds its file system, starts its services, and waits.
#
# usage: boot.sh <directory of the host> <name> <service>...
# The directory holds `upper` (the host's own layer), `remit` (/var/lib/remit), `root-home` and `home`. Every mount is
# made inside this mount namespace, so the end of process 1, however it comes, leaves no process and no mount behind.
set -euo pipefail

overlay() { mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$2" 2>/dev/null; }

build_root() {
  local dir=$1 root=$1/root device
  mount --make-rprivate /
  rm -rf "$dir/work"
  mkdir -p "$dir/work" "$root"
  if ! overlay "$dir" "$root"; then # an upper layer cannot lie on an overlay (a container): memory then, lost at the end
    mkdir -p "$dir/memory"
    mount -t tmpfs memory "$dir/memory"
    cp -a "$dir/upper" "$dir/memory/upper"
    mkdir "$dir/memory/work"
    mount -t overlay overlay -o "lowerdir=/,upperdir=$dir/memory/upper,workdir=$dir/memory/work" "$root"
  fi
  cd "$root"
  mount -t proc proc proc
  for device in sys sysrq-trigger; do # these two are the machine's, not the host's
    [ -e "proc/$device" ] || continue
    mount --bind "proc/$device" "proc/$device"
    mount -o remount,bind,ro "proc/$device"
  done
  mount -t tmpfs -o mode=755 run run
  cat /proc/sys/kernel/random/uuid >run/boot-id # each boot has an id of its own, where every Linux keeps it
  mount --bind run/boot-id proc/sys/kernel/random/boot_id
  mount -t tmpfs -o mode=1777 tmp tmp
  mount -t tmpfs -o mode=755 dev dev
  mkdir -m 1777 dev/shm
  for device in null zero full random urandom tty; do
    : >"dev/$device"
    mount --bind "/dev/$device" "dev/$device"
  done
  mkdir dev/net dev/pts
  if [ -e /dev/net/tun ]; then # tunnels of a VPN: they are born in the host's own network
    : >dev/net/tun
    mount --bind /dev/net/tun dev/net/tun
  fi
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts && ln -s pts/ptmx dev/ptmx
  ln -s /proc/self/fd dev/fd
  ln -s fd/0 dev/stdin
  ln -s fd/1 dev/stdout
  ln -s fd/2 dev/stderr
  mkdir -p var/lib/remit
  mount --bind "$dir/remit" var/lib/remit
  mount --bind "$dir/root-home" root # the developer's own files are no business of a host
  mount --bind "$dir/home" home
}

# A wire of the host's own, both ends inside it: addresses, routes and rules have a device to stand on, and lead nowhere.
wire() {
  ip link set lo up
  ip link add eth0 type veth peer name wire0 2>/dev/null || return 0 # a kernel without veth: loopback only
  ip link set wire0 up
  ip addr add 10.77.0.10/24 dev eth0
  ip link set eth0 up
}

main() {
  local dir=$1 name=$2 outer
  shift 2
  read -r outer _ </proc/self/stat # the old /proc still numbers this process as the machine does
  umask 022
  build_root "$dir"
  hostname "$name"
  wire
  pivot_root . .
  umount -l .
  cd /
  export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
  exec setpriv --bounding-set="$REMIT_DROPPED" --inh-caps="$REMIT_DROPPED" /bin/bash /usr/lib/remit/init.sh "$outer" "$@"
}

main "$@"
